package io.volant.rpc.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.benchmarks.report.Results.Origin;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DiffTest {
    private static final Map<String, String> HERE = Map.of("JDK", "17", "machine", "a");

    @Test
    void overlappingIntervalsAreTheSameHoweverFarApartTheScores() {
        assertThat(verdict(row(100, 90, 200), row(180, 110, 250))).isEqualTo(Verdict.SAME);
        assertThat(verdict(row(180, 110, 250), row(100, 90, 200))).isEqualTo(Verdict.SAME);
    }

    @Test
    void touchingIntervalsAreTheSame() {
        assertThat(verdict(row(100, 90, 110), row(120, 110, 130))).isEqualTo(Verdict.SAME);
    }

    @Test
    void moreCallsAreBetterAndFewerWorse() {
        assertThat(verdict(row(100, 90, 110), row(120, 111, 130))).isEqualTo(Verdict.BETTER);
        assertThat(verdict(row(120, 111, 130), row(100, 90, 110))).isEqualTo(Verdict.WORSE);
    }

    @Test
    void moreTimeIsWorseAndLessBetter() {
        Row quick = new Row("decode", "", "ns/op", true, 100, 90, 110, HERE);
        Row slow = new Row("decode", "", "ns/op", true, 130, 120, 140, HERE);

        assertThat(Verdict.of(quick, slow)).isEqualTo(Verdict.WORSE);
        assertThat(Verdict.of(slow, quick)).isEqualTo(Verdict.BETTER);
    }

    @Test
    void aFigureMeasuredOnceProvesNothingAndTheReaderIsTold() {
        Row once = row(1_000, Double.NaN, Double.NaN);

        assertThat(verdict(row(100, 90, 110), once)).isEqualTo(Verdict.SAME);
        assertThat(Diff.of(runner(row(100, 90, 110)), runner(once), false))
                .contains("same")
                .contains("measured once");
    }

    @Test
    void ratioStandsBesideBothFiguresAndTheirIntervals() {
        assertThat(Diff.of(runner(row(100, 90, 110)), runner(row(120, 111, 130)), false))
                .isEqualTo("""
                        | figure                        |         before |         after | ratio | verdict |
                        |:------------------------------|---------------:|--------------:|------:|--------:|
                        | s32.existUser volant, calls/s | 100 (90.0–110) | 120 (111–130) |  1.20 |  better |
                        """);
    }

    @Test
    void filesOfTheRunnerAndOfJmhAreNotMixed() {
        Results jmh = Results.read(Recorded.path("jmh.json"));
        Results runner = Results.read(Recorded.path("runner.json"));

        assertThatThrownBy(() -> Diff.of(jmh, runner, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the first file is of JMH, the second of the runner: their figures mean different things and"
                                + " cannot be compared");
        assertThatThrownBy(() -> Diff.of(runner, jmh, true)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void figuresOfAnotherMachineAreRefusedUnlessForced() {
        Row there = new Row(
                "s32.existUser", "volant", "calls/s", false, 120, 111, 130, Map.of("JDK", "17", "machine", "b"));

        assertThatThrownBy(() -> Diff.of(runner(row(100, 90, 110)), runner(there), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the files cannot be compared (--force does it all the same):\n"
                        + "  machine: \"a\" before, \"b\" after");
        assertThat(Diff.of(runner(row(100, 90, 110)), runner(there), true))
                .contains("better")
                .contains("not comparable, machine: \"a\" before, \"b\" after");
    }

    @Test
    void whatOnlyOneFileHasIsListed() {
        Row other = new Row("s1.existUser", "R1", "calls/s", false, 5, 4, 6, HERE);

        assertThat(Diff.of(runner(row(100, 90, 110), other), runner(row(100, 90, 110)), false))
                .contains("only before: s1.existUser R1, calls/s");
        assertThat(Diff.of(runner(row(100, 90, 110)), runner(row(100, 90, 110), other), false))
                .contains("only after: s1.existUser R1, calls/s");
    }

    @Test
    void aFileOfJmhHasARowPerBenchmarkAndParametersWithItsInterval() {
        Results jmh = Results.read(Recorded.path("jmh.json"));

        assertThat(jmh.origin()).isEqualTo(Origin.JMH);
        assertThat(jmh.rows())
                .extracting(Row::key)
                .containsExactly(
                        "FrameBenchmark.encodeRequest frames=1, ns/op",
                        "FrameBenchmark.encodeRequest frames=16, ns/op",
                        "MyServiceBenchmark.greet, ops/s");
        Row first = jmh.rows().get(0);
        assertThat(first.lowerIsBetter()).isTrue();
        assertThat(first.low()).isLessThan(first.score());
        assertThat(first.high()).isGreaterThan(first.score());
        assertThat(first.circumstances()).containsEntry("machine", "Example_Processor,2-cores");
        assertThat(jmh.rows().get(2).hasInterval()).isFalse();
    }

    @Test
    void aFileComparedWithItselfIsTheSameThroughout() {
        for (String name : List.of("jmh.json", "runner.json")) {
            Results results = Results.read(Recorded.path(name));
            assertThat(Diff.of(results, results, false))
                    .contains("same")
                    .doesNotContain("better")
                    .doesNotContain("worse");
        }
    }

    private static Verdict verdict(Row before, Row after) {
        return Verdict.of(before, after);
    }

    private static Row row(double score, double low, double high) {
        return new Row("s32.existUser", "volant", "calls/s", false, score, low, high, HERE);
    }

    private static Results runner(Row... rows) {
        return new Results(Origin.RUNNER, List.of(rows));
    }
}
