package io.volant.rpc.benchmarks.soak;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a run went.
 *
 * @param latency of the calls behind the warm-up
 */
record SoakReport(long seed, long nanos, Latency latency, List<Cycle> cycles) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final double NANOS_PER_MINUTE = TimeUnit.MINUTES.toNanos(1);

    SoakReport {
        cycles = List.copyOf(cycles);
    }

    List<String> failures() {
        return Judge.failures(cycles);
    }

    boolean ok() {
        return failures().isEmpty();
    }

    /** The last lines: what is wrong, and the counts. */
    String summary() {
        Answers all = answers(cycles);
        String counts = String.format(
                Locale.ROOT,
                "minutes=%.1f calls=%d refused=%d errors=%d wrong=%d lost=%d p50=%.2fms p99=%.2fms",
                nanos / NANOS_PER_MINUTE,
                all.calls(),
                all.refused(),
                all.errors(),
                all.wrong(),
                all.lost(),
                latency.p50Millis(),
                latency.p99Millis());
        List<String> failures = failures();
        if (failures.isEmpty()) {
            return "soak: OK " + counts;
        }
        return failures.stream()
                .map(failure -> "soak: FAILED " + failure)
                .collect(Collectors.joining("\n", "", "\nsoak: FAILED " + counts));
    }

    String toJson() {
        Answers all = answers(cycles);
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("ok", ok());
        root.put("seed", seed);
        root.put("minutes", nanos / NANOS_PER_MINUTE);
        putAnswers(root, all);
        root.put("p50Millis", latency.p50Millis());
        root.put("p99Millis", latency.p99Millis());
        root.put("failures", failures());
        root.put("cycles", cycles.stream().map(SoakReport::cycle).toList());
        return JSON.writeValueAsString(root) + "\n";
    }

    private static Map<String, Object> cycle(Cycle cycle) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("number", cycle.number());
        entry.put("warmUp", cycle.warmUp());
        putAnswers(entry, cycle.answers());
        entry.put("p50Millis", cycle.latency().p50Millis());
        entry.put("p99Millis", cycle.latency().p99Millis());
        cycle.visits().forEach((kind, count) -> entry.put(kind.label(), count));
        entry.put("server", figures(cycle.server()));
        entry.put("clients", figures(cycle.clients()));
        return entry;
    }

    private static void putAnswers(Map<String, Object> entry, Answers answers) {
        entry.put("calls", answers.calls());
        entry.put("refused", answers.refused());
        entry.put("errors", answers.errors());
        entry.put("wrong", answers.wrong());
        entry.put("lost", answers.lost());
        entry.put("first", answers.first());
    }

    private static Map<String, Long> figures(Figures figures) {
        Map<String, Long> entry = new LinkedHashMap<>();
        figures.values().forEach((figure, value) -> entry.put(figure.name().toLowerCase(Locale.ROOT), value));
        return entry;
    }

    private static Answers answers(List<Cycle> cycles) {
        return cycles.stream().map(Cycle::answers).reduce(Answers.none(), Answers::plus);
    }
}
