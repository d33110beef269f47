package io.volant.rpc.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a run has failed. Runs of 12 cycles, 3 of them warm-up. */
class JudgeTest {
    private static final int CYCLES = 12;
    private static final int WARM_UPS = 3;
    private static final long BASE = 40L << 20;
    private static final Latency NO_LATENCY = new Latency(0, 0);

    @Test
    void figuresThatStayAreNoFailure() {
        assertThat(Judge.failures(run(Figure.HEAP, cycle -> BASE))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Figure.class)
    void whatGrowsByMoreThanAllowedIsNamedOnceForItsJvm(Figure figure) {
        long step = figure.allowed() / 3 + 1;

        List<String> failures = Judge.failures(run(figure, cycle -> BASE + cycle * step));

        assertThat(failures).hasSize(1);
        assertThat(failures.get(0)).startsWith("server: ").contains(figure.label());
    }

    @ParameterizedTest
    @EnumSource(
            value = Figure.class,
            names = {"HEAP", "BUFFERS", "NETTY", "DIRECT", "THREADS", "FILES"})
    void growthIsToleratedUpToTheAllowanceAndInTheWarmUp(Figure figure) {
        assertThat(Judge.failures(run(figure, cycle -> cycle < 7 ? BASE : BASE + figure.allowed())))
                .isEmpty();
        assertThat(Judge.failures(run(figure, cycle -> cycle <= WARM_UPS ? 0 : BASE)))
                .isEmpty();
    }

    @Test
    void aPeakIsNoGrowth() {
        assertThat(Judge.failures(run(Figure.HEAP, cycle -> cycle == CYCLES - 1 ? 5 * BASE : BASE)))
                .isEmpty();
    }

    @Test
    void growthIsGivenWithItsUnitAndTheAllowance() {
        assertThat(Judge.failures(run(Figure.HEAP, cycle -> cycle < 10 ? BASE : 2 * BASE)))
                .containsExactly("server: heap grew from 40.00 MB to 80.00 MB (allowed: 6.00 MB more)");
        assertThat(Judge.failures(run(Figure.THREADS, cycle -> cycle < 10 ? 40 : 44)))
                .containsExactly("server: threads grew from 40 to 44 (allowed: 3 more)");
    }

    @ParameterizedTest
    @EnumSource(
            value = Figure.class,
            names = {"CONNECTIONS", "RUNNING", "LEAKS"})
    void whatIsLeftInOneQuietMomentIsAFailureEvenInTheWarmUp(Figure figure) {
        assertThat(Judge.failures(run(figure, cycle -> cycle == 2 ? 1 : 0)))
                .containsExactly("server: 1 " + figure.label() + " in the quiet moment of cycle 2 (expected: 0)");
    }

    @Test
    void theClientsAreJudgedLikeTheServer() {
        List<Cycle> cycles = IntStream.rangeClosed(1, CYCLES)
                .mapToObj(number -> new Cycle(
                        number,
                        number <= WARM_UPS,
                        answers(1, 0, 0, 0),
                        NO_LATENCY,
                        Map.of(),
                        figures(Figure.FILES, 10),
                        figures(Figure.FILES, 10L * number)))
                .toList();

        assertThat(Judge.failures(cycles)).singleElement().asString().startsWith("clients: descriptors grew from ");
    }

    @Test
    void callsThatFailAreAnsweredWrongOrNeverEndAreFailures() {
        assertThat(Judge.failures(run(answers(5, 2, 0, 0)))).containsExactly("24 calls failed; first: this");
        assertThat(Judge.failures(run(answers(5, 0, 3, 0)))).containsExactly("36 wrong answers; first: this");
        assertThat(Judge.failures(run(answers(5, 0, 0, 1)))).containsExactly("12 calls lost; first: this");
        assertThat(Judge.failures(run(answers(0, 0, 0, 0)))).containsExactly("no call was answered");
    }

    @Test
    void fewRefusalsForWantOfRoomAreBorneAndManyAreNot() {
        assertThat(Judge.failures(run(new Answers(100, 1, 0, 0, 0, "")))).isEmpty();
        assertThat(Judge.failures(run(new Answers(100, 2, 0, 0, 0, ""))))
                .containsExactly("24 refusals for want of room (expected: at most one in 100 of 1200 calls)");
    }

    @Test
    void aRunTooShortToCompareIsAFailure() {
        assertThat(Judge.failures(run(answers(5, 0, 0, 0)).subList(0, WARM_UPS + 2)))
                .containsExactly("cycles behind the warm-up: 2 (expected: at least 3)");
    }

    private static List<Cycle> run(Figure figure, IntToLongFunction value) {
        return IntStream.rangeClosed(1, CYCLES)
                .mapToObj(number -> new Cycle(
                        number,
                        number <= WARM_UPS,
                        answers(1, 0, 0, 0),
                        NO_LATENCY,
                        Map.of(),
                        figures(figure, value.applyAsLong(number)),
                        figures(figure, 0)))
                .toList();
    }

    private static List<Cycle> run(Answers answers) {
        List<Cycle> cycles = new ArrayList<>();
        for (Cycle cycle : run(Figure.HEAP, number -> BASE)) {
            cycles.add(new Cycle(
                    cycle.number(),
                    cycle.warmUp(),
                    answers,
                    NO_LATENCY,
                    cycle.visits(),
                    cycle.server(),
                    cycle.clients()));
        }
        return cycles;
    }

    private static Answers answers(long calls, long errors, long wrong, long lost) {
        String first = errors + wrong + lost == 0 ? "" : "this";
        return new Answers(calls, 0, errors, wrong, lost, first);
    }

    private static Figures figures(Figure figure, long value) {
        Map<Figure, Long> values = new EnumMap<>(Figure.class);
        for (Figure each : Figure.values()) {
            values.put(each, 0L);
        }
        values.put(figure, value);
        return new Figures(values);
    }
}
