package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a call that was not answered yet is sent to another server as well, so that the first good answer counts: after a fixed time, or
 * after that in which so many of a hundred calls of its method are answered. Immutable; only for methods that are
 * {@linkplain RpcMethod#idempotent idempotent}, and only clients of several servers do so.
 */
public final class Hedge {
    private static final Pattern PERCENTILE = Pattern.compile("p([0-9]{1,2}(?:\\.[0-9]{1,3})?)");
    private static final int MOST = 5;
    private static final Hedge OFF = new Hedge(0, Duration.ZERO, 0);

    private final int most;
    private final Duration delay; // zero where the percentile says
    private final double percentile;

    private Hedge(int most, Duration delay, double percentile) {
        this.most = most;
        this.delay = delay;
        this.percentile = percentile;
    }

    /** Never. */
    public static Hedge off() {
        return OFF;
    }

    /** Once, where no answer came in {@code delay}. */
    public static Hedge after(Duration delay) {
        if (requireNonNull(delay, "delay").isNegative() || delay.isZero()) {
            throw new IllegalArgumentException("delay: " + delay + " (expected: > 0)");
        }
        return new Hedge(1, delay, 0);
    }

    /**
     * Once, where no answer came in the time in which {@code percentile} percent of the method's calls were answered lately, as this
     * client measured it, and at least 1 ms; not before it has measured enough of them.
     */
    public static Hedge afterPercentile(double percentile) {
        if (!(percentile >= 50 && percentile <= 99.9)) {
            throw new IllegalArgumentException("percentile: " + percentile + " (expected: 50 to 99.9)");
        }
        return new Hedge(1, Duration.ZERO, percentile);
    }

    /** Reads what stands in {@link RpcMethod#hedge}. */
    static Hedge parse(String text) {
        Matcher matcher = PERCENTILE.matcher(text);
        if (matcher.matches()) {
            return afterPercentile(Double.parseDouble(matcher.group(1)));
        }
        try {
            return after(Durations.parse(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" (expected: a time such as \"20ms\", or a percentile such as \"p95\")", e);
        }
    }

    /** So many times at most, 1 to 5, each after the same time, and each to another server. */
    public Hedge withMost(int most) {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("most: " + most + " (expected: 1 to " + MOST + ")");
        }
        if (this == OFF) {
            throw new IllegalArgumentException("most: " + most + " (expected: none, for there is no hedge)");
        }
        return new Hedge(most, delay, percentile);
    }

    /** How often a call is sent again while it is not answered; 0 for never. */
    public int most() {
        return most;
    }

    /** After how long; zero where the {@link #percentile} says. */
    public Duration delay() {
        return delay;
    }

    /** After the time of how many percent of the calls; empty where {@link #delay} says. */
    public OptionalDouble percentile() {
        return percentile == 0 ? OptionalDouble.empty() : OptionalDouble.of(percentile);
    }

    @Override
    public String toString() {
        String when = percentile == 0 ? delay.toString() : "p" + percentile;
        return most == 0 ? "Hedge[off]" : "Hedge[after " + when + ", at most " + most + "]";
    }
}
