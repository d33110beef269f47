package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutliersTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final NodesInHand nodes = new NodesInHand();
    private final List<Circuit> circuits = new ArrayList<>();
    private final Outliers outliers = new Outliers(OutlierDetection.defaults());

    private void listed(int count) {
        for (int i = 0; i < count; i++) {
            FailureWatch watch = new FailureWatch(5, Calls.TIMEOUT, nodes.nanoTime(), () -> {});
            Node node = nodes.add(nodes.instance(), watch);
            circuits.add(new Circuit(node, OutlierDetection.defaults(), () -> 0.5, nodes.nanoTime()));
        }
    }

    private void judge() {
        nodes.advance(SECOND);
        circuits.forEach(circuit -> circuit.look(true, nodes.nanoTime()));
        outliers.judge(circuits, nodes.nanoTime());
    }

    private List<Integer> out() {
        List<Integer> out = new ArrayList<>();
        for (int i = 0; i < circuits.size(); i++) {
            if (circuits.get(i).isOut()) {
                out.add(i);
            }
        }
        return out;
    }

    private void fail(int node, int calls) {
        for (int i = 0; i < calls; i++) {
            nodes.failed(node, Status.INTERNAL);
        }
    }

    /** A look after each of some calls to every node, that take so long. */
    private void looks(int times, int... millis) {
        for (int i = 0; i < times; i++) {
            for (int node = 0; node < millis.length; node++) {
                for (int call = 0; call < 3; call++) {
                    nodes.answered(node, Duration.ofMillis(millis[node]));
                }
            }
            judge();
        }
    }

    @Test
    void theOneThatFailsIsEjectedAndTheOthersAreNot() {
        listed(3);
        fail(1, 5);
        nodes.answered(0, SECOND);
        judge();
        assertThat(out()).containsExactly(1);
        assertThat(circuits.get(1).reason()).isEqualTo("5 calls in a row failed");
    }

    @Test
    void atMostHalfAreEjectedHoweverManyFail() {
        for (int listed : new int[] {1, 2, 3, 4, 7}) {
            circuits.clear();
            int first = nodes.nodes().size(); // those of earlier rounds come before
            listed(listed);
            for (int i = 0; i < listed; i++) {
                fail(first + i, 5);
            }
            judge();
            judge();
            assertThat(out()).as("of %d", listed).hasSize(listed / 2);
        }
    }

    @Test
    void theWorstGoFirst() {
        listed(5);
        fail(0, 5);
        fail(1, 9);
        fail(2, 7);
        judge();
        assertThat(out()).containsExactly(1, 2);
    }

    @Test
    void oneThatIsTriedOutCountsAsOut() {
        listed(2);
        fail(0, 5);
        judge();
        nodes.advance(Duration.ofSeconds(4));
        fail(1, 5);
        judge();
        assertThat(circuits.get(0).state()).isEqualTo(Circuit.State.PROBING);
        assertThat(out()).containsExactly(0);
    }

    @Test
    void aNodeThatStaysTenTimesSlowerThanTheMiddleIsEjected() {
        listed(3);
        looks(4, 10, 10, 500);
        assertThat(out()).as("not yet").isEmpty();
        looks(2, 10, 10, 500);
        assertThat(out()).containsExactly(2);
        assertThat(circuits.get(2).reason()).isEqualTo("its calls take 500 ms, in the middle 10 ms");
    }

    @Test
    void aNodeThatIsSlowNowAndThenStays() {
        listed(3);
        for (int i = 0; i < 4; i++) {
            looks(4, 10, 10, 500);
            circuits.get(2).node().begin(Duration.ZERO); // its estimate is that of the next calls
            looks(1, 10, 10, 10);
            circuits.get(2).node().begin(Duration.ZERO);
        }
        assertThat(out()).isEmpty();
    }

    @Test
    void nodesThatDifferAsServersDoStay() {
        listed(4);
        looks(10, 10, 20, 40, 180); // nine times
        assertThat(out()).isEmpty();
    }

    @Test
    void aTenthOfASecondIsTheLeastThatCounts() {
        listed(3);
        looks(10, 1, 1, 90);
        assertThat(out()).isEmpty();
    }

    @Test
    void ofTwoNodesNoneIsTheSlowOne() {
        listed(2);
        looks(10, 1, 1_000);
        assertThat(out()).isEmpty();
    }

    @Test
    void aSlowNodeThatAnswersNothingIsNotJudgedByOldTimes() {
        listed(4);
        looks(4, 10, 10, 10, 500);
        looks(10, 10, 10, 10);
        assertThat(out()).isEmpty();
    }
}
