package io.volant.rpc.benchmarks.soak;

import org.HdrHistogram.Histogram;

/**
 * What became of the calls of good clients.
 *
 * @param calls that were answered, right or wrong; one-way calls count when they were executed
 * @param errors calls that failed
 * @param wrong answers that were not the right ones
 * @param lost calls that never ended
 * @param first what went wrong first; empty when nothing did
 * @param latencies of the small blocking calls, in nanoseconds
 */
record Answers(long calls, long errors, long wrong, long lost, String first, Histogram latencies) {
    private static final double MILLISECOND = 1_000_000;
    private static final double P99 = 99;

    static Answers none() {
        return new Answers(0, 0, 0, 0, "", Tally.noLatencies());
    }

    Answers plus(Answers other) {
        Histogram both = latencies.copy();
        both.add(other.latencies);
        return new Answers(
                calls + other.calls,
                errors + other.errors,
                wrong + other.wrong,
                lost + other.lost,
                first.isEmpty() ? other.first : first,
                both);
    }

    double p50Millis() {
        return latencies.getValueAtPercentile(50) / MILLISECOND;
    }

    double p99Millis() {
        return latencies.getValueAtPercentile(P99) / MILLISECOND;
    }
}
