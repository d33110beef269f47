package io.volant.rpc.benchmarks.report;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Figures of the runner: per case and system the median of all rounds, between the least and the greatest. An open loop has its p99 in
 * place of calls per second.
 */
final class RunnerRows {
    private RunnerRows() {}

    static List<Row> of(RunnerFile file) {
        Map<String, List<CaseResult>> byCaseAndSystem = file.cases().stream()
                .collect(groupingBy(
                        result -> result.benchCase() + " " + label(result), LinkedHashMap::new, Collectors.toList()));
        Map<String, String> circumstances = circumstances(file.environment());
        List<Row> rows = new ArrayList<>();
        for (List<CaseResult> rounds : byCaseAndSystem.values()) {
            boolean open = rounds.get(0).benchCase().startsWith("open"); // all make the calls they are asked for
            rows.add(
                    open
                            ? row(rounds, "p99 µs", true, CaseResult::p99Micros, circumstances)
                            : row(rounds, "calls/s", false, CaseResult::opsPerSecond, circumstances));
        }
        for (List<CaseResult> rounds : byCaseAndSystem.values()) {
            rows.add(row(rounds, "CPU µs/call", true, CaseResult::cpuMicrosPerCall, circumstances));
        }
        return rows;
    }

    private static Row row(
            List<CaseResult> rounds,
            String unit,
            boolean lowerIsBetter,
            ToDoubleFunction<CaseResult> figure,
            Map<String, String> circumstances) {
        CaseResult first = rounds.get(0);
        Spread spread = Spread.of(rounds.stream().map(figure::applyAsDouble).toList());
        boolean once = rounds.size() == 1;
        return new Row(
                first.benchCase(),
                label(first),
                unit,
                lowerIsBetter,
                spread.median(),
                once ? Double.NaN : spread.min(),
                once ? Double.NaN : spread.max(),
                circumstances);
    }

    private static String label(CaseResult result) {
        return result.pinned() ? result.system() + " pinned" : result.system();
    }

    private static Map<String, String> circumstances(Environment environment) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("JDK", environment.jdk() + " " + environment.vm());
        all.put("machine", environment.cpu() + ", " + environment.cores() + " cores, " + environment.os());
        all.put("jvmArgs", String.join(" ", environment.jvmArgs()));
        all.put("transport", environment.transport());
        all.put("seconds per run", String.valueOf(environment.seconds()));
        return all;
    }
}
