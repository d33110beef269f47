package io.volant.rpc.benchmarks.report;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The comparison's figures as Markdown: a table per case, a line per row, the fastest first. */
public final class CompareSummary {
    private static final String VOLANT = "volant";
    private static final String POOL = "volantPool";
    private static final String REFERENCE = "R2";
    private static final String NOTHING = "–";

    private CompareSummary() {}

    public static String of(RunnerFile file) {
        StringBuilder out = new StringBuilder();
        Map<String, List<CaseResult>> byCase = file.cases().stream()
                .filter(result -> result.round() > 0)
                .collect(groupingBy(CompareSummary::title, LinkedHashMap::new, Collectors.toList()));
        byCase.forEach((title, results) -> out.append(table(title, results)).append('\n'));
        out.append(CompareSystems.of(file));
        out.append("Where Volant loses: ")
                .append(CompareLosses.of(byCase, VOLANT))
                .append("\n\n");
        if (file.cases().stream().anyMatch(result -> result.system().equals(POOL))) {
            out.append("Where it loses with its handlers on the worker pool: ")
                    .append(CompareLosses.of(byCase, POOL))
                    .append("\n\n");
        }
        return out.append(disturbance(file)).append('\n').toString();
    }

    private static String title(CaseResult result) {
        return result.benchCase() + (result.pinned() ? ", all on one core" : "");
    }

    private static TextTable table(String title, List<CaseResult> results) {
        Map<String, List<CaseResult>> bySystem =
                results.stream().collect(groupingBy(CaseResult::system, LinkedHashMap::new, Collectors.toList()));
        List<CaseResult> volant = bySystem.getOrDefault(VOLANT, List.of());
        List<CaseResult> reference = bySystem.getOrDefault(REFERENCE, List.of());
        TextTable table = new TextTable(List.of(
                title,
                "calls/s",
                "min–max",
                "× R2",
                "volant ×",
                "CPU µs/call",
                "volant CPU ×",
                "p50 µs",
                "p99 µs",
                "p99.9 µs",
                "B/call",
                "switches/call",
                "errors",
                "disturbed"));
        bySystem.values().stream()
                .sorted(Comparator.comparingDouble((List<CaseResult> rounds) ->
                        -spread(rounds, CaseResult::opsPerSecond).median()))
                .forEach(rounds -> table.add(line(rounds, volant, reference)));
        return table;
    }

    private static List<String> line(List<CaseResult> rounds, List<CaseResult> volant, List<CaseResult> reference) {
        Spread calls = spread(rounds, CaseResult::opsPerSecond);
        List<String> cells = new ArrayList<>();
        cells.add(rounds.get(0).system());
        cells.add(Figures.plain(calls.median()));
        cells.add(Figures.plain(calls.min()) + "–" + Figures.plain(calls.max()));
        cells.add(ratio(rounds, reference, CaseResult::opsPerSecond));
        cells.add(ratio(volant, rounds, CaseResult::opsPerSecond));
        cells.add(Figures.plain(spread(rounds, CaseResult::cpuMicrosPerCall).median()));
        cells.add(ratio(volant, rounds, CaseResult::cpuMicrosPerCall));
        List<ToDoubleFunction<CaseResult>> medians = List.of(
                CaseResult::p50Micros,
                CaseResult::p99Micros,
                CaseResult::p999Micros,
                CaseResult::allocatedBytesPerCall);
        medians.forEach(figure -> cells.add(Figures.plain(spread(rounds, figure).median())));
        cells.add(switches(rounds));
        long errors = rounds.stream().mapToLong(CaseResult::errors).sum();
        cells.add(errors + (CompareLosses.mostFailed(rounds) ? ", most calls" : ""));
        long disturbed = rounds.stream().filter(CaseResult::disturbed).count();
        cells.add(disturbed == 0 ? NOTHING : disturbed + " of " + rounds.size());
        return cells;
    }

    private static String ratio(List<CaseResult> mine, List<CaseResult> other, ToDoubleFunction<CaseResult> figure) {
        return RoundRatios.median(mine, other, figure).map(Figures::ratio).orElse(NOTHING);
    }

    private static String switches(List<CaseResult> rounds) {
        List<Double> switches = quiet(rounds).stream()
                .flatMap(result -> Optional.ofNullable(result.compare()).stream())
                .flatMap(figures -> Optional.ofNullable(figures.contextSwitchesPerCall()).stream())
                .toList();
        return switches.isEmpty() ? NOTHING : Figures.plain(Spread.of(switches).median());
    }

    private static Spread spread(List<CaseResult> rounds, ToDoubleFunction<CaseResult> figure) {
        return Spread.of(quiet(rounds).stream().map(figure::applyAsDouble).toList());
    }

    /** Those that were not disturbed, or all when every one was. */
    private static List<CaseResult> quiet(List<CaseResult> rounds) {
        List<CaseResult> quiet =
                rounds.stream().filter(result -> !result.disturbed()).toList();
        return quiet.isEmpty() ? rounds : quiet;
    }

    private static String disturbance(RunnerFile file) {
        long disturbed = file.cases().stream().filter(CaseResult::disturbed).count();
        List<Double> loads = file.cases().stream()
                .flatMap(result -> Optional.ofNullable(result.compare()).stream())
                .flatMap(figures -> Optional.ofNullable(figures.loadAverage()).stream())
                .toList();
        String load = loads.isEmpty()
                ? ""
                : ", load average " + Figures.plain(Spread.of(loads).median());
        return disturbed + " of " + file.cases().size()
                + " measurements were disturbed by the rest of the machine, and are in no ratio" + load + ".";
    }
}
