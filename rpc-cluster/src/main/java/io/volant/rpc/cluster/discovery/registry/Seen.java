package io.volant.rpc.cluster.discovery.registry;

/**
 * Which {@link ServiceView} a caller has seen last.
 *
 * @param life of the registry that gave it
 */
public record Seen(long life, long version) {
    /** Of a caller that has seen none. */
    public static final Seen NOTHING = new Seen(0, 0);
}
