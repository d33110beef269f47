package io.volant.rpc.cluster;

import io.volant.rpc.Ticker;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many attempts one client may add to its calls to one service, so that retries never multiply a load that is too much already: a
 * share of the calls and so many a second. What is not used fades with a time constant of 10 s. After Finagle's {@code RetryBudget}.
 * Hedges come out of the share alone, and there are none while servers refuse calls: a load that is too much gets none from them.
 *
 * <p>Thread-safe. A call only counts itself; the account is made up when an attempt is asked for.
 */
final class RetryBudget {
    private static final double SECONDS = 10;
    private static final long REFUSING_NANOS = 1_000_000_000; // how long a refusal is remembered

    private final Ticker ticker;
    private final double share;
    private final double perSecond;
    private final LongAdder calls = new LongAdder();
    private volatile long refusedNanos;
    private double left; // guarded by this, as all below
    private double earned; // the part of it that is a share of the calls
    private long settledNanos;
    private long settledCalls;

    RetryBudget(RetryPolicy policy, Ticker ticker) {
        this.ticker = ticker;
        this.share = policy.budgetShare();
        this.perSecond = policy.budgetPerSecond();
        this.left = perSecond * SECONDS;
        this.settledNanos = ticker.nanoTime();
        this.refusedNanos = settledNanos - REFUSING_NANOS;
    }

    void onCall() {
        calls.increment();
    }

    /** Calls so far. */
    long calls() {
        return calls.sum();
    }

    /** Takes one attempt out, where there is one left. */
    synchronized boolean tryTake() {
        settle();
        if (left < 1) {
            return false;
        }
        left--;
        earned = Math.min(earned, left);
        return true;
    }

    /** A server refused a call for want of room. */
    void onRefused() {
        refusedNanos = ticker.nanoTime();
    }

    /** As {@link #tryTake}, for an attempt that is made although none has failed. */
    synchronized boolean tryTakeHedge() {
        settle();
        if (earned < 1 || ticker.nanoTime() - refusedNanos < REFUSING_NANOS) {
            return false;
        }
        left--;
        earned--;
        return true;
    }

    private void settle() { // under the lock
        long now = ticker.nanoTime();
        double periods = (now - settledNanos) / (SECONDS * 1e9);
        if (periods <= 0) {
            return;
        }
        long called = calls.sum();
        double kept = Math.exp(-periods);
        double spread = (1 - kept) / periods; // as if what was earned had come evenly
        double shares = share * (called - settledCalls);
        left = left * kept + (shares + perSecond * periods * SECONDS) * spread;
        earned = earned * kept + shares * spread;
        settledNanos = now;
        settledCalls = called;
    }
}
