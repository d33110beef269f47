package io.volant.rpc.transport;

import java.util.concurrent.TimeUnit;

/**
 * Recognises a client that makes calls only to cancel them: while their handlers still run it is refused, and when it goes on it
 * is cut off. A cancel by deadline, or of a call that had its time, is no sign of it. Confined to the event loop.
 */
final class CancelFlood {
    private static final long YOUNG_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int MOST_REFUSALS = 1_000;

    private int running; // calls cancelled young whose handlers still run
    private int refusals;

    /** Whether a cancel {@code ageNanos} after the call came counts. */
    static boolean counts(long ageNanos, boolean byDeadline) {
        return !byDeadline && ageNanos < YOUNG_NANOS;
    }

    void onCancelled() {
        running++;
    }

    void onEnded() {
        running--;
    }

    /** A call was refused because {@code allRunning} are running; a {@link ProtocolFault} when that is the client's own doing. */
    void onRefused(int allRunning) {
        refusals = 2 * running > allRunning ? refusals + 1 : 0;
        if (refusals > MOST_REFUSALS) {
            throw new ProtocolFault(
                    Rule.CALL_FLOOD,
                    running + " of " + allRunning + " running calls were cancelled at once, and " + refusals
                            + " more came (expected: a client that wants its answers)");
        }
    }
}
