package io.volant.rpc.benchmarks.chaos;

import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What a figure of a trial with protection must not exceed, or fall below. */
record Bound(String figure, double limit, boolean atLeast, ToDoubleFunction<Figures> value) {
    static final Bound NONE_LOST = atMost("lost", 0, Figures::lost);
    static final Bound NONE_WRONG = atMost("wrong", 0, Figures::wrong);
    static final Bound NONE_REPEATED = atMost("repeated", 0, Figures::repeated);
    static final Bound NO_ERRORS = atMost("errors", 0, Figures::errors);
    static final Bound NONE_UNKNOWN = atMost("unknown", 0, Figures::unknown);
    static final Bound NONE_LATE = atMost("late", 0, Figures::late);

    /** No call took longer than its deadline and what a busy machine needs to notice it. */
    static final Bound IN_TIME = atMost("slowest ms", Ledger.TIMEOUT_MILLIS + 20, Figures::slowestMillis);

    static Bound atMost(String figure, double most, ToDoubleFunction<Figures> value) {
        return new Bound(figure, most, false, value);
    }

    static Bound atLeast(String figure, double least, ToDoubleFunction<Figures> value) {
        return new Bound(figure, least, true, value);
    }

    static Bound recovery(double millis) {
        return atMost("recovery ms", millis, Figures::recoveryMillis);
    }

    static Bound amplification(double most) {
        return atMost("amplification", most, Figures::amplification);
    }

    static Bound share(double percent) {
        return atMost("share %", percent, Figures::share);
    }

    /** How it is missed; empty when it is kept. */
    Optional<String> missed(Figures figures) {
        double found = value.applyAsDouble(figures);
        boolean kept = atLeast ? found >= limit : found <= limit;
        return kept
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT, "%s %s (at %s %s)", figure, text(found), atLeast ? "least" : "most", text(limit)));
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.2f", value);
    }
}
