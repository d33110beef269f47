package io.volant.rpc.cluster;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How often and when a call is made again that failed. Which failures allow it is no matter of policy: what was certainly not
 * executed, and where the interface calls the method idempotent also what may have been. Immutable.
 *
 * <p>The figures are those of gRPC (A6: attempts and back-off) and of Finagle (budget).
 */
public final class RetryPolicy {
    private static final RetryPolicy DEFAULTS =
            new RetryPolicy(3, Duration.ofMillis(50), Duration.ofSeconds(1), 0.2, 10, 2);

    private static final Duration LONGEST = Duration.ofHours(1);

    private final int attempts;
    private final Duration backoff;
    private final Duration longestBackoff;
    private final double budgetShare;
    private final double budgetPerSecond;
    private final double throttle;

    private RetryPolicy(
            int attempts,
            Duration backoff,
            Duration longestBackoff,
            double budgetShare,
            double budgetPerSecond,
            double throttle) {
        this.attempts = attempts;
        this.backoff = backoff;
        this.longestBackoff = longestBackoff;
        this.budgetShare = budgetShare;
        this.budgetPerSecond = budgetPerSecond;
        this.throttle = throttle;
    }

    /**
     * Three attempts at most, each at a server that the call did not go to, if there is one; between attempts at the same server, and
     * after refusals, 50 ms, doubled up to 1 s, ± 20 %; and a budget of 20 % of the calls and 10 a second.
     */
    public static RetryPolicy defaults() {
        return DEFAULTS;
    }

    /** Every call is made once; while servers refuse calls, some are not sent even so. */
    public static RetryPolicy off() {
        return DEFAULTS.withAttempts(1);
    }

    /** How often a call is made at most, 1 to 10. */
    public RetryPolicy withAttempts(int attempts) {
        if (attempts < 1 || attempts > 10) {
            throw new IllegalArgumentException("attempts: " + attempts + " (expected: 1 to 10)");
        }
        return new RetryPolicy(attempts, backoff, longestBackoff, budgetShare, budgetPerSecond, throttle);
    }

    /** How long to wait before the second attempt where it goes to the same server, or the server refused the first; doubled until {@code longest}. */
    public RetryPolicy withBackoff(Duration first, Duration longest) {
        requireNonNull(first, "first");
        requireNonNull(longest, "longest");
        if (first.isNegative() || longest.compareTo(first) < 0 || longest.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "backoff: " + first + " to " + longest + " (expected: 0 <= first <= longest <= PT1H)");
        }
        return new RetryPolicy(attempts, first, longest, budgetShare, budgetPerSecond, throttle);
    }

    /**
     * How many attempts a client may add to the calls that it makes to one service, over about ten seconds: a share of them, and so
     * many a second beside. Attempts that were not even sent are free.
     */
    public RetryPolicy withBudget(double share, double perSecond) {
        if (!(share >= 0 && share <= 1) || !(perSecond >= 0 && perSecond <= 1e6)) {
            throw new IllegalArgumentException("budget: " + share + " of the calls and " + perSecond
                    + " a second (expected: 0 to 1, and 0 to 1,000,000)");
        }
        return new RetryPolicy(attempts, backoff, longestBackoff, share, perSecond, throttle);
    }

    /**
     * How many times as many attempts are sent to a service as its servers accept while they refuse some; the others fail at once, and are
     * made again as if they had been refused. 2 unless given, 1.1 to 10.
     */
    public RetryPolicy withThrottle(double accepts) {
        if (!(accepts >= 1.1 && accepts <= 10)) {
            throw new IllegalArgumentException("throttle: " + accepts + " (expected: 1.1 to 10)");
        }
        return new RetryPolicy(attempts, backoff, longestBackoff, budgetShare, budgetPerSecond, accepts);
    }

    /** Sends all attempts, however many servers refuse. */
    public RetryPolicy withoutThrottle() {
        return new RetryPolicy(attempts, backoff, longestBackoff, budgetShare, budgetPerSecond, 0);
    }

    /** 0 for none. */
    double throttle() {
        return throttle;
    }

    int attempts() {
        return attempts;
    }

    /** Before attempt number {@code attempt}, the second one being 2; {@code chance} from 0 to 1 spreads it. */
    long backoffNanos(int attempt, double chance) {
        double nominal = Math.min((double) longestBackoff.toNanos(), backoff.toNanos() * Math.pow(2, attempt - 2.0));
        return (long) (nominal * (0.8 + 0.4 * chance));
    }

    double budgetShare() {
        return budgetShare;
    }

    double budgetPerSecond() {
        return budgetPerSecond;
    }
}
