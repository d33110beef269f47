package io.volant.rpc.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.benchmarks.report.SystemInfo.WireBytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompareSummaryTest {
    @Test
    void disturbedRoundsAreShownAndLeftOutOfMediansAndRatios() {
        RunnerFile file = file(
                result("volant", 1, 100_000, 10, false),
                result("other", 1, 50_000, 20, false),
                result("volant", 2, 120_000, 10, false),
                result("other", 2, 40_000, 25, false),
                result("volant", 3, 110_000, 10, false),
                result("other", 3, 110, 9_000, true));

        // ratios of rounds 1 and 2: 2 and 3
        assertThat(row(file, "other"))
                .containsExactly(
                        "other",
                        "45,000",
                        "40,000–50,000",
                        "–",
                        "2.50",
                        "22.5",
                        "0.45",
                        "151",
                        "900",
                        "2,500",
                        "1,024",
                        "2.00",
                        "0",
                        "1 of 3");
        assertThat(row(file, "volant"))
                .startsWith("volant", "110,000", "100,000–120,000")
                .endsWith("–");
        assertThat(CompareSummary.of(file))
                .contains("Where Volant loses: nowhere.")
                .contains("1 of 6 measurements were disturbed")
                .contains("load average 0.50");
    }

    @Test
    void whereEveryRoundWasDisturbedThereAreFiguresButNoRatio() {
        RunnerFile file = file(result("volant", 1, 100_000, 10, false), result("other", 1, 50_000, 20, true));

        assertThat(row(file, "other"))
                .startsWith("other", "50,000", "50,000–50,000", "–", "–")
                .endsWith("1 of 1");
    }

    @Test
    void theRowsThatVolantLosesToAreNamed() {
        RunnerFile file = file(
                result("volant", 1, 100_000, 10, false),
                result("R2", 1, 125_000, 8, false),
                result("slow", 1, 50_000, 9, false),
                result("volantPool", 1, 200_000, 1, false));

        assertThat(CompareSummary.of(file))
                .contains("- s32.existUser against R2 (0.80 of the calls, 1.25 of the CPU)\n")
                .contains("- s32.existUser against slow (1.11 of the CPU)\n")
                .doesNotContain("against volantPool");
        assertThat(row(file, "slow")).contains("0.40"); // × R2
    }

    @Test
    void theRowsThatItsWorkerPoolLosesToHaveAListOfTheirOwn() {
        RunnerFile file = file(
                result("volant", 1, 200_000, 5, false),
                result("volantPool", 1, 100_000, 10, false),
                result("other", 1, 125_000, 8, false));

        assertThat(CompareSummary.of(file))
                .contains("Where Volant loses: nowhere.")
                .contains(
                        "on the worker pool: \n\n- s32.existUser against other (0.80 of the calls, 1.25 of the CPU)\n");
    }

    @Test
    void aRowOfWhichMostCallsFailedIsMarkedAndBeatsNobody() {
        CaseResult broken = failing(result("other", 1, 900_000, 1, false), 5_000_000);
        RunnerFile file = file(result("volant", 1, 100_000, 10, false), broken);

        assertThat(row(file, "other")).contains("5000000, most calls");
        assertThat(CompareSummary.of(file)).contains("Where Volant loses: nowhere.");
    }

    @Test
    void ofMoreThanAHundredthOfFailuresARowBeatsNobodyAndVolantIsToldOfItsOwn() {
        CaseResult volant = result("volant", 1, 100_000, 10, false);
        CaseResult other = result("other", 1, 200_000, 5, false);
        long hundredth = other.checkedAnswers() / 99;

        assertThat(CompareSummary.of(file(volant, failing(other, hundredth)))).contains("against other");
        assertThat(CompareSummary.of(file(volant, failing(other, hundredth + 1))))
                .contains("Where Volant loses: nowhere.");
        assertThat(CompareSummary.of(file(failing(volant, hundredth + 1))))
                .contains("- s32.existUser: more than a hundredth of its own calls failed\n");
    }

    @Test
    void atFixedTimesTheLaterAnswersLoseAndNotTheFewerCalls() {
        CaseResult volant = at("open50.existUser", result("volant", 1, 50_000, 10, false), 900);
        CaseResult slower = at("open50.existUser", result("slower", 1, 80_000, 10, false), 1_800);
        CaseResult faster = at("open50.existUser", result("faster", 1, 20_000, 10, false), 450);

        assertThat(CompareSummary.of(file(volant, slower, faster)))
                .contains("- open50.existUser against faster (2.00 of the p99)\n")
                .doesNotContain("against slower");
        assertThat(RunnerRows.of(file(volant)))
                .extracting(row -> row.unit() + " " + row.score())
                .containsExactly("p99 µs 900.0", "CPU µs/call 10.0");
    }

    @Test
    void whoDidNotTakePartIsReportedWithTheReason() {
        RunnerFile file = new RunnerFile(
                Recorded.environment(),
                "./volant compare --json FILE",
                List.of(
                        new SystemInfo(
                                "other",
                                List.of("other-1.0"),
                                "one connection",
                                "its defaults",
                                List.of(new WireBytes("existUser", 28.5, 10)),
                                ""),
                        new SystemInfo("gone", List.of(), "", "its defaults", List.of(), "build: cannot resolve")),
                List.of(result("volant", 1, 1, 1, false)));

        assertThat(CompareSummary.of(file))
                .contains("- `other`: other-1.0; one connection; settings: its defaults\n")
                .contains("- `gone`: NOT MEASURED to the end, build: cannot resolve; settings: its defaults\n")
                .containsPattern("\\| other +\\| 28.5 \\+ 10.0 \\| +– \\|");
    }

    @Test
    void aFileIsReadAsItWasWritten(@TempDir Path directory) throws Exception {
        RunnerFile written = new RunnerFile(
                Recorded.environment(),
                "./volant compare --json FILE",
                List.of(new SystemInfo("other", List.of("other-1.0"), "s", "d", List.of(), "")),
                List.of(result("other", 1, 50_000, 20, true)));

        assertThat(Results.runnerFile(Files.writeString(directory.resolve("a.json"), written.toJson())))
                .isEqualTo(written);
        assertThat(Recorded.file().toJson()).doesNotContain("systems").doesNotContain("compare");
    }

    @Test
    void thePageShowsTablesChartsAndTheCommandBetweenItsMarks(@TempDir Path directory) throws Exception {
        Path docs = Files.createDirectories(directory.resolve("docs"));
        Path page = docs.resolve(ComparePage.NAME);
        Files.writeString(
                page, "# Performance\n\n" + ComparePage.BEGIN + "\nold\n" + ComparePage.END + "\n\n## More\n");
        Path json = directory.resolve("rpc-benchmarks/results/a.json");
        RunnerFile file = file(
                result("volant", 1, 100_000, 10, false),
                result("R2", 1, 125_000, 8, false),
                result("other", 1, 50_000, 20, false));

        ComparePage.write(
                docs, List.of(ComparePage.of(file, json), ComparePage.of(file, json.resolveSibling("b.json"))));

        assertThat(Files.readString(page))
                .startsWith("# Performance\n")
                .endsWith(ComparePage.END + "\n\n## More\n")
                .doesNotContain("old")
                .contains("[a.json](../rpc-benchmarks/results/a.json)")
                .contains("`./volant compare --json FILE`")
                .contains("![s32](performance/a/s32.svg)")
                .contains("[b.json](../rpc-benchmarks/results/b.json)")
                .contains("### File 1\n\nRecorded on ", "### File 2\n\nRecorded on ")
                .contains(CompareSummary.of(file).strip())
                .contains("against R2 (0.80 of the calls");
        assertThat(docs.resolve("performance/a/s32.svg"))
                .content()
                .startsWith("<svg ")
                .contains("other");

        Files.writeString(page, "# Performance\n");
        assertThatThrownBy(() -> ComparePage.write(docs, List.of(ComparePage.of(file, json))))
                .hasMessageContaining(ComparePage.BEGIN);
    }

    private static CaseResult failing(CaseResult result, long errors) {
        return copy(result, result.benchCase(), result.p99Micros(), errors);
    }

    private static CaseResult at(String benchCase, CaseResult result, double p99Micros) {
        return copy(result, benchCase, p99Micros, 0);
    }

    private static CaseResult copy(CaseResult result, String benchCase, double p99Micros, long errors) {
        return new CaseResult(
                benchCase,
                result.system(),
                result.round(),
                result.opsPerSecond(),
                result.p50Micros(),
                p99Micros,
                result.p999Micros(),
                result.cpuMicrosPerCall(),
                result.allocatedBytesPerCall(),
                errors,
                result.checkedAnswers(),
                result.otherCpuCores(),
                result.pinned(),
                result.compare());
    }

    private static List<String> row(RunnerFile file, String system) {
        return CompareSummary.of(file)
                .lines()
                .filter(line -> line.startsWith("| " + system + " "))
                .findFirst()
                .map(line -> List.of(line.substring(1).split("\\|")).stream()
                        .map(String::strip)
                        .toList())
                .orElseThrow();
    }

    private static RunnerFile file(CaseResult... results) {
        return new RunnerFile(
                Recorded.environment(), "./volant compare --json FILE", List.of(), new ArrayList<>(List.of(results)));
    }

    private static CaseResult result(String system, int round, double calls, double cpu, boolean disturbed) {
        CaseResult result = Recorded.result(system, round, calls, cpu);
        return result.with(new CompareFigures(2.0, 0.5, null, disturbed ? 4 : 1, disturbed));
    }
}
