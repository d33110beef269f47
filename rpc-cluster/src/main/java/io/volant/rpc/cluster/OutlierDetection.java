package io.volant.rpc.cluster;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * When a server of a cluster is left out because of what becomes of its calls, and for how long. Immutable.
 *
 * @param enabled whether any is; where not, the rest is of no account
 * @param consecutiveFailures so many calls in a row that fail
 * @param successRate or fewer of its calls than this share that succeed, 0 to 1; 0 for not
 * @param leastCalls of at least so many that ended
 * @param window in this time, 1 s to 1 h
 * @param slowness or calls that take more than so many times as long as at the server in the middle, above 1; infinite for not
 * @param ejection how long it is left out the first time; the double the next time, and so on
 * @param longestEjection but never longer, at most a day
 */
public record OutlierDetection(
        boolean enabled,
        int consecutiveFailures,
        double successRate,
        int leastCalls,
        Duration window,
        double slowness,
        Duration ejection,
        Duration longestEjection) {
    private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(1);
    private static final Duration LONGEST_WINDOW = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final OutlierDetection DEFAULTS = new OutlierDetection(
            true, 5, 0.8, 5, Duration.ofSeconds(30), 10, Duration.ofSeconds(5), Duration.ofSeconds(300));
    private static final OutlierDetection OFF = new OutlierDetection(
            false,
            DEFAULTS.consecutiveFailures,
            DEFAULTS.successRate,
            DEFAULTS.leastCalls,
            DEFAULTS.window,
            DEFAULTS.slowness,
            DEFAULTS.ejection,
            DEFAULTS.longestEjection);

    public OutlierDetection {
        requireNonNull(window, "window");
        requireNonNull(ejection, "ejection");
        requireNonNull(longestEjection, "longestEjection");
        check(consecutiveFailures >= 1, "consecutiveFailures", consecutiveFailures, ">= 1");
        check(successRate >= 0 && successRate <= 1, "successRate", successRate, "0..1");
        check(leastCalls >= 1, "leastCalls", leastCalls, ">= 1");
        check(isWithin(window, SHORTEST_WINDOW, LONGEST_WINDOW), "window", window, "PT1S..PT1H");
        check(slowness > 1, "slowness", slowness, "> 1");
        check(ejection.compareTo(Duration.ZERO) > 0, "ejection", ejection, "> 0");
        check(isWithin(longestEjection, ejection, DAY), "longestEjection", longestEjection, ejection + "..PT24H");
    }

    private static void check(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }

    private static boolean isWithin(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    /** After 5 failures in a row, below 80 % of 5 calls or more in 30 s, or 10 times as slow; out for 5 s, growing to 300 s. */
    public static OutlierDetection defaults() {
        return DEFAULTS;
    }

    /** No server is left out because of what becomes of its calls. */
    public static OutlierDetection off() {
        return OFF;
    }

    /** Leaves out a server that fails {@code calls} in a row. */
    public OutlierDetection withConsecutiveFailures(int calls) {
        return new OutlierDetection(
                enabled, calls, successRate, leastCalls, window, slowness, ejection, longestEjection);
    }

    /** Leaves out a server of whose calls in {@code window}, {@code leastCalls} or more, less than {@code rate} succeed. */
    public OutlierDetection withSuccessRate(double rate, int leastCalls, Duration window) {
        return new OutlierDetection(
                enabled, consecutiveFailures, rate, leastCalls, window, slowness, ejection, longestEjection);
    }

    /** Leaves out a server whose calls take more than {@code times} as long as at the one in the middle. */
    public OutlierDetection withSlowness(double times) {
        return new OutlierDetection(
                enabled, consecutiveFailures, successRate, leastCalls, window, times, ejection, longestEjection);
    }

    /** Leaves a server out for {@code first}, twice as long each time it comes soon again, but not longer than {@code longest}. */
    public OutlierDetection withEjection(Duration first, Duration longest) {
        return new OutlierDetection(
                enabled, consecutiveFailures, successRate, leastCalls, window, slowness, first, longest);
    }
}
