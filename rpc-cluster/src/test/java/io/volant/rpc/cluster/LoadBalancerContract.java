package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every balancer keeps to. A subclass for each names the balancer. */
public abstract class LoadBalancerContract {
    private static final int PICKS = 30_000;

    protected abstract LoadBalancer balancer();

    /** Calls of which no two are alike to the balancer. */
    private static List<Request> requests(NodesInHand nodes) {
        return IntStream.range(0, 10_000)
                .mapToObj(i -> Calls.with(CallOptions.defaults().withRoutingKey("key-" + i), nodes))
                .toList();
    }

    private Map<Node, Integer> picks(NodesInHand nodes) {
        Picker picker = balancer().picker(nodes.nodes());
        List<Request> requests = requests(nodes);
        Map<Node, Integer> picks = new HashMap<>();
        for (int i = 0; i < PICKS; i++) {
            picks.merge(picker.pick(requests.get(i % requests.size()), Tried.NONE), 1, Integer::sum);
        }
        return picks;
    }

    @Test
    void picksTheOnlyNode() {
        NodesInHand nodes = NodesInHand.of(1);
        Picker picker = balancer().picker(nodes.nodes());
        assertThat(picker.pick(nodes.request(), Tried.NONE)).isSameAs(nodes.node(0));
        assertThat(picker.pick(nodes.request(), Tried.NONE.and(nodes.node(0)))).isSameAs(nodes.node(0));
    }

    @Test
    void spreadsCallsEvenlyOverEqualNodes() {
        NodesInHand nodes = NodesInHand.of(3);
        Map<Node, Integer> picks = picks(nodes);
        assertThat(picks).containsOnlyKeys(nodes.nodes());
        assertThat(picks.values()).allSatisfy(count -> assertThat(count).isBetween(9_000, 11_000));
    }

    @Test
    void reachesEveryOneOfManyNodes() {
        NodesInHand nodes = NodesInHand.of(100);
        assertThat(picks(nodes)).containsOnlyKeys(nodes.nodes());
    }

    @Test
    void leavesOutWhatACallHasTriedWhileThereAreOthers() {
        NodesInHand nodes = NodesInHand.of(20);
        Picker picker = balancer().picker(nodes.nodes());
        for (Request request : requests(nodes).subList(0, 100)) {
            Tried tried = Tried.NONE;
            Set<Node> picked = new HashSet<>();
            for (int attempt = 0; attempt < 20; attempt++) {
                Node node = picker.pick(request, tried);
                assertThat(picked.add(node)).as("attempt %d", attempt).isTrue();
                tried = tried.and(node);
            }
            assertThat(nodes.nodes()).contains(picker.pick(request, tried));
        }
    }

    @Test
    void leavesOutOneOfThreeThatACallHasTried() {
        NodesInHand nodes = NodesInHand.of(3);
        Picker picker = balancer().picker(nodes.nodes());
        for (Request request : requests(nodes)) {
            Node first = picker.pick(request, Tried.NONE);
            assertThat(picker.pick(request, Tried.NONE.and(first))).isNotSameAs(first);
        }
    }

    @Test
    void keepsTheNodesOfAPickerWhenAnotherIsMade() {
        NodesInHand nodes = NodesInHand.of(4);
        LoadBalancer balancer = balancer();
        Picker old = balancer.picker(nodes.nodes().subList(0, 2));
        Picker next = balancer.picker(nodes.nodes().subList(2, 4));
        for (Request request : requests(nodes)) {
            assertThat(old.pick(request, Tried.NONE)).isIn(nodes.node(0), nodes.node(1));
            assertThat(next.pick(request, Tried.NONE)).isIn(nodes.node(2), nodes.node(3));
        }
    }

    @Test
    void servesManyThreadsAtOnce() {
        NodesInHand nodes = NodesInHand.of(5);
        Picker picker = balancer().picker(nodes.nodes());
        List<Request> requests = requests(nodes);
        ConcurrentLinkedQueue<Node> picked = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(CompletableFuture.runAsync(
                    () -> requests.forEach(request -> picked.add(picker.pick(request, Tried.NONE)))));
        }
        threads.forEach(CompletableFuture::join);
        assertThat(picked).hasSize(4 * requests.size());
        assertThat(new HashSet<>(picked)).containsExactlyInAnyOrderElementsOf(nodes.nodes());
    }

    @Test
    void allocatesNothingForAPick() {
        NodesInHand nodes = NodesInHand.of(10);
        Picker picker = balancer().picker(nodes.nodes());
        List<Request> requests = requests(nodes);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20 && least > 0; round++) { // a compiler at work may allocate on this thread
            long before = Allocation.ofThisThread();
            for (int i = 0; i < requests.size(); i++) {
                picker.pick(requests.get(i), Tried.NONE);
            }
            least = Math.min(least, Allocation.ofThisThread() - before);
        }
        assertThat(least).as("bytes for %d picks", requests.size()).isLessThan(requests.size());
    }
}
