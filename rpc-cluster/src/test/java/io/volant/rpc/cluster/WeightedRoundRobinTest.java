package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightedRoundRobinTest extends LoadBalancerContract {
    @Override
    protected LoadBalancer balancer() {
        return LoadBalancer.weighted();
    }

    @Test
    void givesEachNodeItsTurnsAndSpreadsThem() {
        NodesInHand nodes = NodesInHand.weighing(500, 200, 100);
        List<Integer> turns = turns(balancer().picker(nodes.nodes()), nodes, 800);
        for (int start = 0; start + 8 <= turns.size(); start++) { // in whatever eight turns
            List<Integer> window = turns.subList(start, start + 8);
            assertThat(window).filteredOn(node -> node == 0).hasSize(5);
            assertThat(window).filteredOn(node -> node == 1).hasSize(2);
            assertThat(window).filteredOn(node -> node == 2).hasSize(1);
        }
    }

    @Test
    void takesAWeightThatHasChangedWithTheNextPicker() {
        NodesInHand nodes = NodesInHand.weighing(100, 100);
        LoadBalancer balancer = balancer();
        Picker before = balancer.picker(nodes.nodes());
        nodes.node(1).become(nodes.node(1).instance().withWeight(300));
        assertThat(turns(before, nodes, 400)).filteredOn(node -> node == 1).hasSize(200);
        assertThat(turns(balancer.picker(nodes.nodes()), nodes, 400))
                .filteredOn(node -> node == 1)
                .hasSize(300);
    }

    private static List<Integer> turns(Picker picker, NodesInHand nodes, int count) {
        List<Integer> turns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            turns.add(nodes.nodes().indexOf(picker.pick(nodes.request(), Tried.NONE)));
        }
        return turns;
    }
}
