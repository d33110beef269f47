package io.volant.rpc.cluster.discovery;

import static io.volant.rpc.contract.Events.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.Announcement.Announced;
import io.volant.rpc.AskedAgainStats;
import io.volant.rpc.BytesInFlightStats;
import io.volant.rpc.ConnectionStats;
import io.volant.rpc.Endpoint;
import io.volant.rpc.FakeTime;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.ServerStats;
import io.volant.rpc.Serving;
import io.volant.rpc.WorkerStats;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AnnounceTest {
    @RpcService
    interface Greeter {
        String hello(String name);
    }

    private final FakeTime time = new FakeTime();
    private final RegistryInHand registry = new RegistryInHand();

    private Announce announce() {
        return Announce.in(registry).clock(Clock.fixed(Instant.ofEpochMilli(1_764_144_000_000L), ZoneOffset.UTC));
    }

    private Serving serving(String host) {
        Supplier<ServerStats> stats = () -> {
            throw new AssertionError("nobody asks");
        };
        return new Serving(new Endpoint(host, 9090), List.of("Greeter:1", "Orders:2"), time, stats);
    }

    @Test
    void anEntrySaysWhatTheServerIs() {
        announce()
                .id("node-1")
                .zone("a")
                .weight(50)
                .label("version", "2")
                .label("canary", "no")
                .announce(serving("10.0.0.1"));

        assertThat(registry.entered)
                .containsExactly(InstanceText.parse("10.0.0.1:9090 id=node-1 epoch=1764144000000 weight=50 zone=a"
                        + " label.version=2 label.canary=no"));
        assertThat(registry.services).containsExactly("Greeter:1", "Orders:2");
    }

    @Test
    void whatIsNotSaidHasADefault() {
        announce().announce(serving("127.0.0.1"));
        announce().epoch(5).announce(serving("127.0.0.1"));

        assertThat(registry.entered)
                .containsExactly(
                        InstanceText.parse("127.0.0.1:9090 epoch=1764144000000"),
                        InstanceText.parse("127.0.0.1:9090 epoch=5"));
    }

    @Test
    void clientsMayReachTheServerElsewhere() {
        announce().host("gate.example").port(443).announce(serving("0.0.0.0"));

        assertThat(registry.entered).extracting(Instance::toString).containsExactly("gate.example:443");
    }

    @Test
    void aServerOnAllAddressesIsKnownByOneOfThem() throws UnknownHostException {
        for (String all : List.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0")) {
            registry.entered.clear();
            announce().announce(serving(all));
            InetAddress chosen = literal(registry.entered.get(0).endpoint().host());
            assertThat(chosen.isAnyLocalAddress()).isFalse();
        }
        assertThat(AdvertisedHost.choose(
                        List.of(literal("127.0.0.1"), literal("fe80::1"), literal("2001:db8::1"), literal("10.0.0.7"))))
                .isEqualTo("10.0.0.7");
        assertThat(AdvertisedHost.choose(List.of(literal("127.0.0.1"), literal("2001:db8::1"))))
                .isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(AdvertisedHost.choose(List.of())).isEqualTo("127.0.0.1");
    }

    private static InetAddress literal(String address) throws UnknownHostException {
        return InetAddress.getAllByName(address)[0]; // nobody is asked
    }

    @Test
    void whatNoEntryMayHoldIsRefusedAtTheStart() {
        assertThatThrownBy(() -> announce().label("a", "b\nc").announce(serving("10.0.0.1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("label.a: \"b?c\" (expected: at most 1000 characters, no controls)");
        assertThatThrownBy(() -> announce().weight(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weight: 0 (expected: 1..1000000)");
        assertThatThrownBy(() -> announce().port(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> announce().grace(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThat(registry.entered).isEmpty();
    }

    @Test
    void aWeightThatChangesIsSaidAnewWhenTheChangeIsWorthIt() {
        AtomicInteger weight = new AtomicInteger(100);
        Announced announced = announce().weight(weight::get).announce(serving("10.0.0.1"));
        weight.set(105);
        time.advance(Duration.ofSeconds(5));
        assertThat(registry.updates).isEmpty();
        weight.set(111);
        time.advance(Duration.ofSeconds(5));
        weight.set(-4);
        time.advance(Duration.ofSeconds(5));

        assertThat(registry.updates).extracting(Instance::weight).containsExactly(111, 1);
        announced.withdraw();
        weight.set(1_000);
        time.advance(Duration.ofSeconds(20));
        assertThat(registry.updates).hasSize(2);
        assertThat(time.pending()).isZero();
    }

    @Test
    void aWeightCanBeThatOfWhatTheServerHasLeft() {
        WorkerStats workers = new WorkerStats("", 10, 10, 10, 100, 0, Map.of(), 0);
        ServerStats stats = new ServerStats(
                List.of(),
                List.of(workers),
                new ConnectionStats(0, 0, 0, 0, 0, 0, 0),
                new BytesInFlightStats(0, 0, 0),
                new AskedAgainStats(0, 0, 0, 0));
        announce()
                .autoWeight()
                .announce(new Serving(new Endpoint("10.0.0.1", 9090), List.of("Greeter:1"), time, () -> stats));

        int most = Instance.WEIGHT * Runtime.getRuntime().availableProcessors();
        assertThat(registry.entered)
                .extracting(Instance::weight)
                .allSatisfy(weight -> assertThat(weight).isBetween(1, most));
    }

    @Test
    void aWeightThatCannotBeToldLeavesTheLastOne() {
        AtomicInteger asked = new AtomicInteger();
        announce()
                .weight(() -> {
                    if (asked.incrementAndGet() == 2) {
                        throw new IllegalStateException("a fault of the application");
                    }
                    return 10 * asked.get();
                })
                .announce(serving("10.0.0.1"));
        time.advance(Duration.ofSeconds(10));

        assertThat(registry.updates).extracting(Instance::weight).containsExactly(30);
    }

    @Test
    void theGraceBeginsWhenTheRegistryHasTakenTheServerOut() {
        registry.registered.complete(null);
        Announced announced = announce().grace(Duration.ofSeconds(5)).announce(serving("10.0.0.1"));
        CompletableFuture<Void> withdrawn = announced.withdraw();
        assertThat(announced.withdraw()).isSameAs(withdrawn);
        time.advance(Duration.ofMillis(1_900));
        registry.withdrawn.complete(null);
        time.advance(Duration.ofMillis(4_999));
        assertThat(withdrawn).isNotDone();
        time.advance(Duration.ofMillis(1));

        assertThat(withdrawn).isCompleted();
        assertThat(registry.withdrawals).isEqualTo(1);
    }

    @Test
    void aServerThatNoRegistryHadEndsWithoutGrace() {
        registry.known = false;
        registry.withdrawn.complete(null);

        assertThat(announce().announce(serving("10.0.0.1")).withdraw()).isCompleted();
    }

    @Test
    void theGraceIsASecondUnlessGiven() {
        registry.registered.complete(null);
        registry.withdrawn.complete(null);
        CompletableFuture<Void> withdrawn =
                announce().announce(serving("10.0.0.1")).withdraw();
        time.advance(Duration.ofMillis(999));
        assertThat(withdrawn).isNotDone();
        time.advance(Duration.ofMillis(1));

        assertThat(withdrawn).isCompleted();
    }

    @Test
    void aRegistryThatIsDownDelaysTheEndByTwoSecondsAtMost() {
        CompletableFuture<Void> withdrawn = announce()
                .grace(Duration.ofSeconds(5))
                .announce(serving("10.0.0.1"))
                .withdraw();
        time.advance(Duration.ofMillis(1_999));
        assertThat(withdrawn).isNotDone();
        time.advance(Duration.ofMillis(1));

        assertThat(withdrawn).isCompleted();
    }

    @Test
    void aRegistryThatRefusesDelaysNothing() {
        registry.withdrawn.completeExceptionally(new IllegalStateException("the registry is closed"));

        assertThat(announce().announce(serving("10.0.0.1")).withdraw()).isCompleted();
    }

    @Test
    void overTcpCallsOfTheGraceAreAnswered() throws InterruptedException {
        registry.registered.complete(null);
        RpcServer server = RpcServer.builder()
                .service(Greeter.class, name -> "hello " + name)
                .announce(Announce.in(registry).grace(Duration.ofMillis(100)))
                .start();
        try (RpcClient client = RpcClient.connect(server.address())) {
            Greeter greeter = client.stub(Greeter.class);
            assertThat(registry.entered).extracting(Instance::toString).containsExactly(server.address());
            server.shutdown();
            assertThat(registry.withdrawals).isEqualTo(1);
            assertThat(greeter.hello("bob"))
                    .isEqualTo("hello bob"); // the registry has not answered, nor has 2 s passed
            registry.withdrawn.complete(null);
            assertThat(server.awaitTermination(Duration.ofSeconds(20))).isTrue();
        }
    }

    @Test
    void aRegistryThatIsDownDelaysNeitherStartNorEndForLong() {
        RpcServer server = get(CompletableFuture.supplyAsync(() -> RpcServer.builder()
                .service(Greeter.class, name -> "hello " + name)
                .announce(Announce.in(registry))
                .start()));
        try (RpcClient client = RpcClient.connect(server.address())) {
            assertThat(client.stub(Greeter.class).hello("bob")).isEqualTo("hello bob");
        }
        get(CompletableFuture.runAsync(server::close));

        assertThat(server.state()).isEqualTo(RpcServer.State.CLOSED);
        assertThat(registry.withdrawn).isNotDone();
    }
}
