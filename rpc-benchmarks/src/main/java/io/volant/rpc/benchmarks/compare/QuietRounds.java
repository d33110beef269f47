package io.volant.rpc.benchmarks.compare;

import io.volant.rpc.benchmarks.report.CaseResult;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Measures again when the rest of the machine was busy. */
final class QuietRounds {
    /** Processors that everything else may keep busy, time stolen by the host included. */
    static final double MOST_OTHERS = 0.3;

    /** How often a disturbed measurement is repeated. */
    static final int REPEATS = 3;

    private QuietRounds() {}

    /** The first quiet one of at most {@code 1 + repeats} measurements, or else the last. */
    static <T> Measured<T> measure(int repeats, Supplier<T> once, Function<T, CaseResult> resultOf) {
        int attempts = 0;
        while (true) {
            T measured = once.get();
            attempts++;
            boolean disturbed = Optional.ofNullable(resultOf.apply(measured).otherCpuCores())
                            .orElse(0.0)
                    > MOST_OTHERS;
            if (!disturbed || attempts > repeats) {
                return new Measured<>(measured, attempts, disturbed);
            }
        }
    }

    /**
     * What was measured.
     *
     * @param disturbed whether no attempt was quiet
     */
    record Measured<T>(T value, int attempts, boolean disturbed) {}
}
