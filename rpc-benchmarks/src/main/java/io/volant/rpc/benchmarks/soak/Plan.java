package io.volant.rpc.benchmarks.soak;

import java.time.Duration;
import java.util.Locale;

/**
 * How long and with what.
 *
 * @param minutes for all cycles together, about
 * @param seed repeats the choices of all clients, though not how they fall together in time
 * @param users the class of the {@code UserService} that is served
 */
record Plan(double minutes, long seed, String users) {
    private static final double MOST_MINUTES = 7 * 24 * 60;
    private static final double SECONDS_PER_MINUTE = 60;
    private static final double CYCLE_SECONDS = 20;
    private static final int FEWEST_CYCLES = 8;
    private static final int MOST_CYCLES = 60;
    private static final int FEWEST_WARM_UPS = 2;
    private static final int WARM_UP_SHARE = 5;
    private static final double QUIET_SECONDS = 1.5;
    private static final double SHORTEST_SECONDS = 1;
    private static final double MILLIS_PER_SECOND = 1_000;

    Plan {
        if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
            throw new IllegalArgumentException(
                    "minutes: " + minutes + " (expected: more than 0, at most " + (long) MOST_MINUTES + ")");
        }
    }

    int cycles() {
        long wanted = Math.round(minutes * SECONDS_PER_MINUTE / CYCLE_SECONDS);
        return (int) Math.max(FEWEST_CYCLES, Math.min(MOST_CYCLES, wanted));
    }

    /** The first cycles, in which pools and caches fill. */
    int warmUps() {
        return Math.max(FEWEST_WARM_UPS, cycles() / WARM_UP_SHARE);
    }

    /** How long clients come in each cycle. */
    Duration work() {
        double seconds = Math.max(SHORTEST_SECONDS, minutes * SECONDS_PER_MINUTE / cycles() - QUIET_SECONDS);
        return Duration.ofMillis((long) (seconds * MILLIS_PER_SECOND));
    }

    String describe() {
        return String.format(
                Locale.ROOT,
                "%d cycles of %.1f s and a quiet moment, the first %d to warm up; --seed %d",
                cycles(),
                work().toMillis() / MILLIS_PER_SECOND,
                warmUps(),
                seed);
    }
}
