package io.volant.rpc.benchmarks.chaos;

import java.util.concurrent.TimeUnit;

/**
 * What is known of a trial beside the records of its calls. Immutable.
 *
 * @param report of the client
 * @param markNanos when the recovery begins to count
 * @param newcomersNanos when servers beyond the first three could come to be known
 * @param victim the server that the fault meets
 */
record Course(Pace pace, ClientReport report, long markNanos, long newcomersNanos, int victim) {
    /** How long the client stood still at most. */
    long stallNanos() {
        return TimeUnit.MICROSECONDS.toNanos(report.stallMicros());
    }
}
