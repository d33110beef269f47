package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RoundRobinTest extends LoadBalancerContract {
    private final NodesInHand nodes = NodesInHand.of(5);

    @Override
    protected LoadBalancer balancer() {
        return LoadBalancer.roundRobin();
    }

    @Test
    void goesThroughTheNodesInTheOrderOfTheirList() {
        Picker picker = balancer().picker(nodes.nodes());
        int start = pick(picker);
        for (int i = 1; i < 1000; i++) {
            assertThat(pick(picker)).isEqualTo((start + i) % 5);
        }
    }

    @Test
    void beginsAnywhereSoThatManyClientsDoNotBeginAtTheSameNode() {
        LoadBalancer balancer = new RoundRobin(new SplittableRandom(7)::nextLong);
        Set<Integer> starts = new HashSet<>();
        for (int client = 0; client < 100; client++) {
            starts.add(pick(balancer.picker(nodes.nodes())));
        }
        assertThat(starts).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }

    private int pick(Picker picker) {
        return nodes.nodes().indexOf(picker.pick(nodes.request(), Tried.NONE));
    }
}
