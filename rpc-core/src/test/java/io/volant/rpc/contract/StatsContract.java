package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.await;
import static io.volant.rpc.contract.Events.get;
import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CallOptions;
import io.volant.rpc.ClientStats;
import io.volant.rpc.ConnectionStats;
import io.volant.rpc.MethodStats;
import io.volant.rpc.Priority;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.ServerStats;
import io.volant.rpc.Status;
import io.volant.rpc.WorkerStats;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What clients and servers count. */
public abstract class StatsContract extends TransportContract {
    private static final int LENGTH = 1_000;

    @RpcService
    interface Counted {
        String echo(String text);

        String fail();

        @RpcMethod(oneway = true)
        void note();

        @RpcMethod(timeout = "30s")
        CompletableFuture<String> block();
    }

    @RpcService
    interface Unknown {
        String any();
    }

    private final CountDownLatch release = new CountDownLatch(1);

    private final class Counting implements Counted {
        @Override
        public String echo(String text) {
            return text;
        }

        @Override
        public String fail() {
            throw new IllegalStateException("as asked");
        }

        @Override
        public void note() {}

        @Override
        public CompletableFuture<String> block() {
            await(release);
            return CompletableFuture.completedFuture("released");
        }
    }

    @Test
    void callsAreCountedByMethodAndStatusOnBothSides() {
        RpcServer server = serve(Counted.class, new Counting());
        RpcClient client = connect(server);
        Counted counted = client.stub(Counted.class);
        counted.echo("a");
        counted.echo("b");
        failure(counted::fail);

        assertThat(client.stats().method("Counted", "echo")).hasValueSatisfying(echo -> {
            assertThat(echo.started()).isEqualTo(2);
            assertThat(echo.succeeded()).isEqualTo(2);
            assertThat(echo.inFlight()).isZero();
            assertThat(echo.durations().total()).isPositive();
            assertThat(echo.durations().max())
                    .isLessThanOrEqualTo(echo.durations().total());
        });
        assertThat(server.stats().method("Counted", "echo")).hasValueSatisfying(echo -> {
            assertThat(echo.succeeded()).isEqualTo(2);
            assertThat(echo.inFlight()).isZero();
        });
        assertThat(client.stats().method("Counted", "fail")).hasValueSatisfying(StatsContract::failedOnce);
        assertThat(server.stats().method("Counted", "fail")).hasValueSatisfying(StatsContract::failedOnce);
    }

    private static void failedOnce(MethodStats stats) {
        assertThat(stats.byStatus()).containsOnlyKeys(Status.INTERNAL);
        assertThat(stats.failed()).isEqualTo(1);
        assertThat(stats.succeeded()).isZero();
    }

    @Test
    void aMethodThatWasNeverCalledIsThereWithZeros() {
        RpcServer server = serve(Counted.class, new Counting());

        assertThat(server.stats().methods())
                .filteredOn(stats -> stats.service().equals("Counted"))
                .extracting(MethodStats::method)
                .containsExactly("block", "echo", "fail", "note");
        assertThat(server.stats().methods())
                .allSatisfy(stats -> assertThat(stats.started()).isZero());
    }

    @Test
    void aCallThatRunsIsInFlightAndOccupiesAWorker() {
        closing(release::countDown);
        RpcServer server = start(server().workers(1).workersQueue(1).service(Counted.class, new Counting()));
        RpcClient client = connect(server);
        Counted counted = client.stub(Counted.class);
        CompletableFuture<String> running = counted.block();
        CompletableFuture<String> waiting = counted.block();
        until(
                "one runs and one waits",
                () -> workers(server).active() == 1 && workers(server).queued() == 1);
        CompletableFuture<String> refused = counted.block();
        until("the third is refused", refused::isDone);

        assertThat(client.stats().method("Counted", "block").orElseThrow().inFlight())
                .isEqualTo(2);
        assertThat(server.stats().method("Counted", "block").orElseThrow().inFlight())
                .isEqualTo(2);
        assertThat(server.stats().method("Counted", "block").orElseThrow().ended(Status.OVERLOADED))
                .isEqualTo(1);
        assertThat(workers(server))
                .isEqualTo(new WorkerStats(
                        "",
                        1,
                        1,
                        2,
                        1,
                        1,
                        Map.of(Priority.SHEDDABLE, 0L, Priority.BATCH, 0L, Priority.NORMAL, 1L, Priority.CRITICAL, 0L),
                        0));

        release.countDown();
        get(running);
        get(waiting);
        assertThat(client.stats().method("Counted", "block").orElseThrow().inFlight())
                .isZero();
        until("the worker is free", () -> workers(server).active() == 0);
    }

