package io.volant.rpc.cluster;

import io.volant.rpc.Ticker;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many attempts one client may add to its calls to one service, so that retries never multiply a load that is too much already: a
 * share of the calls and so many a second. What is not used fades with a time constant of 10 s. After Finagle's {@code RetryBudget}.
 *
 * <p>Thread-safe. A call only counts itself; the account is made up when an attempt is asked for.
 */
final class RetryBudget {
    private static final double SECONDS = 10;

    private final Ticker ticker;
    private final double share;
    private final double perSecond;
    private final LongAdder calls = new LongAdder();
    private double left; // guarded by this, as all below
    private long settledNanos;
    private long settledCalls;

    RetryBudget(RetryPolicy policy, Ticker ticker) {
        this.ticker = ticker;
        this.share = policy.budgetShare();
        this.perSecond = policy.budgetPerSecond();
        this.left = perSecond * SECONDS;
        this.settledNanos = ticker.nanoTime();
    }

    void onCall() {
        calls.increment();
    }

    /** Takes one attempt out, where there is one left. */
    synchronized boolean tryTake() {
        settle();
        if (left < 1) {
            return false;
        }
        left--;
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
        double earned = share * (called - settledCalls) + perSecond * periods * SECONDS;
        left = left * kept + earned * (1 - kept) / periods; // as if it had come evenly
        settledNanos = now;
        settledCalls = called;
    }
}
