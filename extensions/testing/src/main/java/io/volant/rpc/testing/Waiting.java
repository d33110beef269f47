package io.volant.rpc.testing;

import java.nio.ByteBuffer;

/**
 * What one side sent and the other has not got yet.
 *
 * @param arrivedNanos when the proxy had it
 * @param fraction which part of the jitter it is delayed by, 0 to 1
 * @param bytes none unless it is {@link Kind#BYTES}
 */
record Waiting(Kind kind, long arrivedNanos, double fraction, ByteBuffer bytes) {
    enum Kind {
        BYTES,
        /** Its sender says no more. */
        END,
        /** Its sender is gone. */
        RESET
    }

    Waiting with(ByteBuffer changed) {
        return new Waiting(kind, arrivedNanos, fraction, changed);
    }

    long dueNanos(LinkFaults faults) {
        return arrivedNanos + faults.delayNanos(fraction);
    }
}
