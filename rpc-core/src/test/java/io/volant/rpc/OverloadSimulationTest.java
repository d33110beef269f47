package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.SimulatedPool.Answered;
import io.volant.rpc.SimulatedPool.Handlers;
import io.volant.rpc.SimulatedPool.Outcomes;
import io.volant.rpc.SimulatedPool.Shape;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the adaptive limit holds, in simulated time: callers wait less long than the full queue would need, so that a queue that stays
 * full answers nobody in time.
 */
class OverloadSimulationTest {
    private static final double PATIENCE = 8; // handlers; the full queue needs ten, and the handler itself is one
    private static final List<Double> LOADS = List.of(1.2, 1.5, 3.0, 10.0);

    /** The least that is long enough for forty windows, half of which the limit may take to come down. */
    private static double seconds(Shape shape) {
        return Math.max(20, 150 * shape.meanSeconds());
    }

    static Stream<Shape> shapes() {
        return Stream.of(Handlers.values())
                .flatMap(handlers -> Stream.of(
                        new Shape(4, handlers, 0.02, PATIENCE),
                        new Shape(10, handlers, 0.05, PATIENCE),
                        new Shape(32, handlers, 0.2, PATIENCE),
                        new Shape(100, handlers, 0.1, PATIENCE)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void underEveryOverloadTheWorkersKeepAnsweringInTime(Shape shape) {
        double end = seconds(shape);
        double normal = normal(shape);
        for (double load : LOADS) {
            Outcomes outcomes = SimulatedPool.run(shape, LimitLaw::adaptive, end, load);

            assertThat(outcomes.goodput(shape, end / 2, end * 0.95))
                    .as("goodput at × " + load)
                    .isGreaterThan(0.9);
            assertThat(outcomes.p99Seconds(end / 2) / normal)
                    .as("p99 at × " + load + " over that at × 0.8")
                    .isLessThan(shape.handlers() == Handlers.EXPONENTIAL ? 2 : 3);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void withAFixedLimitTheyAnswerHardlyAnybodyInTime(Shape shape) {
        double end = seconds(shape);
        double normal = normal(shape);
        for (double load : LOADS) {
            Outcomes outcomes = SimulatedPool.run(shape, LimitLaw::fixed, end, load);
            boolean collapsed = outcomes.goodput(shape, end / 2, end * 0.95) < 0.7;
            boolean slow = outcomes.p99Seconds(end / 2) > 3 * normal;

            assertThat(collapsed || slow).as("× " + load).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void noCallIsRefusedBelowTheCapacity(Shape shape) {
        isHardlyRefused(shape, SimulatedPool.run(shape, LimitLaw::adaptive, seconds(shape), 0.8));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void burstsOfHalfTheQueueAreServed(Shape shape) {
        int burst = shape.queue() / 2;
        double every = burst / (0.3 * shape.capacity());

        Outcomes outcomes = SimulatedPool.run(shape, LimitLaw::adaptive, 50 * every, at -> 0.5, at -> 1, burst, every);

        assertThat(outcomes.answered()).hasSizeGreaterThan(49 * burst);
        isHardlyRefused(shape, outcomes);
    }

    /** Four workers with handlers of very different length have a long queue at times at any load. */
    private static void isHardlyRefused(Shape shape, Outcomes outcomes) {
        boolean lumpy = shape.workers() < 10 && shape.handlers() == Handlers.EXPONENTIAL;
        int few = lumpy ? outcomes.answered().size() / 100 : 0;
        assertThat(outcomes.refusedAtNanos().size()).isLessThanOrEqualTo(few);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void afterAnOverloadEverythingIsAsBefore(Shape shape) {
        double third = seconds(shape);

        Outcomes outcomes = SimulatedPool.run(
                shape,
                LimitLaw::adaptive,
                3 * third,
                at -> at > SimulatedPool.nanos(third) && at < SimulatedPool.nanos(2 * third) ? 3 : 0.8,
                at -> 1,
                0,
                third);

        recovers(shape, outcomes, third);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void afterHandlersWereTenTimesAsSlowEverythingIsAsBefore(Shape shape) {
        double third = 2 * seconds(shape);

        Outcomes outcomes = SimulatedPool.run(
                shape,
                LimitLaw::adaptive,
                3 * third,
                at -> 0.8,
                at -> at > SimulatedPool.nanos(third) && at < SimulatedPool.nanos(2 * third) ? 10 : 1,
                0,
                third);

        recovers(shape, outcomes, third);
    }

    private static void recovers(Shape shape, Outcomes outcomes, double third) {
        int most = shape.workers() + shape.queue();
        double later = 2 * third + third / 2;
        assertThat(outcomes.refusedAfter(third)).as("refused at all").isPositive();
        assertThat(outcomes.refusedAfter(later)).as("refused afterwards").isZero();
        assertThat(outcomes.goodput(shape, later, 3 * third * 0.98)).isBetween(0.7, 0.9);
        assertThat(outcomes.limits().stream().mapToInt(Integer::intValue).min().orElseThrow())
                .isLessThan(most / 2);
        assertThat(outcomes.limits().get(outcomes.limits().size() - 1)).isEqualTo(most);
    }

    @Test
    void theLimitStaysBetweenItsBounds() {
        Shape shape = new Shape(10, Handlers.EXPONENTIAL, 0.05, PATIENCE);

        Outcomes outcomes = SimulatedPool.run(shape, LimitLaw::adaptive, 60, 10);

        assertThat(outcomes.limits()).allMatch(limit -> limit >= 14 && limit <= 110);
        assertThat(outcomes.limits().get(0)).isEqualTo(110);
    }

    @Test
    void handlersThatReturnAtOnceMayHaveAQueueOfFiveMilliseconds() {
        Shape shape = new Shape(32, Handlers.CONSTANT, 0.000_1, 1_000);

        Outcomes outcomes = SimulatedPool.run(shape, LimitLaw::adaptive, 2, 1.2);

        assertThat(outcomes.limits()).containsOnly(shape.workers() + shape.queue());
        assertThat(outcomes.p99Seconds(1)).isLessThan(0.005);
    }

    @Test
    void whatComesDueInFifteenMillisecondsIsServedWhereNobodyChoseAQueue() {
        Shape shape = new Shape(32, Handlers.CONSTANT, 0.000_2, 1_000);
        int due = (int) (0.015 * shape.capacity() * 0.8);

        Outcomes chosen = bursts(shape, LimitLaw::adaptive, due);
        Outcomes grown = bursts(shape, LimitLaw::growing, due);

        assertThat(chosen.refusedAfter(1)).isGreaterThan(5L * due); // of eight
        assertThat(grown.refusedAfter(1)).isZero();
    }

    private static Outcomes bursts(Shape shape, LimitLaw.Maker law, int calls) {
        return SimulatedPool.run(shape, law, 3, at -> 0.8, at -> 1, calls, 0.25);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.2, 3})
    void aQueueThatHasGrownIsLoweredByAnOverloadThatLasts(double load) {
        Shape shape = new Shape(32, Handlers.EXPONENTIAL, 0.000_5, 1_000);

        Outcomes outcomes = SimulatedPool.run(
                shape, LimitLaw::growing, 9, at -> at < SimulatedPool.nanos(2) ? 0.8 : load, at -> 1, 0, 9);

        assertThat(mostOf(outcomes)).isGreaterThan(2 * (shape.workers() + shape.queue()));
        assertThat(outcomes.p99Seconds(6)).isLessThan(0.010);
        assertThat(outcomes.goodput(shape, 6, 8.5)).isGreaterThan(0.98);
    }

    @Test
    void handlersThatBecomeSlowDoNotFindTheQueueOfFastOnes() {
        Shape shape = new Shape(32, Handlers.EXPONENTIAL, 0.000_2, 1_000);
        long slow = SimulatedPool.nanos(2);

        Outcomes outcomes = SimulatedPool.run(
                shape, LimitLaw::growing, 6, at -> at < slow ? 0.8 : 0.01, at -> at < slow ? 1 : 500, 0, 6);

        assertThat(mostOf(outcomes)).isGreaterThan(2_000);
        List<Integer> limits = outcomes.limits();
        assertThat(limits.get(limits.size() - 1)).isLessThanOrEqualTo(shape.workers() + shape.queue());
        long latest = outcomes.answered().stream()
                .filter(answered -> answered.atNanos() > SimulatedPool.nanos(4))
                .mapToLong(Answered::tookNanos)
                .max()
                .orElseThrow();
        assertThat(latest).isLessThan(SimulatedPool.nanos(3)); // 320 wait for 32 workers; 3,200 would for 10 s
    }

    private static int mostOf(Outcomes outcomes) {
        return outcomes.limits().stream().mapToInt(Integer::intValue).max().orElseThrow();
    }

    @Test
    void lawsThatInferTheQueueFromTheLatencyDoWorse() {
        Worst adaptive = worst(LimitLaw::adaptive, "adaptive");
        Worst none = worst(LimitLaw::fixed, "none");
        Worst gradient = worst(LatencyLaws::gradient, "gradient");
        Worst vegas = worst(LatencyLaws::vegas, "Vegas");

        assertThat(adaptive.goodput()).isGreaterThan(0.9);
        assertThat(adaptive.p99()).isLessThan(3);
        assertThat(none.goodput()).isLessThan(0.1);
        assertThat(gradient.goodput()).isLessThan(0.1);
        assertThat(vegas.p99()).isGreaterThan(4);
        assertThat(vegas.refusedBelowCapacity()).isGreaterThan(3 * adaptive.refusedBelowCapacity());
    }

    private record Worst(double goodput, double p99, int refusedBelowCapacity) {}

    /** The worst figures over all shapes and loads. */
    private static Worst worst(LimitLaw.Maker law, String name) {
        double goodputs = Double.MAX_VALUE;
        double p99s = 0;
        int refused = 0;
        for (Shape shape : shapes().toList()) {
            double end = seconds(shape);
            double normal = normal(shape);
            StringBuilder row = new StringBuilder("| " + name + " | " + shape.workers() + " | " + shape.handlers());
            for (double load : LOADS) {
                Outcomes outcomes = SimulatedPool.run(shape, law, end, load);
                double goodput = outcomes.goodput(shape, end / 2, end * 0.95);
                double p99 = outcomes.p99Seconds(end / 2) / normal;
                goodputs = Math.min(goodputs, goodput);
                p99s = Math.max(p99s, p99);
                row.append(String.format(Locale.ROOT, " | %.2f, %.1f", goodput, p99));
            }
            int needless =
                    SimulatedPool.run(shape, law, end, 0.8).refusedAtNanos().size();
            refused += needless;
            System.out.println(row.append(" | ").append(needless).append(" |"));
        }
        return new Worst(goodputs, p99s, refused);
    }

    private static double normal(Shape shape) {
        double end = seconds(shape);
        return SimulatedPool.run(shape, LimitLaw::fixed, end, 0.8).p99Seconds(end / 2);
    }
}
