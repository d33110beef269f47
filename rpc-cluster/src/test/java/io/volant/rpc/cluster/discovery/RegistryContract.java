package io.volant.rpc.cluster.discovery;

import static io.volant.rpc.contract.Events.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.Endpoint;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What servers that enter themselves, and clients that watch them, may rely on while the registry runs. */
public abstract class RegistryContract extends AtRegistry {
    @BeforeEach
    final void startServer() throws Exception {
        start();
    }

    @Test
    void tellsAWatcherOfAServerThatEntersLater() throws Exception {
        Told told = watch(ORDERS);
        get(open().register(ALICE, List.of(ORDERS)).registered());
        told.awaitInstances(ALICE);
    }

    @Test
    void tellsAWatcherThatComesLater() throws Exception {
        get(open().register(ALICE, List.of(ORDERS)).registered());
        watch(ORDERS).awaitInstances(ALICE);
    }

    @Test
    void tellsServersThatComeOneAfterTheOther() throws Exception {
        Told told = watch(ORDERS);
        open().register(ALICE, List.of(ORDERS));
        told.awaitInstances(ALICE);
        open().register(BOB, List.of(ORDERS));
        told.awaitInstances(ALICE, BOB);
    }

    @Test
    void entersAServerForEveryServiceAndNoOther() throws Exception {
        Registry registry = open();
        Told orders = watch(ORDERS);
        Told prices = watch(PRICES);
        get(registry.register(ALICE, List.of(ORDERS, PRICES)).registered());
        get(registry.register(BOB, List.of(PRICES)).registered());
        prices.awaitInstances(ALICE, BOB);
        orders.awaitInstances(ALICE);
        assertThat(orders.lists()).noneMatch(list -> list.contains(BOB));
    }

    @Test
    void oneClientRegistersAndWatches() throws Exception {
        Registry registry = open();
        Told told = told();
        registry.watch(ORDERS, told);
        registry.register(ALICE, List.of(ORDERS));
        told.awaitInstances(ALICE);
    }

    @Test
    void tellsWhatAServerSaysAnewOfItself() throws Exception {
        Registry.Registration registration = open().register(ALICE, List.of(ORDERS, PRICES));
        Told orders = watch(ORDERS);
        Told prices = watch(PRICES);
        orders.awaitInstances(ALICE);
        Instance lighter = ALICE.withWeight(1).withZone("attic");
        registration.update(lighter);
        orders.awaitInstances(lighter);
        prices.awaitInstances(lighter);
    }

    @Test
    void refusesAnUpdateThatIsAnotherServer() throws Exception {
        Registry.Registration registration = open().register(ALICE, List.of(ORDERS));
        assertThatThrownBy(() -> registration.update(BOB))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("127.0.0.2:7401")
                .hasMessageContaining("127.0.0.1:7401");
    }

    @Test
    void aServerThatWithdrawsIsGone() throws Exception {
        Registry.Registration registration = open().register(ALICE, List.of(ORDERS, PRICES));
        get(open().register(BOB, List.of(ORDERS)).registered());
        Told orders = watch(ORDERS);
        Told prices = watch(PRICES);
        orders.awaitInstances(ALICE, BOB);
        prices.awaitInstances(ALICE);
        get(registration.withdraw());
        orders.awaitInstances(BOB);
        prices.awaitInstances();
    }

    @Test
    void withdrawsTwice() throws Exception {
        Registry.Registration registration = open().register(ALICE, List.of(ORDERS));
        get(registration.registered());
        CompletableFuture<Void> first = registration.withdraw();
        get(first);
        get(registration.withdraw());
    }

    @Test
    void anUpdateAfterAWithdrawalBringsNothingBack() throws Exception {
        Registry registry = open();
        Told told = watch(ORDERS);
        Registry.Registration registration = registry.register(ALICE, List.of(ORDERS));
        told.awaitInstances(ALICE);
        get(registration.withdraw());
        registration.update(ALICE.withWeight(5));
        get(registry.register(BOB, List.of(ORDERS)).registered());
        told.awaitInstances(BOB);
    }

    @Test
    void aServerEntersAgainAfterItsWithdrawal() throws Exception {
        Registry registry = open();
        Told told = watch(ORDERS);
        get(registry.register(ALICE, List.of(ORDERS)).withdraw());
        registry.register(ALICE, List.of(ORDERS));
        told.awaitInstances(ALICE);
    }

    @Test
    void aServerWhoseProcessDiesIsGone() throws Exception {
        Registry dying = open();
        Told told = watch(ORDERS);
        get(dying.register(ALICE, List.of(ORDERS)).registered());
        get(open().register(BOB, List.of(ORDERS)).registered());
        told.awaitInstances(ALICE, BOB);
        kill(dying);
        letTimePass();
        told.awaitInstances(BOB);
    }

    @Test
    void closingAClientWithdrawsWhatItEntered() throws Exception {
        Registry closed = open();
        get(closed.register(ALICE, List.of(ORDERS)).registered());
        get(open().register(BOB, List.of(ORDERS)).registered());
        Told told = watch(ORDERS);
        told.awaitInstances(ALICE, BOB);
        closed.close();
        told.awaitInstances(BOB);
    }

    @Test
    void aClosedClientRefusesToRegister() throws Exception {
        Registry registry = open();
        registry.close();
        assertThatThrownBy(() -> registry.register(ALICE, List.of(ORDERS)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aLaterLifeTakesThePlaceOfAnEarlierOne() throws Exception {
        Told told = watch(ORDERS);
        Registry.Registration earlier = open().register(ALICE, List.of(ORDERS));
        told.awaitInstances(ALICE);
        Instance reborn = ALICE.withId("alice", 2);
        Registry.Registration later = open().register(reborn, List.of(ORDERS));
        get(later.registered());
        told.awaitInstances(reborn);
        ending(earlier.withdraw());
        later.update(reborn.withWeight(7));
        told.awaitInstances(reborn.withWeight(7));
        assertThat(told.lists().stream().dropWhile(List::isEmpty)).allMatch(list -> list.size() == 1);
    }

    @Test
    void anEarlierLifeThatComesLateChangesNothing() throws Exception {
        Told told = watch(ORDERS);
        Instance reborn = ALICE.withId("alice", 2);
        get(open().register(reborn, List.of(ORDERS)).registered());
        told.awaitInstances(reborn);
        Registry client = open();
        Registry.Registration late = client.register(ALICE, List.of(ORDERS));
        late.update(ALICE.withWeight(9));
        get(client.register(BOB, List.of(ORDERS)).registered());
        told.awaitInstances(reborn, BOB);
        assertThat(late.registered()).isNotDone();
        ending(late.withdraw());
        assertThat(ending(late.registered())).contains("127.0.0.1:7401");
        Instance carol = Instance.of(new Endpoint("127.0.0.3", 7_401));
        get(client.register(carol, List.of(ORDERS)).registered());
        told.awaitInstances(reborn, BOB, carol);
    }

    @Test
    void aServiceAndAnAddressThatNobodyMayHaveAreRefusedAtOnce() throws Exception {
        Registry registry = open();
        assertThatThrownBy(() -> registry.register(ALICE, List.of("shop\n.Orders:1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("service");
        assertThatThrownBy(() -> registry.register(ALICE, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("services");
        Instance nameless = Instance.of(new Endpoint("127.0.0.1\r\n", 1));
        assertThatThrownBy(() -> registry.register(nameless, List.of(ORDERS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host");
    }
}
