package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.cluster.discovery.Instance;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TurnsTest {
    @Test
    void equalWeightsTakeTurnsInOrder() {
        assertThat(Turns.of(100, 100, 100)).containsExactly(0, 1, 2);
    }

    @Test
    void theTurnsOfOneNodeAreSpreadOverAll() {
        assertThat(Turns.of(4, 2, 1, 1)).containsExactly(0, 1, 0, 2, 3, 0, 1, 0);
    }

    @Test
    void everyStretchOfTurnsHasNearlyTheShareOfEachNode() {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 200; round++) {
            int[] weights = random.ints(1 + random.nextInt(6), 1, 30).toArray();
            int[] turns = Turns.of(weights);
            int node = random.nextInt(weights.length);
            double share = weights[node] / (double) Arrays.stream(weights).sum();
            int length = 1 + random.nextInt(turns.length);
            int count = 0;
            for (int i = 0; i < turns.length + length; i++) {
                count += turns[i % turns.length] == node ? 1 : 0;
                count -= i >= length && turns[(i - length) % turns.length] == node ? 1 : 0;
                if (i >= length) {
                    assertThat((double) count)
                            .as("turns of node %d in %d, weights %s", node, length, Arrays.toString(weights))
                            .isBetween(length * share - weights.length, length * share + weights.length);
                }
            }
        }
    }

    @Test
    void weightsThatHaveNothingInCommonAreRoundedAndEveryNodeHasATurn() {
        int[] turns = Turns.of(Instance.MAX_WEIGHT, 333_333, 1);
        assertThat(turns).hasSizeBetween(4_000, 4_200);
        assertThat(Arrays.stream(turns).filter(node -> node == 0).count() / (double) turns.length)
                .isBetween(0.749, 0.751);
        assertThat(turns).contains(2);
    }

    @Test
    void tenThousandNodesHaveAFewTurnsEach() {
        int[] weights = new SplittableRandom(5).ints(10_000, 50, 1_000).toArray();
        int[] turns = Turns.of(weights);
        assertThat(turns).hasSizeBetween(155_000, 165_000);
        assertThat(Arrays.stream(turns).distinct().count()).isEqualTo(10_000);
    }
}
