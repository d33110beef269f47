package io.volant.rpc.benchmarks.report;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The runner's figures as Markdown: a table per case, a line per system. */
public final class Summary {
    private static final List<String> REFERENCES = List.of("R2", "R3");

    private Summary() {}

    public static String of(RunnerFile file) {
        StringBuilder out = new StringBuilder();
        Map<String, List<CaseResult>> byCase = file.cases().stream()
                .collect(groupingBy(
                        result -> result.benchCase() + (result.pinned() ? ", all on one core" : ""),
                        LinkedHashMap::new,
                        Collectors.toList()));
        byCase.forEach((title, results) -> out.append(table(title, results)).append('\n'));
        return out.append(disturbance(file)).append('\n').toString();
    }

    private static TextTable table(String title, List<CaseResult> results) {
        Map<String, List<CaseResult>> bySystem =
                results.stream().collect(groupingBy(CaseResult::system, LinkedHashMap::new, Collectors.toList()));
        List<String> references =
                REFERENCES.stream().filter(bySystem::containsKey).toList();
        List<String> heads = new ArrayList<>(List.of(title, "calls/s", "min–max"));
        references.forEach(reference -> heads.add("× " + reference));
        heads.addAll(List.of("p50 µs", "p99 µs", "p99.9 µs", "CPU µs/call", "B/call", "errors"));
        TextTable table = new TextTable(heads);
        order(bySystem.keySet()).forEach(system -> table.add(line(system, bySystem, references)));
        return table;
    }

    private static List<String> line(String system, Map<String, List<CaseResult>> bySystem, List<String> references) {
        List<CaseResult> rounds = bySystem.getOrDefault(system, List.of());
        Spread calls = spread(rounds, CaseResult::opsPerSecond);
        List<String> cells = new ArrayList<>();
        cells.add(system);
        cells.add(Figures.plain(calls.median()));
        cells.add(Figures.plain(calls.min()) + "–" + Figures.plain(calls.max()));
        for (String reference : references) {
            List<CaseResult> other = bySystem.getOrDefault(reference, List.of());
            cells.add(ratio(rounds, other).map(Figures::ratio).orElse("–"));
        }
        List<ToDoubleFunction<CaseResult>> medians = List.of(
                CaseResult::p50Micros,
                CaseResult::p99Micros,
                CaseResult::p999Micros,
                CaseResult::cpuMicrosPerCall,
                CaseResult::allocatedBytesPerCall);
        medians.forEach(figure -> cells.add(Figures.plain(spread(rounds, figure).median())));
        cells.add(String.valueOf(rounds.stream().mapToLong(CaseResult::errors).sum()));
        return cells;
    }

    /** Volant first: rounds begin with another system each, so files have them in any order. */
    private static List<String> order(Set<String> systems) {
        Comparator<String> volantFirst = Comparator.comparing(system -> !system.startsWith("volant"));
        return systems.stream()
                .sorted(volantFirst.thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** The median of the ratios within each round, so that a disturbed round weighs no more than another. */
    private static Optional<Double> ratio(List<CaseResult> rounds, List<CaseResult> reference) {
        List<Double> ratios = rounds.stream()
                .flatMap(mine -> reference.stream()
                        .filter(other -> other.round() == mine.round())
                        .map(other -> mine.opsPerSecond() / other.opsPerSecond()))
                .toList();
        return ratios.isEmpty()
                ? Optional.empty()
                : Optional.of(Spread.of(ratios).median());
    }

    private static Spread spread(List<CaseResult> rounds, ToDoubleFunction<CaseResult> figure) {
        return Spread.of(rounds.stream().map(figure::applyAsDouble).toList());
    }

    private static String disturbance(RunnerFile file) {
        List<Double> others = file.cases().stream()
                .map(CaseResult::otherCpuCores)
                .filter(Objects::nonNull)
                .toList();
        if (others.isEmpty()) {
            return "How busy the rest of the machine was is not known here.";
        }
        Spread spread = Spread.of(others);
        return "Everything else on the machine kept " + Figures.plain(spread.median()) + " ("
                + Figures.plain(spread.min()) + "–" + Figures.plain(spread.max()) + ") of its "
                + file.environment().cores() + " processors busy.";
    }
}
