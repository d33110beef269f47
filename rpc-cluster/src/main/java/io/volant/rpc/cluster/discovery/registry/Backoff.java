package io.volant.rpc.cluster.discovery.registry;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * How long to wait before another try at a registry: 0.2 s after the first failure, each time 1.6 times as long as before, at most
 * 1 s, all ± 20 %. So a registry that comes back has all its servers again well before the shortest lease ends.
 *
 * <p>Confined to the turns of its client.
 */
final class Backoff {
    private static final double FIRST_NANOS = (double) TimeUnit.MILLISECONDS.toNanos(200);
    private static final double MOST_NANOS = (double) TimeUnit.SECONDS.toNanos(1);
    private static final double FACTOR = 1.6;
    private static final double SPREAD = 0.2;

    private double nextNanos = FIRST_NANOS;
    private int failures;

    /** Counts a failure; returns how long to wait. */
    long afterFailure() {
        failures++;
        double delay = nextNanos;
        nextNanos = Math.min(MOST_NANOS, delay * FACTOR);
        return (long)
                (delay * (1 - SPREAD + 2 * SPREAD * ThreadLocalRandom.current().nextDouble()));
    }

    /** Failures in a row. */
    int failures() {
        return failures;
    }

    /** It has worked. */
    void reset() {
        nextNanos = FIRST_NANOS;
        failures = 0;
    }
}
