package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialPickerTest {
    private final NodesInHand nodes = NodesInHand.of(2);
    private final Node whole = nodes.node(0);
    private final Node tried =
            nodes.add(nodes.instance(), new FailureWatch(5, Calls.TIMEOUT, nodes.nanoTime(), () -> {}));
    private final Picker picker = TrialPicker.over(LoadBalancer.roundRobin()).picker(List.of(whole, tried));

    private List<Node> picks(int count, Request request) {
        List<Node> picks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            picks.add(picker.pick(request, Tried.NONE));
        }
        return picks;
    }

    private Request idempotent() {
        return Calls.of("look", CallOptions.defaults(), nodes, 1L);
    }

    @Test
    void aNodeOnTrialGetsOneIdempotentCallAndNoOther() {
        tried.watch().begin(new Trial(nodes.nanoTime()));
        assertThat(picks(20, nodes.request())).containsOnly(whole);

        assertThat(picks(20, idempotent())).containsOnlyOnce(tried).contains(whole);
        assertThat(picks(20, idempotent())).as("while that is under way").containsOnly(whole);
    }

    @Test
    void aSecondAttemptIsNoTrial() {
        tried.watch().begin(new Trial(nodes.nanoTime()));
        Tried third = node -> node == nodes.node(1);
        for (int i = 0; i < 20; i++) {
            assertThat(picker.pick(idempotent(), third)).isEqualTo(whole);
        }
    }

    @Test
    void whereAllOthersWereTriedTheOneOnTrialIsLeft() {
        tried.watch().begin(new Trial(nodes.nanoTime()));
        Tried others = node -> node == whole;
        assertThat(picker.pick(idempotent(), others)).isIn(whole, tried);
    }

    @Test
    void aNodeThatPassedIsPickedAsAnyOtherAtOnce() {
        tried.watch().begin(new Trial(nodes.nanoTime()));
        picks(2, idempotent());
        nodes.send(2, idempotent());
        nodes.answer(2, Response.success("well"));
        tried.watch().restart();
        assertThat(picks(20, nodes.request())).contains(tried, whole);
    }

    @Test
    void pickingAllocatesNothing() {
        tried.watch().begin(new Trial(nodes.nanoTime()));
        Request request = nodes.request();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20 && least > 0; round++) { // a compiler at work may allocate on this thread
            long before = Allocation.ofThisThread();
            for (int i = 0; i < 1_000; i++) {
                picker.pick(request, Tried.NONE);
            }
            least = Math.min(least, Allocation.ofThisThread() - before);
        }
        assertThat(least).isLessThan(1_000);
    }
}
