package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class WeightedRandomTest extends LoadBalancerContract {
    @Override
    protected LoadBalancer balancer() {
        return LoadBalancer.weightedRandom();
    }

    @Test
    void drawsEachNodeAsOftenAsItsWeightSays() {
        SplittableRandom random = new SplittableRandom(3);
        for (int[] weights : new int[][] {{1}, {1, 1}, {500, 200, 100}, {1, 1_000_000}, {7, 7, 7, 79}}) {
            WeightedRandom.Aliases aliases = new WeightedRandom.Aliases(weights);
            int[] drawn = new int[weights.length];
            for (int i = 0; i < 200_000; i++) {
                drawn[aliases.draw(random.nextLong())]++;
            }
            double sum = 0;
            for (int weight : weights) {
                sum += weight;
            }
            for (int i = 0; i < weights.length; i++) {
                assertThat(drawn[i] / 200_000.0).isCloseTo(weights[i] / sum, Offset.offset(0.005));
            }
        }
    }
}
