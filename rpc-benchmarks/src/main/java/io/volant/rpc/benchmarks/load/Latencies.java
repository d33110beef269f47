package io.volant.rpc.benchmarks.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Histograms of nanoseconds, up to a minute, exact to three digits. */
final class Latencies {
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;

    private Latencies() {}

    static Histogram create() {
        return new Histogram(LONGEST_NANOS, DIGITS);
    }

    static long bounded(long nanos) {
        return Math.min(LONGEST_NANOS, nanos);
    }
}
