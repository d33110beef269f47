package io.volant.rpc.benchmarks.chaos;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What else went on while a trial was on. A bound that is missed on a starved machine says nothing of Volant, and nothing for it.
 *
 * @param otherCores processors that everything but the trial kept busy
 * @param lateNanos by how much the client was late at most with a call that was due
 */
record Disturbance(double otherCores, long lateNanos) {
    private static final double MOST_OTHERS = 0.5;

    /** A collection of garbage takes less in so small a JVM. */
    private static final long MOST_LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    boolean isGreat() {
        return otherCores > MOST_OTHERS || lateNanos > MOST_LATE_NANOS;
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "other processes took %.1f processors, and the client was up to %d ms late",
                otherCores,
                TimeUnit.NANOSECONDS.toMillis(lateNanos));
    }

    /** Both of two trials. */
    Disturbance and(Disturbance other) {
        return new Disturbance(Math.max(otherCores, other.otherCores), Math.max(lateNanos, other.lateNanos));
    }
}
