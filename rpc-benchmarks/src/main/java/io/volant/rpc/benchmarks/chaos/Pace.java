package io.volant.rpc.benchmarks.chaos;

import java.util.concurrent.TimeUnit;

/**
 * When the calls of a trial are due: some each second, and more of them while a peak lasts. Immutable.
 *
 * @param perSecond calls, before and after the peak
 * @param peakPerSecond calls while it lasts
 * @param beforeSeconds that come before it; all of a trial that has none
 * @param peakSeconds that it lasts
 * @param afterSeconds that come after it
 */
record Pace(int perSecond, int peakPerSecond, int beforeSeconds, int peakSeconds, int afterSeconds) {
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    static Pace steady(int perSecond, int seconds) {
        return new Pace(perSecond, perSecond, seconds, 0, 0);
    }

    static Pace parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException("pace: " + text + " (expected: five numbers)");
        }
        return new Pace(number(parts[0]), number(parts[1]), number(parts[2]), number(parts[3]), number(parts[4]));
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }

    int calls() {
        return peakEnd() + perSecond * afterSeconds;
    }

    int seconds() {
        return peakEndSecond() + afterSeconds;
    }

    /** The first call of the peak. */
    int peakBegin() {
        return perSecond * beforeSeconds;
    }

    /** The first call after the peak. */
    int peakEnd() {
        return peakBegin() + peakPerSecond * peakSeconds;
    }

    /** When limits have come down in the peak. */
    int settledSecond() {
        return beforeSeconds + Math.min(AttemptTimes.SETTLING_SECONDS, peakSeconds - 1);
    }

    /** The first call after that. */
    int settled() {
        return peakBegin() + peakPerSecond * (settledSecond() - beforeSeconds);
    }

    int peakEndSecond() {
        return beforeSeconds + peakSeconds;
    }

    /** From the first call until this one is due. */
    long dueNanos(int call) {
        if (call < peakBegin()) {
            return (long) (call * SECOND / perSecond);
        }
        if (call < peakEnd()) {
            return (long) (beforeSeconds * SECOND + (call - peakBegin()) * SECOND / peakPerSecond);
        }
        return (long) (peakEndSecond() * SECOND + (call - peakEnd()) * SECOND / perSecond);
    }

    /** As {@link #parse} reads it. */
    String text() {
        return perSecond + "," + peakPerSecond + "," + beforeSeconds + "," + peakSeconds + "," + afterSeconds;
    }
}
