package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Endpoint;
import io.volant.rpc.NodeStats;
import io.volant.rpc.RpcClient;
import io.volant.rpc.cluster.discovery.Instance;
import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ClusterMembershipTest extends ClusterRig {
    @Test
    void aServerThatShutsDownCostsNoCall() throws Exception {
        ShopServer a = server("a");
        list.say(a.endpoint(), server("b").endpoint(), server("c").endpoint());
        RpcClient client = client();
        Shop shop = client.stub(Shop.class);
        untilReady(client, 3);
        assertThat(names(shop, 6)).containsExactlyInAnyOrder("a", "b", "c");
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
        assertThat(names).contains("b", "c").isSubsetOf("a", "b", "c");
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
}
