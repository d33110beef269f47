package io.volant.rpc.transport;

/**
 * Which running process a peer is: a random id for the life of the process, and an epoch that grows
 * with each of its restarts.
 */
record Instance(long idHigh, long idLow, long epoch) {
    /** A peer that did not say. */
    static final Instance UNKNOWN = new Instance(0, 0, 0);
}
