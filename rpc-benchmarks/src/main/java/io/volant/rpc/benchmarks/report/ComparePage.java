package io.volant.rpc.benchmarks.report;

import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A recorded comparison as {@code docs/performance.md} shows it: charts, tables, and the command. */
public final class ComparePage {
    /** The name of the page in its directory. */
    public static final String NAME = "performance.md";

    static final String BEGIN = "<!-- written by ./volant compare --page, from here -->";
    static final String END = "<!-- to here -->";

    private static final String CHARTS = "performance";
    private static final String RESULTS = "../rpc-benchmarks/results/";

    private final RunnerFile file;
    private final String json;

    private ComparePage(RunnerFile file, String json) {
        this.file = file;
        this.json = json;
    }

    /**
     * The page of what a comparison recorded.
     *
     * @throws IllegalArgumentException if the file is one of the runner
     */
    public static ComparePage of(RunnerFile file, Path json) {
        if (!file.isComparison()) {
            throw new IllegalArgumentException(json + " is of bench (expected: what compare --json wrote)");
        }
        return new ComparePage(file, String.valueOf(json.getFileName()));
    }

    /** Writes the charts of all {@code pages}, and replaces what stands between the marks of the document by their tables. */
    public static void write(Path docs, List<ComparePage> pages) throws IOException {
        Path page = docs.resolve(NAME);
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(page + " has no place for it (expected: " + BEGIN + " … " + END + ")");
        }
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < pages.size(); i++) {
            pages.get(i).writeCharts(docs);
            shown.append("### File " + (i + 1) + "\n\n")
                    .append(pages.get(i).text())
                    .append("\n\n");
        }
        Files.writeString(page, text.substring(0, begin) + BEGIN + "\n\n" + shown + text.substring(end));
    }

    private void writeCharts(Path docs) throws IOException {
        Path directory = Files.createDirectories(docs.resolve(directory()));
        for (Map.Entry<String, List<Row>> chart : charts().entrySet()) {
            Files.writeString(
                    directory.resolve(chart.getKey() + ".svg"),
                    Chart.of(new Results(Results.Origin.RUNNER, chart.getValue())));
        }
    }

    /** Where its charts are, beside the page. */
    private String directory() {
        return CHARTS + "/" + json.replaceFirst("\\.json$", "");
    }

    /** What stands between the marks. */
    String text() {
        List<String> parts = new ArrayList<>();
        Environment environment = file.environment();
        parts.add("Recorded on " + environment.recorded() + " (" + environment.cpu() + ", " + environment.cores()
                + " processors, " + environment.os() + ", JDK " + environment.jdk() + ", Volant " + environment.volant()
                + ") in [" + json + "](" + RESULTS + json + ") by\n`" + file.command() + "`.");
        charts().keySet().forEach(chart -> parts.add("![" + chart + "](" + directory() + "/" + chart + ".svg)"));
        parts.add("<details><summary>The tables, settings, and where Volant loses</summary>");
        parts.add(CompareSummary.of(file).strip());
        parts.add("</details>");
        return String.join("\n\n", parts);
    }

    /** The figures by the beginnings of their cases, such as {@code s32}. */
    private Map<String, List<Row>> charts() {
        return RunnerRows.of(file).stream()
                .collect(groupingBy(
                        row -> row.group().replaceAll("\\..*", ""), LinkedHashMap::new, Collectors.toList()));
    }
}
