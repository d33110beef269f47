package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.testing.Direction;
import io.volant.rpc.testing.LinkFaults;
import io.volant.rpc.testing.Scenario;
import io.volant.rpc.testing.SimulatedNetwork;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The transport over a simulated network: the real frames and pipelines, in a time that costs none. */
@Timeout(60)
final class SimulatedNetworkTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @RpcService
    interface Echo {
        @RpcMethod(timeout = "20s")
        CompletableFuture<String> echo(String text);

        @RpcMethod(timeout = "60s")
        CompletableFuture<byte[]> bytes(byte[] bytes);

        String blocking(String text);
    }

    private record Echoes(SimulatedNetwork network) implements Echo {
        @Override
        public CompletableFuture<String> echo(String text) {
            return network.after(Duration.ofMillis(3)).thenApply(over -> text);
        }

        @Override
        public CompletableFuture<byte[]> bytes(byte[] bytes) {
            return CompletableFuture.completedFuture(bytes);
        }

        @Override
        public String blocking(String text) {
            return text;
        }
    }

    private static RpcServer serverOn(SimulatedNetwork network) {
        return network.server().service(Echo.class, new Echoes(network)).start();
    }

    private static Echo stubOf(SimulatedNetwork network, RpcServer server) {
        RpcClient client = network.client()
                .address(server.address())
                .pingInterval(Duration.ofSeconds(2))
                .connect();
        return client.stub(Echo.class);
    }

    @Test
    void aCallTakesTheTimeOfTheLineAndOfItsHandlerAlone() {
        SimulatedNetwork.run(1, network -> {
            Echo stub = stubOf(network, serverOn(network));
            Duration before = network.now();
            CompletableFuture<String> echo = stub.echo("hello");
            assertThat(echo).isNotDone();
            network.runUntil(echo::isDone, LONG);
            assertThat(echo.join()).isEqualTo("hello");
            Duration took = network.now().minus(before);
            assertThat(took).isBetween(Duration.ofNanos(3_400_000), Duration.ofNanos(8_000_000)); // binding included
        });
    }

    @Test
    void largeMessagesCrossANarrowLineWholeAndInItsTime() {
        SimulatedNetwork.run(2, network -> {
            RpcServer server = serverOn(network);
            Echo stub = stubOf(network, server);
            network.link(server).apply(Direction.TO_SERVER, LinkFaults.none().withBytesPerSecond(1 << 20));
            byte[] large = new byte[3 << 20];
            network.random().nextBytes(large);
            CompletableFuture<byte[]> back = stub.bytes(large);
            Duration before = network.now();
            network.runUntil(back::isDone, LONG);
            assertThat(back.join()).isEqualTo(large);
            assertThat(network.now().minus(before)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TO_SERVER", "TO_CLIENT"})
    void aLineThatIsCutOneWayIsNoticedAndAnotherConnectionFound(Direction direction) {
        SimulatedNetwork.run(5, network -> {
            RpcServer server = serverOn(network);
            Echo stub = stubOf(network, server);
            network.after(Duration.ofMillis(500), () -> network.link(server).cut(direction));
            network.after(Duration.ofSeconds(10), () -> network.link(server).heal());
            network.advance(Duration.ofSeconds(1));
            CompletableFuture<String> lost = stub.echo("lost");
            Duration before = network.now();
            network.runUntil(lost::isDone, Duration.ofSeconds(20));
            // a second of silence, and five without a sign of life
            assertThat(network.now().minus(before)).isGreaterThan(Duration.ofSeconds(6));
            assertThat(network.link(server).evidence().lost()).isPositive();
            network.advance(Duration.ofSeconds(20));
            CompletableFuture<String> found = stub.echo("found");
            network.runUntil(found::isDone, LONG);
            assertThat(found.join()).isEqualTo("found");
            assertThat(network.link(server).evidence().connections()).isGreaterThan(1);
        });
    }

    @Test
    void aStreamThatIsCutShortEndsOneWayAndTheConnectionWithIt() {
        SimulatedNetwork.run(6, network -> {
            RpcServer server = serverOn(network);
            Echo stub = stubOf(network, server);
            network.link(server).apply(Direction.TO_CLIENT, LinkFaults.none().withTruncateAfter(5));
            CompletableFuture<String> echo = stub.echo("hello");
            network.advance(Duration.ofMillis(20));
            assertThat(network.link(server).evidence().truncated()).isPositive();
            network.link(server).heal();
            network.runUntil(echo::isDone, LONG);
            assertThat(echo.join()).isEqualTo("hello"); // by the connection after it
        });
    }

    @Test
    void aConnectionThatNobodyAcceptsIsRefusedAtOnce() {
        SimulatedNetwork.run(
                7,
                network -> assertThatThrownBy(
                                () -> network.client().address("127.0.0.1:7999").connect())
                        .isInstanceOfSatisfying(
                                RpcException.class,
                                failure -> assertThat(failure.status()).isEqualTo(Status.UNAVAILABLE))
                        .hasMessageContaining("127.0.0.1:7999"));
    }

    @Test
    void whatBlocksIsRefusedWithItsReason() {
        SimulatedNetwork.run(8, network -> {
            Echo stub = stubOf(network, serverOn(network));
            assertThatThrownBy(() -> stub.blocking("hello"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("use a method that returns a CompletableFuture");
            CompletableFuture<String> echo = stub.echo("hello");
            assertThatThrownBy(echo::join)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("nothing may block there");
            network.runUntil(echo::isDone, LONG);
        });
    }

    @Test
    void timeDoesNotPassWithinATask() {
        assertFails(9, network -> {
                    network.after(Duration.ofSeconds(1), () -> network.advance(Duration.ofSeconds(1)));
                    network.advance(Duration.ofSeconds(2));
                })
                .hasMessageContaining("time does not pass within a task");
    }

    @Test
    void nobodyButTheSimulationTakesPartInIt() {
        assertFails(10, network -> {
                    AtomicReference<Throwable> thrown = new AtomicReference<>();
                    Thread other = new Thread(() -> network.after(Duration.ZERO));
                    other.setUncaughtExceptionHandler((thread, e) -> thrown.set(e));
                    other.start();
                    other.join();
                    throw new IllegalStateException(thrown.get());
                })
                .hasMessageContaining("expected: on that of the simulation");
    }

    @Test
    void aCallThatIsLeftHangingFailsItsSeed() {
        assertFails(11, network -> {
                    RpcServer server = serverOn(network);
                    Echo stub = stubOf(network, server);
                    network.link(server).cut();
                    stub.echo("hello");
                })
                .hasMessageContaining("calls that have not ended")
                .hasMessageContaining("echo");
    }

    @Test
    void aFailureNamesItsSeedAndWhatHappenedLast() {
        assertFails(12, network -> {
                    stubOf(network, serverOn(network));
                    network.note("the end is near");
                    throw new IllegalStateException("wrong on purpose");
                })
                .hasMessageContaining("seed 12 fails; -Dvolant.seed=12 runs it alone: wrong on purpose")
                .hasMessageContaining("the end is near")
                .hasMessageContaining("TO_CLIENT :7000 OPENED");
    }

    @Test
    void nothingComesBehindWhatALineHasLost() {
        SimulatedNetwork.run(14, network -> {
            RpcServer server = serverOn(network);
            Echo stub = stubOf(network, server);
            network.link(server).cut();
            CompletableFuture<String> first = stub.echo("first");
            network.advance(Duration.ofMillis(100));
            network.link(server).heal();
            CompletableFuture<String> second = stub.echo("second");

            network.advance(Duration.ofSeconds(1));

            assertThat(second).as("behind the gap").isNotDone();
            network.runUntil(() -> first.isDone() && second.isDone(), LONG);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsThrownOnTheLoopFailsItsSeed(boolean later) {
        assertFails(15, network -> {
                    SimulatedLoop loop =
                            new SimulatedLoop(network.runtime().simulation().orElseThrow());
                    Runnable faulty = () -> {
                        throw new IllegalStateException("a fault of a task");
                    };
                    if (later) {
                        loop.schedule(faulty, 5, TimeUnit.MILLISECONDS);
                    } else {
                        loop.execute(faulty);
                    }
                    network.advance(Duration.ofSeconds(1));
                })
                .hasMessageContaining("a fault of a task");
    }

    @Test
    void aRuntimeHasEitherASimulationOrThreadsAndATickerOfItsOwn() {
        SimulatedNetwork.run(
                16,
                network -> assertThatThrownBy(() -> VolantRuntime.builder()
                                .simulation(network.runtime().simulation().orElseThrow())
                                .eventLoops(2)
                                .build())
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("simulation: given beside eventLoops, spin, ticker or executor"));
    }

    @Test
    void nobodyLooksInASimulation() {
        SimulatedNetwork.run(17, network -> assertThat(network.runtime().spin()).isZero());
    }

    @Test
    void anEventThatDoesNotComeInTimeFailsItsSeed() {
        assertFails(13, network -> network.runUntil(() -> false, Duration.ofHours(1)))
                .hasMessageContaining("still waiting after PT1H");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(long seed, Scenario scenario) {
        return assertThatThrownBy(() -> SimulatedNetwork.run(seed, scenario)).isInstanceOf(AssertionError.class);
    }
}
