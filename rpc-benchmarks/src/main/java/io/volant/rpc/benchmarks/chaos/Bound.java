package io.volant.rpc.benchmarks.chaos;

import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What a figure of a trial with protection must not exceed. */
record Bound(String figure, double most, ToDoubleFunction<Figures> value) {
    static final Bound NONE_LOST = new Bound("lost", 0, Figures::lost);
    static final Bound NONE_WRONG = new Bound("wrong", 0, Figures::wrong);
    static final Bound NONE_REPEATED = new Bound("repeated", 0, Figures::repeated);
    static final Bound NO_ERRORS = new Bound("errors", 0, Figures::errors);
    static final Bound NONE_UNKNOWN = new Bound("unknown", 0, Figures::unknown);
    static final Bound NONE_LATE = new Bound("late", 0, Figures::late);

    static Bound recovery(double millis) {
        return new Bound("recovery ms", millis, Figures::recoveryMillis);
    }

    static Bound amplification(double most) {
        return new Bound("amplification", most, Figures::amplification);
    }

    static Bound share(double percent) {
        return new Bound("share %", percent, Figures::share);
    }

    /** How it is missed; empty when it is kept. */
    Optional<String> missed(Figures figures) {
        double found = value.applyAsDouble(figures);
        return found <= most
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "%s %.3g (at most %.3g)", figure, found, most));
    }
}
