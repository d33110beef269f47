package io.volant.rpc.testing;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Plays scenarios under seeds, and says which seed failed. */
final class SeedRuns {
    private static final String PROPERTY = "volant.seed";
    private static final int EVENTS_SHOWN = 20;

    private SeedRuns() {}

    /** The seeds 1 to {@code count}, or the one that is given. */
    static LongStream of(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("seeds: " + count + " (expected: at least 1)");
        }
        String given = System.getProperty(PROPERTY, "");
        return given.isEmpty() ? LongStream.rangeClosed(1, count) : LongStream.of(parse(given));
    }

    private static long parse(String given) {
        try {
            return Long.parseLong(given);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(PROPERTY + ": " + given + " (expected: a whole number)", e);
        }
    }

    /** Plays it on a thread of its own; returns the digest. */
    static String play(long seed, Function<SplittableRandom, SimulatedNetwork> networks, Scenario scenario) {
        SplittableRandom random = new SplittableRandom(seed);
        SplittableRandom ofThread = random.split();
        AtomicReference<String> digest = new AtomicReference<>("");
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread thread = new SimulationThread(seed, ofThread, () -> {
            List<String> events = List.of();
            try {
                SimulatedNetwork network = networks.apply(random);
                try {
                    play(network, scenario);
                    digest.set(network.digest());
                } finally {
                    events = network.events().last(EVENTS_SHOWN);
                }
            } catch (Throwable e) {
                failure.set(named(seed, events, e));
            }
        });
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while seed " + seed + " ran", e);
        }
        Throwable failed = failure.get();
        if (failed instanceof AssertionError error) {
            throw error;
        }
        return requireNonNull(digest.get());
    }

    private static void play(SimulatedNetwork network, Scenario scenario) throws Exception {
        try {
            scenario.play(network);
            network.expectNoCalls();
        } catch (Throwable e) {
            try {
                network.close();
            } catch (RuntimeException | Error beside) {
                e.addSuppressed(beside);
            }
            throw e;
        }
        network.close();
    }

    private static AssertionError named(long seed, List<String> events, Throwable why) {
        return new AssertionError(
                "seed " + seed + " fails; -D" + PROPERTY + "=" + seed + " runs it alone: " + why.getMessage()
                        + "\nThe last that happened:\n  " + String.join("\n  ", events),
                why);
    }
}
