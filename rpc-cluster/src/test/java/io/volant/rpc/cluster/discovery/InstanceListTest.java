package io.volant.rpc.cluster.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.Endpoint;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InstanceListTest {
    private final InstanceList list = InstanceList.of("10.0.0.1:9090", "10.0.0.2:9090 weight=50 zone=a");
    private final Told told = new Told();

    @Test
    void serversAreGivenAsText() throws InterruptedException {
        list.watch("Orders:1", told);

        told.awaitInstances(
                Instance.of(new Endpoint("10.0.0.1", 9090)),
                Instance.of(new Endpoint("10.0.0.2", 9090)).withWeight(50).withZone("a"));
    }

    @Test
    void weightsMayBeSetByHand() throws InterruptedException {
        list.watch("Orders:1", told);
        list.weight("10.0.0.1:9090", 7);

        assertThat(list.instances()).extracting(Instance::weight).containsExactly(7, 50);
        told.awaitList("the new weight", instances -> instances.get(0).weight() == 7);
        assertThatThrownBy(() -> list.weight("10.0.0.3:9090", 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("address: 10.0.0.3:9090 (expected: one of [10.0.0.1:9090, 10.0.0.2:9090])");
        assertThatThrownBy(() -> list.weight("10.0.0.1:9090", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(list.instances()).extracting(Instance::weight).containsExactly(7, 50);
    }

    @Test
    void aListThatMakesNoSenseIsRefusedAtOnce() {
        assertThatThrownBy(EndpointSource::fixed).hasMessage("instances: none (expected: at least one server)");
        assertThatThrownBy(() -> EndpointSource.fixed("a:1,b:2")).hasMessageContaining("a:1,b:2");
        assertThatThrownBy(() -> list.replace(List.of(Instance.of(new Endpoint("0.0.0.0", 1)))))
                .hasMessageContaining("0.0.0.0");
        assertThat(list.instances()).hasSize(2);
    }

    /** The suite of a list that does not change. */
    @Nested
    class Fixed extends EndpointSourceContract {
        @Override
        protected SourceSite site(List<Endpoint> servers) {
            return new SourceSite() {
                @Override
                public EndpointSource open() {
                    return EndpointSource.fixed(
                            servers.stream().map(Instance::of).toList());
                }

                @Override
                public void offer(List<Endpoint> servers) {
                    throw new UnsupportedOperationException("a fixed list does not change");
                }

                @Override
                public void close() {
                    // nothing but the list
                }
            };
        }
    }
}
