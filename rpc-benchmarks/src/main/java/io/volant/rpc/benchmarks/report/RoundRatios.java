package io.volant.rpc.benchmarks.report;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Ratios within rounds, so that what disturbed one round weighs no more than any other. */
final class RoundRatios {
    private RoundRatios() {}

    /** The median of the ratios within each round that neither of the two was disturbed in; empty without any. */
    static Optional<Double> median(List<CaseResult> mine, List<CaseResult> other, ToDoubleFunction<CaseResult> figure) {
        List<Double> ratios = mine.stream()
                .filter(result -> !result.disturbed())
                .flatMap(result -> other.stream()
                        .filter(candidate -> !candidate.disturbed() && candidate.round() == result.round())
                        .map(candidate -> figure.applyAsDouble(result) / figure.applyAsDouble(candidate)))
                .filter(ratio -> !ratio.isNaN() && !ratio.isInfinite())
                .toList();
        return ratios.isEmpty()
                ? Optional.empty()
                : Optional.of(Spread.of(ratios).median());
    }
}
