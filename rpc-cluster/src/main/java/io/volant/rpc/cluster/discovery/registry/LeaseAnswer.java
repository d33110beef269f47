package io.volant.rpc.cluster.discovery.registry;

import static java.util.Objects.requireNonNull;

/**
 * What a registry says to a lease.
 *
 * @param leaseMillis how long it holds without being renewed
 */
public record LeaseAnswer(State state, long leaseMillis) {
    /** What has become of a lease. */
    public enum State {
        /** It holds from now on for its time. */
        HELD,
        /** The registry does not know it: its time ran out, or the registry began anew. */
        UNKNOWN,
        /** It was withdrawn, or others took its place in every service. */
        SUPERSEDED
    }

    public LeaseAnswer {
        requireNonNull(state, "state");
    }
}
