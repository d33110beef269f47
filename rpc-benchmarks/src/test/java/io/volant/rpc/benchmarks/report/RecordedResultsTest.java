package io.volant.rpc.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whether the figures that the documents show are those that were recorded. */
final class RecordedResultsTest {
    private static final Path ROOT = Path.of("..");
    private static final Path PERFORMANCE = ROOT.resolve("docs/performance.md");
    private static final Pattern LINK = Pattern.compile("\\]\\((\\.\\./rpc-benchmarks/results/[^)]+\\.json)\\)");

    @Test
    void theTablesOfThePerformancePageArePrintedFromTheRecordedFiles() throws IOException {
        String page = Files.readString(PERFORMANCE);
        List<Path> recorded = recorded(page);

        assertThat(recorded).isNotEmpty();
        for (Path file : recorded) {
            RunnerFile results = Results.runnerFile(file);
            assertThat(page)
                    .contains((results.isComparison()
                                    ? ComparePage.of(results, file).text()
                                    : Summary.of(results))
                            .strip());
        }
    }

    @Test
    void theTablesOfOneThreadAndOfFixedTimesHaveTheMediansOfTheirFile() throws IOException {
        String page = Files.readString(PERFORMANCE);
        String section = page.substring(page.indexOf("### One thread"), page.indexOf("## What was changed"));
        List<CaseResult> cases = Results.runnerFile(
                        ROOT.resolve("rpc-benchmarks/results/2026-11-26-compare-open-loop-epyc-2-cores.json"))
                .cases();
        List<String[]> rows = section.lines()
                .filter(line -> line.startsWith("| ") && !line.contains("---"))
                .map(line -> line.substring(2).split(" *\\| ?"))
                .toList();
        assertThat(rows).hasSize(12);
        String[] systems = rows.get(0);
        for (String[] row : rows) {
            if (row[0].startsWith("`")) {
                for (int i = 1; i < row.length; i++) {
                    String calls = median(cases, row[0].replace("`", ""), systems[i], CaseResult::opsPerSecond);
                    assertThat(row[i]).as(row[0] + " " + systems[i]).isEqualTo(calls);
                }
            } else if (row[0].endsWith(" %")) {
                for (int i = 1; i < row.length; i++) {
                    String name = "open" + row[0].replace(" %", "") + ".existUser";
                    String times = median(cases, name, rows.get(6)[i], CaseResult::p50Micros) + ", "
                            + median(cases, name, rows.get(6)[i], CaseResult::p999Micros);
                    assertThat(row[i]).as(name + " " + rows.get(6)[i]).isEqualTo(times);
                }
            }
        }
    }

    /** Of the rounds that the rest of the machine did not disturb; a dash where there is none. */
    private static String median(
            List<CaseResult> cases, String name, String system, ToDoubleFunction<CaseResult> figure) {
        double[] values = cases.stream()
                .filter(one -> one.benchCase().equals(name) && one.system().equals(system))
                .filter(one -> one.compare() == null || !one.compare().disturbed())
                .mapToDouble(figure)
                .sorted()
                .toArray();
        int half = values.length / 2;
        return values.length == 0
                ? "–"
                : String.format(
                        Locale.ROOT,
                        "%,.0f",
                        values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2);
    }

    @Test
    void everyFigureOfTheReadmeStandsInTheSameTables() throws IOException {
        Set<String> rows = Set.copyOf(rows(Files.readString(PERFORMANCE)));
        String readme = Files.readString(ROOT.resolve("README.md"));
        String chapter = readme.substring(readme.indexOf("## How fast"));
        List<String> shown = rows(chapter.substring(0, chapter.indexOf("\n## ", 1)));

        assertThat(shown).hasSizeGreaterThan(3);
        assertThat(rows).containsAll(shown);
    }

    @Test
    void noRecordedRunWasDisturbed() throws IOException {
        for (Path file : recorded(Files.readString(PERFORMANCE))) {
            List<Double> others = Results.runnerFile(file).cases().stream()
                    .map(CaseResult::otherCpuCores)
                    .sorted()
                    .toList();

            assertThat(others.get(others.size() / 2)).as("median of %s", file).isLessThan(0.3);
        }
    }

    private static List<Path> recorded(String page) {
        return LINK.matcher(page)
                .results()
                .map(link -> PERFORMANCE.resolveSibling(link.group(1)).normalize())
                .toList();
    }

    /** The rows of all tables that begin with the name of a system. */
    private static List<String> rows(String text) {
        return text.lines()
                .filter(line -> line.matches("\\| (volant|volantPool|R1|R2|R3) +\\|.*"))
                .toList();
    }
}
