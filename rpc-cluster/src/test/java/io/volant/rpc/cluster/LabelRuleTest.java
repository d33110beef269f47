package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Request;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LabelRuleTest {
    private final NodesInHand nodes = NodesInHand.of(0);

    private Picker picker(LabelRule rule, String... versions) {
        for (String version : versions) {
            nodes.add(nodes.instance("", version.isEmpty() ? Map.of() : Map.of("version", version)));
        }
        return LoadBalancer.random().routedBy(rule).picker(nodes.nodes());
    }

    private Set<Integer> picked(Picker picker, Request request) {
        Set<Integer> picked = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            picked.add(nodes.nodes().indexOf(picker.pick(request, Tried.NONE)));
        }
        return picked;
    }

    private Request asking(String version) {
        return Calls.with(CallOptions.defaults().withMetadata("want", version), nodes);
    }

    @Test
    void theCanaryHasItsShareOfCallsHoweverManyNodesItIs() {
        LabelRule rule = LabelRule.canary("version", "2", 5, new SplittableRandom(1)::nextLong);
        Picker picker = picker(rule, "1", "", "2", "2", "2");
        int canary = 0;
        for (int i = 0; i < 20_000; i++) {
            canary += nodes.nodes().indexOf(picker.pick(nodes.request(), Tried.NONE)) >= 2 ? 1 : 0;
        }
        assertThat(canary).isBetween(900, 1_100);
    }

    @Test
    void aKeyAlwaysFallsOnTheSameSide() {
        Picker picker = picker(LabelRule.canary("version", "2", 50), "1", "2");
        Set<Integer> sides = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            Set<Integer> picked =
                    picked(picker, Calls.with(CallOptions.defaults().withRoutingKey("user-" + i), nodes));
            assertThat(picked).hasSize(1);
            sides.addAll(picked);
        }
        assertThat(sides).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void withoutACanaryOrWithNothingElseCallsGoToWhatThereIs() {
        assertThat(picked(picker(LabelRule.canary("version", "2", 100), "1", ""), nodes.request()))
                .containsExactlyInAnyOrder(0, 1);
        NodesInHand onlyCanaries = NodesInHand.of(0);
        onlyCanaries.add(onlyCanaries.instance("", Map.of("version", "2")));
        Picker picker = LoadBalancer.random()
                .routedBy(LabelRule.canary("version", "2", 0))
                .picker(onlyCanaries.nodes());
        assertThat(picker.pick(nodes.request(), Tried.NONE)).isSameAs(onlyCanaries.node(0));
    }

    @Test
    void aCallGoesWhereItsMetadataSays() {
        Picker picker = picker(LabelRule.metadata("version", "want"), "1", "2", "2", "");
        assertThat(picked(picker, asking("2"))).containsExactlyInAnyOrder(1, 2);
        assertThat(picked(picker, asking("1"))).containsExactly(0);
        assertThat(picked(picker, nodes.request())).as("no wish").containsExactly(3);
        assertThat(picked(picker, asking("9"))).as("no such node").containsExactly(3);
    }

    @Test
    void whereEveryNodeIsLabelledACallWithoutAWishGoesToAll() {
        Picker picker = picker(LabelRule.metadata("version", "want"), "1", "2");
        assertThat(picked(picker, nodes.request())).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void aCallThatHasTriedTheCanaryGoesElsewhere() {
        Picker picker = picker(LabelRule.canary("version", "2", 100), "1", "2");
        assertThat(picker.pick(nodes.request(), Tried.NONE)).isSameAs(nodes.node(1));
        assertThat(picker.pick(nodes.request(), Tried.NONE.and(nodes.node(1)))).isSameAs(nodes.node(0));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> LabelRule.canary("version", "2", 101)).hasMessage("percent: 101.0 (expected: 0..100)");
        assertThatThrownBy(() -> LabelRule.canary("version", "2", Double.NaN))
                .hasMessage("percent: NaN (expected: 0..100)");
        assertThatThrownBy(() -> LabelRule.canary("", "2", 1))
                .hasMessage("label: \"\" (expected: the name of a label)");
        assertThatThrownBy(() -> LabelRule.canary("version", "", 1))
                .hasMessage("value: \"\" (expected: what the label says)");
    }

    @Nested
    class Contract extends LoadBalancerContract {
        @Override
        protected LoadBalancer balancer() {
            return LoadBalancer.leastInFlight().routedBy(LabelRule.canary("version", "2", 5));
        }
    }
}
