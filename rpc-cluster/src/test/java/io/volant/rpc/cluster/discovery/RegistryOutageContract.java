package io.volant.rpc.cluster.discovery;

import static io.volant.rpc.contract.Events.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Endpoint;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What servers and clients may rely on when the registry comes late, goes, and comes back. */
public abstract class RegistryOutageContract extends AtRegistry {
    @Test
    void aWatcherMayComeBeforeTheRegistry() throws Exception {
        Told told = watch(ORDERS);
        assertThat(told.awaitFailure("a reason", reason -> !reason.isBlank())).doesNotContain("\n");
        start();
        get(open().register(ALICE, List.of(ORDERS)).registered());
        told.awaitInstances(ALICE);
    }

    @Test
    void aServerMayComeBeforeTheRegistry() throws Exception {
        Told told = watch(ORDERS);
        CompletableFuture<Void> registered =
                open().register(ALICE, List.of(ORDERS)).registered();
        told.awaitFailure("a reason", reason -> !reason.isBlank());
        assertThat(registered).isNotDone();
        start();
        get(registered);
        told.awaitInstances(ALICE);
    }

    @Test
    void tellsAgainAndAgainThatTheRegistryIsAway() throws Exception {
        Told told = watch(ORDERS);
        String first = told.awaitFailure("a first reason", reason -> true);
        told.awaitFailure("a second reason that is not the first", reason -> !reason.equals(first));
    }

    @Test
    void whatWasToldStandsWhileTheRegistryIsAway() throws Exception {
        start();
        Told told = watch(ORDERS);
        open().register(ALICE, List.of(ORDERS));
        told.awaitInstances(ALICE);
        stop();
        told.awaitFailure("a reason", reason -> true);
        told.awaitFailure("another", reason -> true);
        assertThat(told.lists().get(told.lists().size() - 1)).containsExactly(ALICE);
    }

    @Test
    void aRestartOfTheRegistryTakesNoServerFromItsWatchers() throws Exception {
        start();
        Told told = watch(ORDERS);
        Registry registry = open();
        Registry.Registration registration = registry.register(ALICE, List.of(ORDERS));
        told.awaitInstances(ALICE);
        open().register(BOB, List.of(ORDERS));
        told.awaitInstances(ALICE, BOB);
        int before = told.lists().size();
        stop();
        told.awaitFailure("a reason", reason -> true);
        start();
        Instance carol = Instance.of(new Endpoint("127.0.0.3", 7_401));
        get(registry.register(carol, List.of(ORDERS)).registered());
        told.awaitInstances(ALICE, BOB, carol);
        registration.update(ALICE.withWeight(11));
        told.awaitInstances(ALICE.withWeight(11), BOB, carol);
        List<List<Instance>> after = told.lists();
        assertThat(after.subList(before, after.size())).allMatch(list -> list.contains(BOB));
    }

    @Test
    void aServerThatDiedWhileTheRegistryWasAwayIsGoneAfterAWhile() throws Exception {
        start();
        Told told = watch(ORDERS);
        Registry dying = open();
        get(dying.register(ALICE, List.of(ORDERS)).registered());
        get(open().register(BOB, List.of(ORDERS)).registered());
        told.awaitInstances(ALICE, BOB);
        stop();
        kill(dying);
        start();
        get(open().register(BOB.withId("bob", 2), List.of(ORDERS)).registered());
        letTimePass();
        told.awaitInstances(BOB.withId("bob", 2));
    }

    @Test
    void aServerThatDiedAndStartsWithItsClockSetBackIsEnteredAfterAWhile() throws Exception {
        start();
        Told told = watch(ORDERS);
        Registry dying = open();
        get(dying.register(ALICE.withId("alice", 2), List.of(ORDERS)).registered());
        told.awaitInstances(ALICE.withId("alice", 2));
        stop();
        kill(dying);
        start();
        Registry client = open();
        CompletableFuture<Void> registered =
                client.register(ALICE, List.of(PRICES, ORDERS)).registered();
        get(client.register(BOB, List.of(PRICES)).registered()); // so the registry was asked for ALICE, too
        letTimePass();
        get(registered);
        told.awaitInstances(ALICE);
    }

    @Test
    void aServerThatWithdrewWhileTheRegistryWasAwayIsGoneAfterAWhile() throws Exception {
        start();
        Told told = watch(ORDERS);
        Registry.Registration leaving = open().register(ALICE, List.of(ORDERS));
        Registry staying = open();
        staying.register(BOB, List.of(ORDERS));
        told.awaitInstances(ALICE, BOB);
        stop();
        told.awaitFailure("a reason", reason -> true);
        leaving.withdraw();
        start();
        get(staying.register(BOB, List.of(PRICES)).registered()); // it is there again, and BOB has found it
        letTimePass();
        told.awaitInstances(BOB);
    }

    @Test
    void aServerThatNeverReachedTheRegistryWithdraws() throws Exception {
        Registry registry = open();
        Registry.Registration registration = registry.register(ALICE, List.of(ORDERS));
        ending(registration.withdraw()); // does not wait for the registry for ever
        start();
        get(registry.register(BOB, List.of(ORDERS)).registered());
        watch(ORDERS).awaitInstances(BOB);
    }

    @Test
    void closesWhileTheRegistryIsAway() throws Exception {
        Registry registry = open();
        registry.register(ALICE, List.of(ORDERS));
        Told told = told();
        registry.watch(ORDERS, told);
        told.awaitFailure("a reason", reason -> true);
        registry.close();
    }
}
