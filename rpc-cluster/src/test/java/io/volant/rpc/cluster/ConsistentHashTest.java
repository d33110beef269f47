package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Request;
import io.volant.rpc.Status;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConsistentHashTest extends LoadBalancerContract {
    private static final int KEYS = 5_000;

    @Override
    protected LoadBalancer balancer() {
        return LoadBalancer.consistentHash();
    }

    private static Map<String, Node> homes(List<Node> nodes, NodesInHand time) {
        Picker picker = LoadBalancer.consistentHash().picker(nodes);
        Map<String, Node> homes = new HashMap<>();
        IntStream.range(0, KEYS).forEach(i -> homes.put("key-" + i, picker.pick(keyed("key-" + i, time), Tried.NONE)));
        return homes;
    }

    private static Request keyed(String key, NodesInHand nodes) {
        return Calls.with(CallOptions.defaults().withRoutingKey(key), nodes);
    }

    @Test
    void aKeyGoesToTheSameNodeFromEveryClient() {
        NodesInHand some = NodesInHand.of(7);
        NodesInHand same = NodesInHand.of(7);
        Map<String, Node> there = homes(same.nodes(), same);
        homes(some.nodes(), some)
                .forEach((key, node) ->
                        assertThat(node.instance()).isEqualTo(there.get(key).instance()));
    }

    @Test
    void onlyTheKeysOfANodeThatIsGoneMove() {
        NodesInHand nodes = NodesInHand.of(10);
        Map<String, Node> before = homes(nodes.nodes(), nodes);
        Node gone = nodes.node(4);
        List<Node> left = nodes.nodes().stream().filter(node -> node != gone).toList();
        Map<String, Node> after = homes(left, nodes);
        before.forEach((key, node) -> {
            if (node != gone) {
                assertThat(after).containsEntry(key, node);
            }
        });
        assertThat(after.entrySet())
                .filteredOn(entry -> before.get(entry.getKey()) == gone)
                .extracting(Map.Entry::getValue)
                .hasSizeBetween(KEYS / 20, KEYS / 5)
                .contains(left.toArray(Node[]::new));
    }

    @Test
    void nodesHaveKeysByWeight() {
        NodesInHand nodes = NodesInHand.weighing(100, 300);
        assertThat(homes(nodes.nodes(), nodes).values())
                .filteredOn(node -> node == nodes.node(1))
                .hasSizeBetween((int) (KEYS * 0.7), (int) (KEYS * 0.8));
    }

    @Test
    void aKeyThatEverybodyWantsIsSpreadWithinTheBound() {
        NodesInHand nodes = NodesInHand.of(10);
        Picker picker = balancer().picker(nodes.nodes());
        Request hot = keyed("hot", nodes);
        for (int i = 0; i < 1_000; i++) {
            nodes.send(nodes.nodes().indexOf(picker.pick(hot, Tried.NONE)));
        }
        assertThat(nodes.nodes()).allSatisfy(node -> assertThat(node.pending()).isLessThanOrEqualTo(127));
        assertThat(nodes.nodes())
                .filteredOn(node -> node.pending() > 120)
                .as("as many on as few as may be")
                .hasSizeGreaterThan(5);
    }

    @Test
    void aFewCallsAtOnceStayTogether() {
        NodesInHand nodes = NodesInHand.of(10);
        Picker picker = balancer().picker(nodes.nodes());
        Request request = keyed("warm", nodes);
        Node home = picker.pick(request, Tried.NONE);
        for (int i = 0; i < 8; i++) {
            assertThat(picker.pick(request, Tried.NONE)).isSameAs(home);
            home.send(request, NodesInHand.NONE);
        }
        assertThat(picker.pick(request, Tried.NONE)).isNotSameAs(home);
    }

    @Test
    void aNodeThatFailsLosesItsKeysUntilItWorksAgain() {
        NodesInHand nodes = NodesInHand.of(3);
        Picker picker = balancer().picker(nodes.nodes());
        Request request = keyed("some", nodes);
        Node home = picker.pick(request, Tried.NONE);
        for (int i = 0; i < 30; i++) {
            nodes.failed(nodes.nodes().indexOf(home), Status.UNAVAILABLE);
        }
        assertThat(picker.pick(request, Tried.NONE)).isNotSameAs(home);
        nodes.advance(Duration.ofSeconds(11));
        assertThat(picker.pick(request, Tried.NONE)).isSameAs(home);
    }

    @Test
    void keysMoveOneByOneToANodeThatWarmsUp() {
        NodesInHand nodes = NodesInHand.of(3);
        nodes.node(2).begin(Duration.ofSeconds(30));
        long first = homesOfThird(nodes);
        nodes.advance(Duration.ofSeconds(15));
        long half = homesOfThird(nodes);
        nodes.advance(Duration.ofSeconds(15));
        long all = homesOfThird(nodes);
        assertThat((double) first / all).isBetween(0.05, 0.15);
        assertThat((double) half / all).isBetween(0.45, 0.65);
    }

    private static long homesOfThird(NodesInHand nodes) {
        return homes(nodes.nodes(), nodes).values().stream()
                .filter(node -> node == nodes.node(2))
                .count();
    }
}
