package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Status;
import org.junit.jupiter.api.Test;

class LeastInFlightTest extends LoadBalancerContract {
    @Override
    protected LoadBalancer balancer() {
        return LoadBalancer.leastInFlight();
    }

    @Test
    void picksTheNodeWithTheFewestCalls() {
        NodesInHand nodes = NodesInHand.of(3);
        Picker picker = balancer().picker(nodes.nodes());
        nodes.send(0);
        nodes.send(2);
        assertThat(picker.pick(nodes.request(), Tried.NONE)).isSameAs(nodes.node(1));
        nodes.send(1);
        nodes.send(1);
        nodes.send(2);
        assertThat(picker.pick(nodes.request(), Tried.NONE)).isSameAs(nodes.node(0));
    }

    @Test
    void aNodeOfTwiceTheWeightHasTwiceTheCalls() {
        NodesInHand nodes = NodesInHand.weighing(100, 200);
        Picker picker = balancer().picker(nodes.nodes());
        for (int i = 0; i < 300; i++) {
            nodes.send(nodes.nodes().indexOf(picker.pick(nodes.request(), Tried.NONE)));
        }
        assertThat(nodes.node(1).pending()).isBetween(180, 220);
    }

    @Test
    void aNodeThatFailsAtOnceIsNotTakenForAnEmptyOne() {
        NodesInHand nodes = NodesInHand.of(2);
        Picker picker = balancer().picker(nodes.nodes());
        for (int i = 0; i < 10; i++) {
            nodes.failed(0, Status.INTERNAL);
            nodes.send(1);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(picker.pick(nodes.request(), Tried.NONE)).isSameAs(nodes.node(1));
        }
    }

    @Test
    void ofManyNodesTheMoreLoadedOfTwoIsNeverPicked() {
        NodesInHand nodes = NodesInHand.of(40);
        for (int i = 1; i < 40; i++) { // all but the first
            nodes.send(i);
        }
        for (int i = 0; i < 1000; i++) {
            nodes.send(39); // the fullest by far
        }
        Picker picker = balancer().picker(nodes.nodes());
        for (int i = 0; i < 5_000; i++) {
            assertThat(picker.pick(nodes.request(), Tried.NONE)).isNotSameAs(nodes.node(39));
        }
    }
}
