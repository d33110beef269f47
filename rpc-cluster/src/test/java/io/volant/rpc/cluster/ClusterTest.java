package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Endpoint;
import io.volant.rpc.NodeStats;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.contract.Events;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ClusterTest extends ClusterRig {
    @Test
    void callsGoToAllServersOfTheList() {
        list.say(server("a").endpoint(), server("b").endpoint(), server("c").endpoint());
        RpcClient client = client();
        Shop shop = client.stub(Shop.class);
        untilReady(client, 3);

        assertThat(names(shop, 30)).containsExactlyInAnyOrder("a", "b", "c");

        assertThat(client.stats().nodes())
                .extracting(NodeStats::calls)
                .as("in turn")
                .containsExactly(10L, 10L, 10L);
    }

    @Test
    void aCallWaitsForTheServerThatIsStartedAfterIt() throws IOException {
        Endpoint late = nobody();
        list.say(late);
        CompletableFuture<String> early = client().stub(Shop.class).nameAsync();
        assertThat(early).isNotDone();

        closing(ShopServer.start("late", late.port()));

        assertThat(Events.get(early)).isEqualTo("late");
    }

    @Test
    void aCallWaitsForTheListThatNamesAServer() {
        CompletableFuture<String> early = client().stub(Shop.class).nameAsync();

        list.say(server("a").endpoint());

        assertThat(Events.get(early)).isEqualTo("a");
    }

    @Test
    void aCallThatWaitedInVainNamesTheReasonOfTheRegistry() {
        list.fail("registry 127.0.0.1:7001 refused the connection, 14 tries");
        Shop shop = client().with(CallOptions.defaults().withTimeout(Duration.ofMillis(100)))
                .stub(Shop.class);

        RpcException failure = catchThrowableOfType(RpcException.class, shop::name);

        assertThat(failure.status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(failure)
                .hasMessage("UNAVAILABLE: Shop.name: registry 127.0.0.1:7001 refused the connection, 14 tries."
                        + " Not executed.");
    }

    @Test
    void aCallThatWaitedInVainNamesTheReasonOfTheServers() throws IOException {
        Endpoint first = nobody();
        list.say(first, nobody());
        Shop shop = client().with(CallOptions.defaults().withTimeout(Duration.ofSeconds(1)))
                .stub(Shop.class);

        assertThatThrownBy(shop::name)
                .isInstanceOf(RpcException.class)
                .message()
                .matches("UNAVAILABLE: Shop\\.name: none of 2 servers can be called: " + first
                        + " refused the connection, \\d+ tr(y|ies)\\. Not executed\\.");
    }

    @Test
    void aCallThatFailsFastDoesNotWait() {
        list.fail("registry 127.0.0.1:7001 is silent");
        Shop shop = client().with(CallOptions.defaults().withFailFast()).stub(Shop.class);

        assertThatThrownBy(shop::name)
                .hasMessage("UNAVAILABLE: Shop.name: registry 127.0.0.1:7001 is silent. Not executed.");
    }

    @Test
    void anEmptyListSaysThatNobodyOffersTheService() {
        list.say();
        Shop shop = client().with(CallOptions.defaults().withFailFast()).stub(Shop.class);

        assertThatThrownBy(shop::name)
                .hasMessage("UNAVAILABLE: Shop.name: the list says that no server offers Shop:1. Not executed.");
    }

    @Test
    void closingTheClientEndsTheCallsThatWaitAndTheWatches() {
        RpcClient client = client();
        CompletableFuture<String> waiting = client.stub(Shop.class).nameAsync();
        assertThat(list.watches()).isEqualTo(1);

        client.close();

        assertThatThrownBy(() -> Events.get(waiting)).hasMessageContaining("the client is closed");
        assertThat(list.watches()).isZero();
        assertThatThrownBy(() -> client.stub(Shop.class).name()).hasMessageContaining("the client is closed");
    }

    @Test
    void closingTheRuntimeEndsTheCallsThatWait() {
        VolantRuntime runtime = VolantRuntime.create();
        RpcClient client = closing(
                RpcClient.builder().runtime(runtime).routing(Cluster.of(list)).connect());
        CompletableFuture<String> waiting = client.stub(Shop.class).nameAsync();

        runtime.close();

        assertThatThrownBy(() -> Events.get(waiting)).hasMessageContaining("closed");
    }

    @Test
    void aBrokenBalancerEndsTheCallAndSaysSo() {
        list.say(server("a").endpoint());
        RpcClient client = client(Cluster.of(list).balancer(new LoadBalancer() {
            @Override
            public Picker picker(List<Node> nodes) {
                throw new IllegalArgumentException("no picker today");
            }

            @Override
            public String toString() {
                return "broken";
            }
        }));

        assertThatThrownBy(() -> client.stub(Shop.class).name())
                .isInstanceOf(RpcException.class)
                .hasMessageContaining("Shop.name: the load balancer broken failed:")
                .hasMessageContaining("no picker today");
    }

    @Test
    void closingTheClientEndsTheCallsThatAreUnderWay() {
        ShopServer a = server("a");
        list.say(a.endpoint());
        RpcClient client = client();
        CompletableFuture<String> held = client.stub(Shop.class).held();
        Events.until("the call is there", () -> a.holding() == 1);

        client.close();

        assertThatThrownBy(() -> Events.get(held)).hasMessageContaining("UNAVAILABLE");
        Events.until(
                "the connection is closed",
                () -> a.server().stats().connections().open() == 0);
    }

    @Test
    void aBalancerThatPicksNothingEndsTheCallAsNotExecuted() {
        list.say(server("a").endpoint());
        RpcClient client = client(Cluster.of(list).balancer(nodes -> (request, tried) -> {
            throw new IllegalStateException("nothing today");
        }));

        RpcException failure = catchThrowableOfType(
                RpcException.class, () -> client.stub(Shop.class).name());

        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(failure).hasMessageContaining("nothing today");
    }
}
