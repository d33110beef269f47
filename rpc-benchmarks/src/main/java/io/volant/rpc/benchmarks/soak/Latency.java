package io.volant.rpc.benchmarks.soak;

import org.HdrHistogram.Histogram;

/** How long the small blocking calls of good clients took. */
record Latency(double p50Millis, double p99Millis) {
    private static final double MILLISECOND = 1_000_000;
    private static final double P50 = 50;
    private static final double P99 = 99;

    static Latency of(Histogram nanos) {
        return new Latency(
                nanos.getValueAtPercentile(P50) / MILLISECOND, nanos.getValueAtPercentile(P99) / MILLISECOND);
    }
}
