package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.Status;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ZonePreferenceTest extends LoadBalancerContract {
    private final NodesInHand nodes = NodesInHand.of(0);

    @Override
    protected LoadBalancer balancer() {
        return LoadBalancer.random().preferringZone("a");
    }

    private Picker picker(String... zones) {
        for (String zone : zones) {
            nodes.add(nodes.instance(zone, Map.of()));
        }
        return balancer().picker(nodes.nodes());
    }

    private Node pick(Picker picker) {
        return picker.pick(nodes.request(), Tried.NONE);
    }

    @Test
    void callsStayInTheZone() {
        Picker picker = picker("b", "a", "a", "");
        for (int i = 0; i < 1_000; i++) {
            assertThat(pick(picker).instance().zone()).isEqualTo("a");
        }
    }

    @Test
    void aZoneThatIsFullSpillsOver() {
        Picker picker = picker("a", "b");
        nodes.answered(0, Duration.ofMillis(2));
        nodes.answered(1, Duration.ofMillis(3)); // further away
        for (int i = 0; i < 4; i++) {
            assertThat(pick(picker)).isSameAs(nodes.node(0));
            nodes.send(0);
        }
        assertThat(pick(picker)).as("5 x 2 ms against 3 ms").isSameAs(nodes.node(1));
        nodes.send(1);
        assertThat(pick(picker)).as("5 x 2 ms against 2 x 3 ms").isSameAs(nodes.node(0));
    }

    @Test
    void aZoneThatFailsSpillsOver() {
        Picker picker = picker("a", "b");
        nodes.answered(0, Duration.ofMillis(1));
        nodes.failed(0, Status.INTERNAL);
        assertThat(pick(picker)).isSameAs(nodes.node(0));
        nodes.failed(0, Status.INTERNAL);
        assertThat(pick(picker)).isSameAs(nodes.node(1));
    }

    @Test
    void aCallThatHasTriedTheZoneLeavesIt() {
        Picker picker = picker("a", "b");
        assertThat(picker.pick(nodes.request(), Tried.NONE.and(nodes.node(0)))).isSameAs(nodes.node(1));
    }

    @Test
    void withoutANodeInTheZoneCallsGoToAll() {
        Picker picker = picker("b", "c");
        assertThat(pick(picker)).isIn(nodes.nodes());
    }

    @Test
    void aZoneHasAName() {
        assertThatThrownBy(() -> LoadBalancer.random().preferringZone(""))
                .hasMessage("zone: \"\" (expected: the name of a zone)");
    }
}