    @Test
    void aCallWhoseTimeEndsInTheQueueIsCountedAsExpired() {
        closing(release::countDown);
        RpcServer server =
                start(server().workers(1).service(Counted.class, new Counting(), on -> on.eventLoop("echo")));
        RpcClient client = connect(server);
        CompletableFuture<String> running = client.stub(Counted.class).block();
        until("the worker is busy", () -> workers(server).active() == 1);
        CompletableFuture<String> hurried = client.with(CallOptions.defaults().withTimeout(Duration.ofMillis(300)))
                .stub(Counted.class)
                .block();
        until("its time is over", hurried::isDone);
        client.stub(Counted.class)
                .echo("behind the news that it is over"); // else a worker might take it up before that
        release.countDown();
        get(running);

        until("it was dropped", () -> workers(server).expired() == 1);
        assertThat(client.stats().method("Counted", "block").orElseThrow().ended(Status.DEADLINE_EXCEEDED))
                .isEqualTo(1);
    }

    private static WorkerStats workers(RpcServer server) {
        return server.stats().workers().get(0);
    }

    @Test
    void oneWayCallsAreCountedToo() {
        RpcServer server = serve(Counted.class, new Counting());
        RpcClient client = connect(server);
        client.stub(Counted.class).note();

        until(
                "sent",
                () -> client.stats().method("Counted", "note").orElseThrow().succeeded() == 1);
        until(
                "run",
                () -> server.stats().method("Counted", "note").orElseThrow().succeeded() == 1);
    }

    @Test
    void callsOfServicesThatAServerDoesNotHaveCountAsOther() {
        RpcServer server = serve(Counted.class, new Counting());
        RpcClient client = connect(server);
        failure(() -> client.stub(Unknown.class).any());

        assertThat(server.stats().method(MethodStats.OTHER, MethodStats.OTHER)).hasValueSatisfying(other -> {
            assertThat(other.ended(Status.UNIMPLEMENTED)).isEqualTo(1);
            assertThat(other.inFlight()).isZero();
        });
        assertThat(server.stats().method("Unknown", "any")).isEmpty();
        assertThat(client.stats().method("Unknown", "any").orElseThrow().ended(Status.UNIMPLEMENTED))
                .isEqualTo(1);
    }

    @Test
    void connectionsAndTheirBytesAreCountedOnBothSides() {
        RpcServer server = serve(Counted.class, new Counting());
        RpcClient client = client(server).connect();
        closing(client);
        assertThat(client.stats().connections().open()).isEqualTo(1);
        until("the server has it", () -> server.stats().connections().open() == 1);

        client.stub(Counted.class).echo("x".repeat(LENGTH));
        ConnectionStats here = client.stats().connections();
        assertThat(here.bytesOut()).isGreaterThan(LENGTH);
        assertThat(here.bytesIn()).isGreaterThan(LENGTH);
        until("both sides agree", () -> {
            ConnectionStats there = server.stats().connections();
            ConnectionStats now = client.stats().connections();
            return there.bytesIn() == now.bytesOut() && there.bytesOut() == now.bytesIn();
        });

        client.close();
        until("closed here", () -> client.stats().connections().open() == 0);
        until("closed there", () -> server.stats().connections().open() == 0);
        assertThat(client.stats().connections().opened()).isEqualTo(1);
        assertThat(server.stats().connections().protocolFaults()).isZero();
    }

    @Test
    void aConnectionThatIsOpenedAgainCountsAgain() {
        RpcServer server = serve(Counted.class, new Counting());
        RpcClient client = connect(server);
        Counted counted = client.stub(Counted.class);
        server.close();
        until("gone", () -> client.stats().connections().open() == 0);
        failure(() -> counted.echo("nobody there"));
        assertThat(client.stats().connections().connectsFailed()).isPositive();

        start(server().port(server.port()).service(Counted.class, new Counting()));
        counted.echo("again");

        assertThat(client.stats().connections().opened()).isEqualTo(2);
        assertThat(client.stats().connections().open()).isEqualTo(1);
    }

    @Test
    void aSnapshotStaysAsItWas() {
        RpcServer server = serve(Counted.class, new Counting());
        RpcClient client = connect(server);
        client.stub(Counted.class).echo("once");
        ClientStats clientBefore = client.stats();
        ServerStats serverBefore = server.stats();
        client.stub(Counted.class).echo("twice");
        server.close();

        assertThat(clientBefore.method("Counted", "echo").orElseThrow().started())
                .isEqualTo(1);
        assertThat(serverBefore.method("Counted", "echo").orElseThrow().started())
                .isEqualTo(1);
        assertThat(server.stats().method("Counted", "echo").orElseThrow().started())
                .as("of a server that was closed")
                .isEqualTo(2);
    }
}
