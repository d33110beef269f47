package io.volant.rpc.cluster;

/** The nodes that earlier attempts of a call went to. Immutable. */
@FunctionalInterface
public interface Tried {
    /** Of a first attempt. */
    Tried NONE = node -> false;

    boolean contains(Node node);

    /** These and {@code node}. */
    default Tried and(Node node) {
        return other -> other == node || contains(other);
    }
}
