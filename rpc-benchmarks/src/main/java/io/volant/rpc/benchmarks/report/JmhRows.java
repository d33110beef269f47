package io.volant.rpc.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Figures of JMH: the score of every benchmark and parameter set between the ends of its 99.9 % interval. */
final class JmhRows {
    /** How the machine is written among the JVM arguments, since JMH records nothing else of it. */
    static final String MACHINE = "-Dvolant.machine=";

    private JmhRows() {}

    static List<Row> of(JsonNode array) {
        List<Row> rows = new ArrayList<>();
        for (JsonNode benchmark : array) {
            rows.add(row(benchmark));
        }
        return rows;
    }

    private static Row row(JsonNode benchmark) {
        JsonNode metric = benchmark.path("primaryMetric");
        String mode = benchmark.path("mode").asString();
        JsonNode interval = metric.path("scoreConfidence");
        return new Row(
                simpleName(benchmark.path("benchmark").asString()),
                parameters(benchmark.path("params")),
                metric.path("scoreUnit").asString(),
                !mode.equals("thrpt"),
                number(metric.path("score")),
                number(interval.path(0)),
                number(interval.path(1)),
                circumstances(benchmark, mode));
    }

    /** JMH writes NaN, the interval of a single measurement, as a string. */
    private static double number(JsonNode node) {
        return node.isNumber() ? node.doubleValue() : Double.NaN;
    }

    private static String simpleName(String benchmark) {
        int method = benchmark.lastIndexOf('.');
        return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
    }

    private static String parameters(JsonNode params) {
        List<String> all = new ArrayList<>();
        params.forEachEntry((name, value) -> all.add(name + "=" + value.asString()));
        return String.join(" ", all);
    }

    private static Map<String, String> circumstances(JsonNode benchmark, String mode) {
        String machine = "";
        List<String> jvmArgs = new ArrayList<>();
        for (JsonNode arg : benchmark.path("jvmArgs")) {
            String text = arg.asString();
            if (text.startsWith(MACHINE)) {
                machine = text.substring(MACHINE.length());
            } else {
                jvmArgs.add(text);
            }
        }
        Map<String, String> all = new LinkedHashMap<>();
        all.put(
                "JDK",
                benchmark.path("jdkVersion").asString() + " "
                        + benchmark.path("vmName").asString());
        all.put("machine", machine);
        all.put("jvmArgs", String.join(" ", jvmArgs));
        all.put("mode", mode);
        for (String name :
                List.of("threads", "forks", "measurementIterations", "measurementTime", "warmupIterations")) {
            all.put(name, benchmark.path(name).asString());
        }
        return all;
    }
}
