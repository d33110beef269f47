package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each balancer does to servers that differ, break, recover and join, in simulated time; the same for the same seed. */
class BalancingSimulationTest {
    private static final long SEED = Long.getLong("volant.seed", 42);
    private static final Percentage TENTH = Percentage.withPercentage(10);

    private static Scenario of(Policy policy) {
        return new Scenario(SEED, policy::with);
    }

    @ParameterizedTest
    @EnumSource
    void equalNodesHaveEqualShares(Policy policy) {
        Tally tally = of(policy).servers(5, 5, 5).rate(1_500).run(60);
        for (int node = 0; node < 3; node++) {
            assertThat(tally.share(node)).isCloseTo(1 / 3.0, TENTH);
        }
        assertThat(tally.failed()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void weightsAreRespectedByThoseThatGoByThem(Policy policy) {
        assumeThat(policy.goesByWeight()).isTrue();
        Tally tally = of(policy)
                .server(5, 100)
                .server(5, 200)
                .server(5, 500)
                .rate(1_000)
                .run(60);
        assertThat(tally.share(0)).isCloseTo(0.125, TENTH);
        assertThat(tally.share(1)).isCloseTo(0.25, TENTH);
        assertThat(tally.share(2)).isCloseTo(0.625, TENTH);
    }

    @ParameterizedTest
    @EnumSource
    void aNodeThatFailsAtOnceIsNoBlackHole(Policy policy) {
        Scenario scenario = of(policy).servers(5, 5, 5).rate(1_000);
        scenario.run(5);
        scenario.servers.get(0).fails(1);
        double share = scenario.run(20).share(0);
        assertThat(share).isLessThan(policy.learns() ? 0.02 : 0.37);
    }

    @ParameterizedTest
    @EnumSource
    void aNodeThatFailsHalfOfItsCallsIsNoBlackHole(Policy policy) {
        Scenario scenario = of(policy).servers(5, 5, 5).rate(1_000);
        scenario.run(5);
        scenario.servers.get(0).fails(0.5);
        assertThat(scenario.run(20).share(0)).isLessThan(policy.learns() ? 0.04 : 0.37);
    }

    @ParameterizedTest
    @EnumSource
    void aNodeThatFailedAndRecoversGetsItsShareBackAndNoMore(Policy policy) {
        Scenario scenario = of(policy).servers(5, 5, 5).rate(1_000);
        scenario.run(5);
        scenario.servers.get(0).fails(1);
        scenario.run(20);
        scenario.servers.get(0).fails(0);
        List<Double> shares = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            shares.add(scenario.run(1).share(0));
        }
        assertThat(shares)
                .as("second by second")
                .allSatisfy(share -> assertThat(share).isLessThan(0.5));
        assertThat(shares.subList(10, 20))
                .as("after 10 s")
                .allSatisfy(share -> assertThat(share).isGreaterThan(0.2));
    }

    @ParameterizedTest
    @EnumSource
    void aNewNodeIsNotFlooded(Policy policy) {
        Scenario scenario = of(policy).servers(5, 5, 5).rate(1_000);
        scenario.run(5);
        scenario.join(Duration.ofSeconds(30));
        Tally cold = scenario.run(8);
        double first = cold.share(3);
        double later = scenario.run(7).share(3);
        scenario.run(20);
        double last = scenario.run(20).share(3);
        assertThat(first).as("in the first eight seconds").isLessThan(0.09);
        assertThat(cold.failed()).isZero();
        assertThat(later).isBetween(first, last);
        assertThat(last).as("once it is warm").isBetween(0.19, 0.31);
    }

    @Test
    void mostCallsGoToTheFastestNodeAtLowLoad() {
        for (double rate : new double[] {50, 500, 2_000}) {
            Scenario scenario = of(Policy.LEAST_RESPONSE_TIME).servers(1, 5, 20).rate(rate);
            scenario.run(5);
            assertThat(scenario.run(30).share(0)).as("at %s/s", rate).isGreaterThan(0.9);
        }
    }

    @Test
    void whatTheFastestNodeCannotTakeSpillsOver() {
        Scenario scenario = of(Policy.LEAST_RESPONSE_TIME).servers(1, 5, 20).rate(9_000); // of 10,000
        scenario.run(5);
        Tally tally = scenario.run(20);
        assertThat(tally.failed()).isLessThan(0.001);
        assertThat(tally.share(0)).isBetween(0.75, 0.95);
        assertThat(tally.share(1)).isGreaterThan(0.05);
    }

    @Test
    void aNodeThatTurnsTenTimesSlowerIsLeftWithinFiveSecondsAndFoundAgain() {
        for (double rate : new double[] {300, 1_000}) {
            Scenario scenario = of(Policy.LEAST_RESPONSE_TIME).servers(5, 5, 5).rate(rate);
            scenario.run(10);
            scenario.servers.get(0).takes(Duration.ofMillis(50));
            scenario.run(5);
            assertThat(scenario.run(10).share(0)).isLessThan(0.05);
            scenario.servers.get(0).takes(Duration.ofMillis(5));
            scenario.run(20);
            assertThat(scenario.run(20).share(0)).as("at %s/s", rate).isBetween(0.25, 0.4);
        }
    }

    @Test
    void aNodeThatHangsHoldsFewCallsAndIsFoundAgain() {
        Scenario scenario = of(Policy.LEAST_RESPONSE_TIME).servers(5, 5, 5).rate(1_000);
        scenario.run(10);
        scenario.servers.get(0).hangs(true);
        assertThat(scenario.run(20).share(0)).isLessThan(0.01);
        scenario.servers.get(0).hangs(false);
        scenario.run(15);
        assertThat(scenario.run(20).share(0)).isBetween(0.25, 0.4);
    }

    @Test
    void manyNodesAreComparedTwoByTwo() {
        int[] millis = new int[40];
        Arrays.fill(millis, 5);
        millis[0] = 50;
        Scenario scenario = of(Policy.LEAST_RESPONSE_TIME).servers(millis).rate(4_000);
        scenario.run(5);
        Tally tally = scenario.run(20);
        assertThat(tally.share(0)).as("the slow one").isLessThan(0.005);
        for (int node = 1; node < 40; node++) {
            assertThat(tally.share(node)).isCloseTo(1 / 39.0, Percentage.withPercentage(15));
        }
    }

    @Test
    void convictsTheFewestCallsOfABlackHole() {
        Scenario scenario = new Scenario(SEED, BadPolicies::fewestCallsWhateverComesOfThem)
                .servers(5, 5, 5)
                .rate(1_000);
        scenario.servers.get(0).fails(1);
        assertThat(scenario.run(20).share(0)).isGreaterThan(0.6);
    }

    @Test
    void convictsAResponseTimeWithoutACharge() {
        Scenario scenario = new Scenario(SEED, chance -> BadPolicies.fastestAnswerWhateverItSays())
                .servers(5, 5, 5)
                .rate(1_000);
        scenario.servers.get(0).fails(1);
        assertThat(scenario.run(20).share(0)).isGreaterThan(0.9);
    }

    @Test
    void convictsRandomOfASlowNode() {
        Scenario scenario = of(Policy.RANDOM).servers(5, 5, 50).rate(450); // the slow one takes 160
        scenario.run(5);
        Tally random = scenario.run(20);
        Scenario good = of(Policy.LEAST_RESPONSE_TIME).servers(5, 5, 50).rate(450);
        good.run(5);
        assertThat(random.millis(0.99)).isGreaterThan(5 * good.run(20).millis(0.99));
    }

    @Test
    void convictsAStartAtFullSpeed() {
        Scenario scenario = of(Policy.ROUND_ROBIN).servers(5, 5, 5).rate(1_000);
        scenario.run(5);
        scenario.join(Duration.ZERO);
        assertThat(scenario.run(8).failed()).isGreaterThan(0.05);
    }
}
