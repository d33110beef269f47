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
import io.volant.rpc.cluster.discovery.Instance;
import io.volant.rpc.contract.Events;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ClusterTest {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final ListInHand list = new ListInHand();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable resource : open) {
            resource.close();
        }
    }

    private <T extends AutoCloseable> T closing(T resource) {
        open.push(resource);
        return resource;
    }

    private ShopServer server(String name) {
        return closing(ShopServer.start(name));
    }

    private RpcClient client(Cluster cluster) {
        return closing(RpcClient.builder().routing(cluster).connect());
    }

    private RpcClient client() {
        return client(Cluster.of(list).balancer(new EachInTurn()).slowStart(Duration.ZERO));
    }

    private static void untilReady(RpcClient client, int nodes) {
        Events.until(
                nodes + " nodes are ready",
                () -> client.stats().nodes().stream()
                                .filter(node -> node.state() == NodeStats.State.READY)
                                .count()
                        == nodes);
    }

    private static Endpoint nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Endpoint("127.0.0.1", socket.getLocalPort());
        }
    }

    private static Set<String> names(Shop shop, int calls) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < calls; i++) {
            names.add(shop.name());
        }
        return names;
    }

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
    void aServerThatShutsDownCostsNoCall() throws Exception {
        ShopServer a = server("a");
        list.say(a.endpoint(), server("b").endpoint(), server("c").endpoint());
        RpcClient client = client();
        Shop shop = client.stub(Shop.class);
        untilReady(client, 3);
        List<CompletableFuture<String>> answers = new ArrayList<>();
        Thread stop = new Thread(a.server()::close);

        do {
            for (int i = 0; i < 64; i++) {
                answers.add(shop.nameAsync());
            }
            if (answers.size() == 64) {
                stop.start();
            }
            Events.get(answers.get(answers.size() - 1));
        } while (stop.isAlive());

        Set<String> names = new HashSet<>();
        answers.forEach(answer -> names.add(Events.get(answer)));
        assertThat(names).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(names(shop, 20)).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void aServerThatComesBackIsCalledAgain() {
        ShopServer a = server("a");
        list.say(a.endpoint(), server("b").endpoint());
        RpcClient client = client();
        Shop shop = client.stub(Shop.class);
        untilReady(client, 2);

        a.server().shutdownNow();
        untilReady(client, 1);
        assertThat(names(shop, 10)).containsExactly("b");
        closing(ShopServer.start("a again", a.endpoint().port()));

        untilReady(client, 2);
        assertThat(names(shop, 10)).containsExactlyInAnyOrder("a again", "b");
    }

    @Test
    void aServerThatTheListLosesFinishesItsCallsAndIsLeft() {
        ShopServer a = server("a");
        ShopServer b = server("b");
        list.say(a.endpoint(), b.endpoint());
        RpcClient client = client();
        Shop shop = client.stub(Shop.class);
        untilReady(client, 2);
        List<CompletableFuture<String>> held = List.of(shop.held(), shop.held());
        Events.until("both hold a call", () -> a.holding() == 1 && b.holding() == 1);

        list.say(b.endpoint());

        Events.until("a is left", () -> client.stats().nodes().size() == 1);
        assertThat(names(shop, 10)).containsExactly("b");
        a.letGo();
        b.letGo();
        assertThat(held).extracting(Events::get).containsExactlyInAnyOrder("a", "b");
        Events.until(
                "the connection is closed",
                () -> a.server().stats().connections().open() == 0);
    }

    @Test
    void anEmptyListAfterAGoodOneLosesNoServer() {
        list.say(server("a").endpoint());
        RpcClient client = client();
        Shop shop = client.stub(Shop.class);
        assertThat(shop.name()).isEqualTo("a");

        list.say();
        list.fail("the list has been lost");

        assertThat(names(shop, 10)).containsExactly("a");
    }

    @Test
    void servicesShareTheConnectionsToTheirServers() {
        ShopServer a = server("a");
        list.say(a.endpoint());
        RpcClient client = client();

        assertThat(client.stub(Shop.class).name()).isEqualTo("a");
        assertThat(client.stub(Stall.class).name()).isEqualTo("a");

        assertThat(a.server().stats().connections().opened()).isEqualTo(1);
        assertThat(client.stats().nodes())
                .extracting(NodeStats::service)
                .containsExactlyInAnyOrder("Shop:1", "Stall:1");
    }

    @Test
    void aClientOfASubsetConnectsToNoOtherServer() {
        List<ShopServer> servers = List.of(server("a"), server("b"), server("c"), server("d"));
        list.say(servers.stream().map(ShopServer::endpoint).toArray(Endpoint[]::new));
        RpcClient client = client(Cluster.of(list)
                .balancer(new EachInTurn())
                .slowStart(Duration.ZERO)
                .subset(Subset.of(2, 0)));
        Shop shop = client.stub(Shop.class);
        untilReady(client, 2);

        assertThat(names(shop, 20)).hasSize(2);

        assertThat(servers.stream()
                        .mapToLong(
                                server -> server.server().stats().connections().opened())
                        .sum())
                .isEqualTo(2);
    }

    @Test
    void aWeightThatChangesIsThatOfTheNextPicker() {
        ShopServer a = server("a");
        ShopServer b = server("b");
        list.say(List.of(
                Instance.of(a.endpoint()).withWeight(1),
                Instance.of(b.endpoint()).withWeight(1)));
        RpcClient client =
                client(Cluster.of(list).balancer(LoadBalancer.weighted()).slowStart(Duration.ZERO));
        Shop shop = client.stub(Shop.class);
        untilReady(client, 2);
        names(shop, 20);
        assertThat(List.of(a.calls.get(), b.calls.get())).containsExactly(10, 10);

        list.say(List.of(
                Instance.of(a.endpoint()).withWeight(3),
                Instance.of(b.endpoint()).withWeight(1)));
        Events.until("the weight is known", () -> client.stats().nodes().get(0).weight() == 3);
        names(shop, 40);

        assertThat(List.of(a.calls.get(), b.calls.get())).containsExactly(40, 20);
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
}
