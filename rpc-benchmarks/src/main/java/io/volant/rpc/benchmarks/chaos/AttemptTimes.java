package io.volant.rpc.benchmarks.chaos;

import io.volant.rpc.Interceptor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the attempts of a client, and keeps how long those took that were answered: those before a peak of the load, and those in it once
 * limits have come down. Thread-safe.
 */
final class AttemptTimes {
    /** Limits come down in twenty windows of a tenth of a second. */
    static final int SETTLING_SECONDS = 4;

    private static final int MOST_MILLIS = 2_000;

    private final Pace pace;
    private final LongAdder attempts = new LongAdder();
    private final AtomicIntegerArray calm = new AtomicIntegerArray(MOST_MILLIS);
    private final AtomicIntegerArray peak = new AtomicIntegerArray(MOST_MILLIS);
    private volatile long startNanos = Long.MAX_VALUE;

    AttemptTimes(Pace pace) {
        this.pace = pace;
    }

    /** Around each attempt. */
    Interceptor interceptor() {
        return (method, next) -> request -> {
            attempts.increment();
            long from = System.nanoTime();
            return next.invoke(request).whenComplete((response, error) -> {
                if (response != null && response.isSuccess()) {
                    onAnswered(from, System.nanoTime());
                }
            });
        };
    }

    /** The load begins; what was before is forgotten. */
    void begin(long nanos) {
        attempts.reset();
        startNanos = nanos;
    }

    private void onAnswered(long from, long to) {
        long start = startNanos;
        if (start == Long.MAX_VALUE || from - start < 0) {
            return;
        }
        double second = (from - start) / 1e9;
        int millis = (int) Math.min(MOST_MILLIS - 1, TimeUnit.NANOSECONDS.toMillis(to - from));
        if (second < pace.beforeSeconds()) {
            calm.incrementAndGet(millis);
        } else if (second >= pace.settledSecond() && second < pace.peakEndSecond()) {
            peak.incrementAndGet(millis);
        }
    }

    long attempts() {
        return attempts.sum();
    }

    int calmP99Millis() {
        return p99(calm);
    }

    int peakP99Millis() {
        return p99(peak);
    }

    /** The value below which 99 % of those counted are; 0 of none. */
    private static int p99(AtomicIntegerArray counts) {
        long all = 0;
        for (int millis = 0; millis < MOST_MILLIS; millis++) {
            all += counts.get(millis);
        }
        long below = 0;
        for (int millis = 0; millis < MOST_MILLIS; millis++) {
            below += counts.get(millis);
            if (below > 0 && below >= 0.99 * all) {
                return millis;
            }
        }
        return 0;
    }
}
