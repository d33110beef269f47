package io.volant.rpc.cluster;

import io.volant.rpc.Ticker;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Keeps calls back while the servers of a service refuse them, since a refusal costs a server what it needs for calls: of the calls of
 * the last two seconds so many are let through as servers accepted, and as many again, so that it is found out when there is room. After
 * "Handling Overload" in Google's book on site reliability: an attempt is kept back with the probability
 * {@code (requests - K x accepts) / (requests + 1)}. A tenth of a second without a refusal ends it.
 *
 * <p>Thread-safe. While nothing is refused, a call costs a look at one field.
 */
final class Throttle {
    private static final long STEP_NANOS = 100_000_000; // between two looks at the counts
    private static final int STEPS = 20; // of the window
    private static final double MOST = 0.95; // is kept back, whatever comes of the others

    private final double accepts; // K; 0 for no throttle
    private final LongSupplier calls;
    private final Ticker ticker;
    private final DoubleSupplier random;
    private final LongAdder further = new LongAdder(); // attempts beside the first of each call
    private final LongAdder refused = new LongAdder(); // by servers
    private final LongAdder kept = new LongAdder(); // back, here
    private volatile double chance; // that an attempt is kept back
    private volatile long refusedNanos;
    private final long[] tookAt = new long[STEPS]; // guarded by this, as all below
    private final long[] requestsAt = new long[STEPS];
    private final long[] acceptedAt = new long[STEPS];
    private int steps; // taken in this overload
    private volatile long lookedNanos;

    /**
     * @param accepts how many times as much as servers accept is let through; 0 for all
     * @param calls made so far
     * @param random from 0 to 1
     */
    Throttle(double accepts, LongSupplier calls, Ticker ticker, DoubleSupplier random) {
        this.accepts = accepts;
        this.calls = calls;
        this.ticker = ticker;
        this.random = random;
        this.lookedNanos = ticker.nanoTime();
        this.refusedNanos = lookedNanos - STEP_NANOS;
    }

    /** Whether attempts are kept back at all. */
    boolean isOn() {
        return chance > 0;
    }

    /** How much is kept back, from 0 to 1. */
    double chance() {
        return chance;
    }

    /** An attempt beside the first of its call. */
    void onFurther() {
        further.increment();
    }

    /** A server refused an attempt for want of room. */
    void onRefused() {
        refused.increment();
        if (accepts > 0) {
            long now = ticker.nanoTime();
            boolean first = now - refusedNanos >= STEPS * STEP_NANOS;
            refusedNanos = now;
            if (first || now - lookedNanos >= STEP_NANOS) {
                look(now, first);
            }
        }
    }

    /** Whether an attempt is not to be sent. */
    boolean keepsBack() {
        if (!isOn()) {
            return false;
        }
        long now = ticker.nanoTime();
        if (now - refusedNanos > STEP_NANOS) { // there is room again
            chance = 0;
            return false;
        }
        if (now - lookedNanos >= STEP_NANOS) {
            look(now, false);
        }
        boolean keeps = random.getAsDouble() < chance;
        if (keeps) {
            kept.increment();
        }
        return keeps;
    }

    /** The first step of the window, or the last one of all. */
    private int oldest(long now) {
        int step = Math.max(0, steps - STEPS);
        while (step < steps - 1 && now - tookAt[step % STEPS] > STEPS * STEP_NANOS) {
            step++;
        }
        return step % STEPS;
    }

    private synchronized void look(long now, boolean first) {
        if (!first && now - lookedNanos < STEP_NANOS) {
            return; // another thread has
        }
        long requests = calls.getAsLong() + further.sum();
        long accepted = requests - refused.sum() - kept.sum();
        if (first) {
            steps = 0;
        } else {
            int from = oldest(now);
            double asked = Math.max(0, requests - requestsAt[from]);
            double good = Math.max(0, accepted - acceptedAt[from]);
            chance = Math.min(MOST, Math.max(0, (asked - accepts * good) / (asked + 1)));
        }
        tookAt[steps % STEPS] = now;
        requestsAt[steps % STEPS] = requests;
        acceptedAt[steps % STEPS] = accepted;
        steps++;
        lookedNanos = now;
    }
}
