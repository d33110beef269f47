package io.volant.rpc.cluster.discovery.registry;

import static io.volant.rpc.contract.Events.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.Endpoint;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import io.volant.rpc.cluster.discovery.EndpointSource;
import io.volant.rpc.cluster.discovery.Instance;
import io.volant.rpc.cluster.discovery.Registry;
import io.volant.rpc.cluster.discovery.Told;
import io.volant.rpc.contract.Events;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client says and does that the suites do not ask for, over sockets. */
final class RegistryClientTest {
    private static final String ORDERS = "shop.Orders:1";
    private static final Instance ALICE =
            Instance.of(new Endpoint("127.0.0.1", 7_401)).withId("alice", 1);
    private static final Instance BOB =
            Instance.of(new Endpoint("127.0.0.2", 7_401)).withId("bob", 1);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @RpcService
    interface Greeter {
        String greet(String name);
    }

    @AfterEach
    void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    private <T extends AutoCloseable> T closing(T resource) {
        opened.push(resource);
        return resource;
    }

    private RpcServer registry() {
        EmbeddedRegistry registry = closing(EmbeddedRegistry.inMemory());
        RpcServer server = registry.offer(RpcServer.builder()).start();
        closing(server::shutdownNow);
        return server;
    }

    private Registry client(String... addresses) {
        return closing(RegistryClient.at(addresses));
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @Test
    void aRegistryThatRefusesIsNamedWithTheNumberOfTries() throws Exception {
        String address = "127.0.0.1:" + freePort();
        Told told = new Told();
        client(address).watch(ORDERS, told);
        told.awaitFailure("the first try", ("registry " + address + " refused the connection, 1 try")::equals);
        told.awaitFailure("the third", ("registry " + address + " refused the connection, 3 tries")::equals);
    }

    @Test
    void aServerThatStartsBesideALaterLifeThatLivesIsRefusedInTheEnd() throws Exception {
        EmbeddedRegistry registry = closing(EmbeddedRegistry.inMemory(Duration.ofSeconds(2)));
        RpcServer server = registry.offer(RpcServer.builder()).start();
        closing(server::shutdownNow);
        get(client(server.address())
                .register(ALICE.withId("alice", 2), List.of(ORDERS))
                .registered());
        Registry.Registration late = client(server.address()).register(ALICE, List.of(ORDERS));
        Events.until("it waits", () -> late.trouble().contains("is superseded in registry"));
        assertThat(late.registered()).isNotDone();

        assertThatThrownBy(() -> get(late.registered())).hasStackTraceContaining("is superseded in registry");
        assertThat(late.mayBeKnown()).isTrue();
    }

    @Test
    void anEntrySaysWhyItIsNotThereYet() throws Exception {
        String address = "127.0.0.1:" + freePort();
        Registry.Registration entry = client(address).register(ALICE, List.of(ORDERS));
        Events.until(
                "a reason",
                () -> entry.trouble().matches("registry " + address + " refused the connection, \\d+ (try|tries)"));
        assertThat(entry.registered()).isNotDone();
        assertThat(entry.mayBeKnown()).isFalse();
    }

    @Test
    void aWatchThatBeginsDuringAnOutageIsToldTheReasonAtOnce() throws Exception {
        String address = "127.0.0.1:" + freePort();
        Registry client = client(address);
        Told first = new Told();
        client.watch(ORDERS, first);
        first.awaitFailure("the third try", reason -> reason.endsWith(", 3 tries"));
        Told second = new Told();
        client.watch(ORDERS, second);
        second.awaitFailure("that one or the next", reason -> reason.matches(".* refused the connection, \\d+ tries"));
    }

    @Test
    void aServerThatIsNoRegistryIsNamedWithWhatItServes() throws Exception {
        RpcServer server =
                RpcServer.builder().service(Greeter.class, name -> name).start();
        closing(server::shutdownNow);
        Told told = new Told();
        client(server.address()).watch(ORDERS, told);
        String reason = told.awaitFailure("the second try", text -> text.endsWith(", 2 tries"));
        assertThat(reason)
                .startsWith("registry " + server.address() + " has no volant.Registry:1")
                .contains("Greeter:1");
    }

    @Test
    void aRegistryThatHasJustBegunAndKnowsNothingIsNotTakenForAnEmptyOne() throws Exception {
        RpcServer server = registry();
        Told told = new Told();
        client(server.address()).watch(ORDERS, told);
        told.awaitFailure(
                "that it has just started",
                ("registry " + server.address() + " has just started and knows no server of " + ORDERS + " yet")
                        ::equals);
        assertThat(told.lists()).isEmpty();
    }

    @Test
    void afterAnOutageTheSameListIsToldAgain() throws Exception {
        RpcServer server = registry();
        Registry client = client(server.address());
        get(client.register(ALICE, List.of(ORDERS)).registered());
        Told told = new Told();
        client.watch(ORDERS, told);
        told.awaitInstances(ALICE);
        int port = server.port();
        server.shutdownNow();
        told.awaitFailure("the outage", reason -> true);
        EmbeddedRegistry anew = closing(EmbeddedRegistry.inMemory());
        closing(anew.offer(RpcServer.builder().port(port)).start()::shutdownNow);
        told.awaitInstances(ALICE);
    }

    @Test
    void aServerThatARestartedRegistryDoesNotKnowYetStands() throws Exception {
        RpcServer server = registry();
        Registry client = client(server.address());
        Registry silent = client(server.address());
        get(client.register(ALICE, List.of(ORDERS)).registered());
        get(silent.register(BOB, List.of(ORDERS)).registered());
        Told told = new Told();
        client.watch(ORDERS, told);
        told.awaitInstances(ALICE, BOB);
        Told alsoTold = new Told();
        silent.watch(ORDERS, alsoTold);
        alsoTold.awaitInstances(ALICE, BOB);
        server.shutdownNow();
        told.awaitFailure("the outage", reason -> true);
        alsoTold.awaitFailure(
                "the outage", reason -> true); // before that it would take leave of the registry that comes
        silent.close(); // which nobody hears
        EmbeddedRegistry anew = closing(EmbeddedRegistry.inMemory());
        closing(anew.offer(RpcServer.builder().port(server.port())).start()::shutdownNow);
        told.awaitInstances(ALICE, BOB);
    }

    @Test
    void serversEnterThemselvesInEveryRegistryAndAWatchMovesToAnother() throws Exception {
        RpcServer first = registry();
        RpcServer second = registry();
        Registry client = client(first.address(), second.address());
        get(client.register(ALICE, List.of(ORDERS)).registered());
        Told moving = new Told();
        Told atSecond = new Told();
        client.watch(ORDERS, moving);
        client(second.address()).watch(ORDERS, atSecond);
        moving.awaitInstances(ALICE);
        atSecond.awaitInstances(ALICE);
        first.shutdownNow();
        get(client.register(BOB, List.of(ORDERS)).registered());
        moving.awaitInstances(ALICE, BOB);
        assertThat(moving.lists()).allMatch(list -> list.contains(ALICE));
    }

    @Test
    void aWithdrawalDoesNotWaitForARegistryThatIsAway() throws Exception {
        RpcServer here = registry();
        Registry client = client("127.0.0.1:" + freePort(), here.address());
        Registry.Registration registration = client.register(ALICE, List.of(ORDERS));
        get(registration.registered());
        get(registration.withdraw()); // which fails after a time when nobody confirms it
        Told told = new Told();
        client(here.address()).watch(ORDERS, told);
        get(client.register(BOB, List.of(ORDERS)).registered());
        told.awaitInstances(BOB);
    }

    @Test
    void watchersDoNotHoldUpAServerThatShutsDown() throws Exception {
        RpcServer server = registry();
        Registry client = client(server.address());
        get(client.register(ALICE, List.of(ORDERS)).registered());
        Told told = new Told();
        client.watch(ORDERS, told);
        told.awaitInstances(ALICE);
        server.shutdown();
        assertThat(server.awaitTermination(ServiceView.HOLD.dividedBy(2))).isTrue();
    }

    @Test
    void aRegistryChecksWhatItIsToldAndNamesTheValue() throws Exception {
        RegistryService service =
                closing(RpcClient.connect(registry().address())).stub(RegistryService.class);
        assertRefused(() -> get(service.watch("shop\nOrders:1", Seen.NOTHING)), "service: \"shop?Orders:1\"");
        assertRefused(() -> get(service.watch("Orders", Seen.NOTHING)), "service: \"Orders\" (expected: name:version");
    }

    private static void assertRefused(ThrowingCallable call, String what) {
        assertThatThrownBy(call)
                .rootCause()
                .isInstanceOf(RpcException.class)
                .hasMessageContaining(what)
                .satisfies(
                        thrown -> assertThat(((RpcException) thrown).status()).isEqualTo(Status.INVALID_ARGUMENT));
    }

    @Test
    void whatNoRegistryWouldTakeIsRefusedBeforeItIsSent() throws Exception {
        Registry client = client("127.0.0.1:1");
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 21; i++) {
            many.put("k" + i, "x".repeat(100));
        }
        assertBad(client, ALICE.withLabels(many), "labels: 2153 characters of 127.0.0.1:7401 (expected: at most 2048)");
        assertBad(client, ALICE.withLabels(Map.of("k\u0007", "x")), "label: \"k?\"");
        assertBad(client, ALICE.withZone("\u2028"), "zone: \"?\"");
        assertThatThrownBy(() -> client.register(ALICE, List.of(ORDERS, ORDERS)))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> client.register(ALICE, Collections.nCopies(257, ORDERS)))
                .hasMessageContaining("services: 257 (expected: 1..256)");
        assertThatThrownBy(() -> client.watch("Orders", new Told())).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertBad(Registry client, Instance instance, String what) {
        assertThatThrownBy(() -> client.register(instance, List.of(ORDERS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(what);
    }

    @Test
    void aListOfAThousandServersArrives() throws Exception {
        RpcServer server = registry();
        RegistryService service = closing(RpcClient.connect(server.address())).stub(RegistryService.class);
        Map<String, String> labels = Map.of("a", "x".repeat(100), "b", "y".repeat(100));
        for (int i = 0; i < 1_000; i++) {
            ServerEntry entry = new ServerEntry("10.0.0.1:" + (i + 1), "server-" + i, 1, 100, "zone", labels);
            get(service.register(new LeaseRequest(i, 0, entry, List.of(ORDERS))));
        }
        Told told = new Told();
        EndpointSource.Watch watch = client(server.address()).watch(ORDERS, told);
        told.awaitList("all of them", list -> list.size() == 1_000);
        watch.close();
    }

    @Test
    void aLeaseMustLastASecond() {
        assertThatThrownBy(() -> EmbeddedRegistry.inMemory(Duration.ofMillis(999)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("lease: PT0.999S (expected: at least PT1S)");
    }
}
