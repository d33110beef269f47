package io.volant.rpc.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GateTest {
    private static final GateRecord RECORDED = record(figure("volant", 1, 1_000), figure("volantPool", 2, 1_200));

    @Test
    void isOpenWhileNoFigureIsMoreThanAQuarterAboveTheRecord() {
        Gate gate = Gate.of(RECORDED, record(figure("volant", 1.25, 1_250), figure("volantPool", 1.9, 1_100)));

        assertThat(gate.failures()).isEmpty();
        assertThat(gate.isOpen()).isTrue();
        assertThat(gate.notes()).isEmpty();
    }

    @Test
    void namesEveryFigureThatIsWorseWithWhatWasMeasuredRecordedAndAllowed() {
        Gate gate = Gate.of(RECORDED, record(figure("volant", 1.26, 1_000), figure("volantPool", 2, 1_501)));

        assertThat(gate.isOpen()).isFalse();
        assertThat(gate.failures())
                .containsExactly(
                        "s32.existUser volant, CPU × R2: measured 1.26, recorded 1.00, allowed 1.25",
                        "s32.existUser volantPool, bytes per call: measured 1,501, recorded 1,200, allowed 1,500");
        assertThat(gate.table()).isEqualTo("""
                | figure                                   | recorded | measured | ratio | allowed | verdict |
                |:-----------------------------------------|---------:|---------:|------:|--------:|--------:|
                | s32.existUser volant, CPU × R2           |     1.00 |     1.26 |  1.26 |    1.25 |  FAILED |
                | s32.existUser volant, bytes per call     |    1,000 |    1,000 |  1.00 |   1,250 |      ok |
                | s32.existUser volantPool, CPU × R2       |     2.00 |     2.00 |  1.00 |    2.50 |      ok |
                | s32.existUser volantPool, bytes per call |    1,200 |    1,501 |  1.25 |   1,500 |  FAILED |
                """);
    }

    @Test
    void aRowThatOnlyOneOfTheTwoHasFails() {
        Gate gate = Gate.of(record(figure("volant", 1, 1_000)), record(figure("volantPool", 1, 1_000)));

        assertThat(gate.failures())
                .containsExactly(
                        "s32.existUser volantPool: not recorded", "s32.existUser volant: recorded, not measured");
        assertThat(Gate.of(record(), record()).failures()).containsExactly("nothing was measured");
    }

    @Test
    void whatIsNoNumberOrNothingFails() {
        GateRecord one = record(figure("volant", 1, 1_000));

        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 0, -1}) {
            GateRecord none = record(figure("volant", wrong, wrong));
            assertThat(Gate.of(one, none).failures()).as("measured %s", wrong).hasSize(2);
            assertThat(Gate.of(none, one).failures()).as("recorded %s", wrong).hasSize(Double.isNaN(wrong) ? 1 : 2);
            assertThat(none.isComplete()).isFalse();
        }
        assertThat(Gate.of(record(figure("volant", 1, Double.NaN)), one).failures())
                .containsExactly("s32.existUser volant, bytes per call: measured 1,000, recorded –, allowed –");
    }

    @Test
    void cpuTimeThatTheRecordOfThisProcessorDoesNotHaveIsNotJudgedWhichIsSaid() {
        GateRecords records = new GateRecords(List.of(
                new GateRecord("made up", "2026-01-01", "abc", "17", "old", List.of()),
                recordOf("other", "2026-01-02", figure("volant", 1, 1_000))));

        Gate gate = Gate.of(records.of("old"), recordOf("old", "", figure("volant", 5, 1_000)));

        assertThat(gate.failures()).isEmpty();
        assertThat(gate.notes())
                .containsExactly(
                        "s32.existUser volant, CPU × R2: not judged, for the record of this processor has none:"
                                + " record again");
        assertThat(gate.table()).containsPattern("CPU × R2 +\\| +– \\| +5\\.00 \\| +– \\| +– \\| not judged \\|");
        assertThat(Gate.of(records.of("old"), recordOf("old", "", figure("volant", 5, 1_300)))
                        .failures())
                .hasSize(1);
        for (double wrong : new double[] {Double.NaN, 0, -1}) {
            assertThat(Gate.of(records.of("old"), recordOf("old", "", figure("volant", wrong, 1_000)))
                            .failures())
                    .hasSize(1);
        }
    }

    @Test
    void saysWhatIsWorthRecordingAgainAndWhatWasRecordedElsewhere() {
        GateRecord elsewhere = new GateRecord("", "", "", "25.0.1", "another", RECORDED.figures());

        Gate gate = Gate.of(elsewhere, record(figure("volant", 0.79, 1_000), figure("volantPool", 2, 1_200)));

        assertThat(gate.isOpen()).isTrue();
        assertThat(gate.notes())
                .containsExactly(
                        "s32.existUser volant, CPU × R2: so much better that it is worth recording again",
                        "recorded with another JDK: \"25.0.1\", here \"17\"",
                        "recorded with another processor: \"another\", here \"made up\"");
    }

    @Test
    void theBestRoundCountsOfASystemAndOfItsReference() {
        assertThat(best(
                        result("volant", 1, 600, 1_400),
                        result("R2", 1, 500, 500),
                        result("R2", 2, 400, 500),
                        result("volant", 2, 800, 1_300)))
                .containsExactly(figure("volant", 1.5, 1_300));
    }

    @Test
    void roundsThatHardlyHadTheProcessorCountOnlyWhereThereIsNoOther() {
        CaseResult starved = result("volant", 1, 3, 900);
        CaseResult none = result("volant", 2, 0, 900);
        CaseResult whole = result("volant", 3, 400, 1_400);
        CaseResult reference = result("R2", 1, 400, 500);

        assertThat(best(starved, none, whole, reference)).containsExactly(figure("volant", 1, 1_400));
        assertThat(best(starved, none, reference)).containsExactly(figure("volant", 0.008, 900));
        assertThat(best(none, reference)).noneMatch(GateRecord.Figure::isComplete);
    }

    @Test
    void withoutTheReferenceThereIsNoRatio() {
        RunnerFile file = new RunnerFile(Recorded.environment(), List.of(result("volant", 1, 30, 1_400)));

        GateRecord measured = GateRecord.of(file, "made up");

        assertThat(measured.isComplete()).isFalse();
        assertThat(Gate.of(RECORDED, measured).failures())
                .contains("s32.existUser volant, CPU × R2: measured –, recorded 1.00, allowed 1.25");
    }

    @Test
    void whatWasWrittenIsReadBack(@TempDir Path directory) throws IOException {
        GateRecords records = new GateRecords(List.of(RECORDED));
        Path file = Files.writeString(directory.resolve("gate.json"), records.toJson());

        assertThat(GateRecords.read(file)).isEqualTo(records);
        assertThat(file).content().doesNotContain("complete");
    }

    @Test
    void aProcessorTakesAsLongAsItsOwnRecordSaysWhichTheNextOneReplacesAndAllocatesWhatTheLastOneSays() {
        GateRecord slow = recordOf("slow", "2026-01-01", figure("volant", 2, 1_000));
        GateRecord fast = recordOf("fast", "2026-01-02", figure("volant", 1, 900));
        GateRecord faster = recordOf("fast", "2026-01-03", figure("volant", 0.9, 800));

        GateRecords records = new GateRecords(List.of(slow)).with(fast).with(faster);

        assertThat(records.records()).containsExactly(slow, faster);
        assertThat(records.of("slow").figures()).containsExactly(figure("volant", 2, 800));
        assertThat(records.of("slow").cpu()).isEqualTo("slow");
        assertThat(records.of("fast")).isEqualTo(faster);
    }

    @Test
    void anUnknownProcessorMayTakeAsLongAsAnyAndAllocateWhatTheLastRecordSays() {
        GateRecords records = new GateRecords(List.of(
                recordOf("fast", "2026-01-02", figure("volant", 1, 900), figure("volantPool", 3, 950)),
                recordOf("slow", "2026-01-01", figure("volant", 2, 1_000), figure("volantPool", 2, 1_100))));

        GateRecord any = records.of("new");

        assertThat(any.figures()).containsExactly(figure("volant", 2, 900), figure("volantPool", 3, 950));
        assertThat(any.cpu()).isEqualTo("fast or slow");
    }

    @Test
    void aFileThatIsNotThereOrNotOneIsNamed(@TempDir Path directory) throws IOException {
        Path other = Files.writeString(directory.resolve("other.json"), "[]");
        Path empty = Files.writeString(directory.resolve("empty.json"), "{}");

        assertThatThrownBy(() -> GateRecords.read(empty))
                .hasMessage("cannot read " + empty + " (expected: one record at least)");
        Path half = Files.writeString(
                directory.resolve("half.json"),
                new GateRecords(List.of(RECORDED)).toJson().replace("\"jdk\"", "\"jd\""));
        for (Path file : List.of(other, half, directory.resolve("gone.json"))) {
            assertThatThrownBy(() -> GateRecords.read(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(file + " (expected: what bench gate --record wrote)");
        }
    }

    @Test
    void theLastRecordOfTheRepositoryHasEveryFigureAndTheOthersHaveNoOther() {
        GateRecords kept = GateRecords.read(Path.of("results", "gate.json"));
        List<String> all = Stream.of(
                        "s32.existUser", "s32.createUser", "s32.getUser", "s32.listUser", "a2048.existUser")
                .flatMap(which -> Stream.of(which + " volant", which + " volantPool"))
                .toList();

        assertThat(kept.records()).extracting(GateRecord::cpu).doesNotHaveDuplicates();
        assertThat(kept.records()).allSatisfy(record -> {
            assertThat(record.isComplete()).isTrue();
            assertThat(record.command()).startsWith("./volant bench gate --record");
            assertThat(Gate.of(record, record).isOpen()).isTrue();
            assertThat(record.figures())
                    .extracting(GateRecord.Figure::name)
                    .isSubsetOf(all)
                    .doesNotHaveDuplicates();
            assertThat(kept.of(record.cpu()).figures())
                    .extracting(GateRecord.Figure::name)
                    .containsExactlyInAnyOrderElementsOf(all);
        });
    }

    private static GateRecord record(GateRecord.Figure... figures) {
        return recordOf("made up", "2026-01-01T00:00:00Z", figures);
    }

    private static GateRecord recordOf(String cpu, String recorded, GateRecord.Figure... figures) {
        return new GateRecord("made up", recorded, "abc", "17", cpu, Arrays.asList(figures));
    }

    private static GateRecord.Figure figure(String system, double cpuTimesR2, double bytesPerCall) {
        return new GateRecord.Figure("s32.existUser", system, cpuTimesR2, bytesPerCall);
    }

    private static List<GateRecord.Figure> best(CaseResult... results) {
        return GateRecord.of(new RunnerFile(Recorded.environment(), List.of(results)), "made up")
                .figures();
    }

    private static CaseResult result(String system, int round, double cpuMicros, double bytes) {
        return new CaseResult("s32.existUser", system, round, 1_000, 1, 2, 3, cpuMicros, bytes, 0, 1_000, 0.0, true);
    }
}
