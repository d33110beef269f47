package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.Endpoint;
import io.volant.rpc.NodeStats;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import io.volant.rpc.contract.Events;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A list still has the address of a server in whose place another one listens, which offers other services. */
class StaleAddressTest extends ClusterRig {
    private static final int IN_VAIN = 5;

    private Endpoint tenant() {
        return server("tenant").endpoint();
    }

    private Endpoint journal(String name) {
        return closing(new JournalServer(name)).endpoint();
    }

    private RpcClient inTurn() {
        return client(Cluster.of(list).balancer(LoadBalancer.roundRobin()).slowStart(Duration.ZERO));
    }

    @Test
    void callsGoToTheServersThatHaveTheServiceAndTheOtherOneIsLeftOut() {
        Endpoint tenant = tenant();
        list.say(journal("a"), tenant, journal("b"));
        RpcClient client = inTurn();
        Journal journal = client.stub(Journal.class);
        untilReady(client, 3);

        for (int call = 0; call < 3 * IN_VAIN; call++) {
            assertThat(Events.get(journal.write())).isIn("a", "b");
        }
        assertThat(client.stats().nodes())
                .filteredOn(node -> node.state() == NodeStats.State.EJECTED)
                .hasSize(1)
                .allSatisfy(node -> assertThat(node.toString()).contains(String.valueOf(tenant.port())));
    }

    @Test
    void whereNobodyHasTheServiceTheCallerIsToldSo() {
        list.say(tenant(), tenant());
        RpcClient client = inTurn();
        Journal journal = client.stub(Journal.class);
        untilReady(client, 2);

        assertThatThrownBy(() -> Events.get(journal.write())).cause().isInstanceOfSatisfying(RpcException.class, e -> {
            assertThat(e.status()).isEqualTo(Status.UNIMPLEMENTED);
            assertThat(e.failure().earlier()).hasSize(1);
            assertThat(e).hasMessageContaining("has no Journal:1. It serves: Shop:1");
        });
    }
}
