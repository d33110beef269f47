package io.volant.rpc.transport;

import java.time.Clock;
import java.util.UUID;

/**
 * Which running server a peer is: a random id for as long as it listens, and an epoch that grows with
 * each of its restarts.
 */
record Instance(long idHigh, long idLow, long epoch) {
    /** A peer that did not say. */
    static final Instance UNKNOWN = new Instance(0, 0, 0);

    /** One that no other has; started later, its epoch is greater as long as the wall clock is right. */
    static Instance fresh() {
        UUID id = UUID.randomUUID();
        return new Instance(
                id.getMostSignificantBits(),
                id.getLeastSignificantBits(),
                Clock.systemUTC().millis());
    }
}
