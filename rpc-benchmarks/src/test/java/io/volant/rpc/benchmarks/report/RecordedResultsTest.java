package io.volant.rpc.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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
