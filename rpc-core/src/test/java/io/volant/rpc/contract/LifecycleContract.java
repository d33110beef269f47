package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.await;
import static io.volant.rpc.contract.Events.get;
import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CallContext;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcServer;
import io.volant.rpc.Status;
import io.volant.rpc.VolantRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Beginnings and ends: nothing accepted is lost, nothing waits for ever, and the order of closing does not matter. */
public abstract class LifecycleContract extends TransportContract {
    private final PlainDesk desk = new PlainDesk();

    private RpcServer serveDesk() {
        closing(desk.release::countDown);
        return start(server().workers(8).service(Desk.class, desk));
    }

    @Test
    void aDrainUnderLoadLosesNothing() {
        RpcServer server = serveDesk();
        AtomicInteger answered = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            RpcClient client = connect(server);
            callers.add(CompletableFuture.runAsync(() -> callUntilRefused(client, answered, refused), this::thread));
        }
        until("the load is on", () -> answered.get() > 1_000);

        server.close();

        callers.forEach(Events::get);
        assertThat(refused).hasValue(8);
        assertThat(desk.executed).hasValue(answered.get());
    }

    private void thread(Runnable task) {
        new Thread(task, "caller").start();
    }

    private static void callUntilRefused(RpcClient client, AtomicInteger answered, AtomicInteger refused) {
        Desk stub = client.stub(Desk.class);
        while (true) {
            try {
                stub.next();
                answered.incrementAndGet();
            } catch (RpcException e) {
                assertThat(e.status()).isEqualTo(Status.UNAVAILABLE);
                assertThat(e.outcome().notExecuted()).as(e.getMessage()).isTrue();
                refused.incrementAndGet();
                return;
            }
        }
    }

    @Test
    void acceptedCallsFinishWhileNewOnesAreRefused() {
        RpcServer server = serveDesk();
        Desk stub = connect(server).stub(Desk.class);
        CompletableFuture<String> accepted = stub.hold();
        until("the call runs", () -> desk.held.get() == 1);

        server.shutdown();
        AtomicReference<RpcException> refusal = new AtomicReference<>();
        until("calls are refused", () -> refused(stub, refusal)); // one that arrives before the news is accepted

        RpcException refused = refusal.get();
        assertThat(refused.status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(refused.outcome().notExecuted()).isTrue();
        assertThat(accepted).isNotDone();
        desk.release.countDown();
        assertThat(get(accepted)).isEqualTo("held");
    }

    private static boolean refused(Desk stub, AtomicReference<RpcException> refusal) {
        try {
            stub.next();
            return false;
        } catch (RpcException e) {
            refusal.set(e);
            return true;
        }
    }

    @Test
    void queuedCallsFinishToo() {
        closing(desk.release::countDown);
        RpcServer server = start(server().workers(1).service(Desk.class, desk));
        Desk stub = connect(server).stub(Desk.class);
        List<CompletableFuture<String>> accepted = List.of(stub.hold(), stub.hold(), stub.hold());
        assertThat(CompletableFuture.supplyAsync(stub::next)).isNotDone(); // arrives behind them
        until("the first runs", () -> desk.held.get() == 1);

        CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
        desk.release.countDown();

        get(closed);
        for (CompletableFuture<String> each : accepted) {
            try {
                assertThat(get(each)).isEqualTo("held");
            } catch (CompletionException e) { // one that had not arrived yet
                assertThat(((RpcException) e.getCause()).outcome().notExecuted())
                        .isTrue();
            }
        }
    }

    @Test
    void closingWaitsForTheHandlerWhoseCallerHasGone() {
        RpcServer server = serveDesk();
        RpcClient client = connect(server);
        client.stub(Desk.class).hold();
        until("the call runs", () -> desk.held.get() == 1);
        client.close();

        CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
        assertThat(closed).isNotDone();
        desk.release.countDown();

        get(closed);
        assertThat(desk.ended).hasValue(1);
        assertThat(desk.interrupted).isFalse();
    }

    @Test
    void aOneWayCallThatArrivedRunsAlthoughItsCallerLeft() {
        RpcServer server = serveDesk();
        RpcClient client = connect(server);
        Desk stub = client.stub(Desk.class);
        stub.note();
        stub.next(); // behind it on the connection

        client.close();
        desk.release.countDown();

        await(desk.noted);
    }

    @Test
    void shuttingDownNowEndsEveryCallAndInterruptsHandlers() {
        RpcServer server = serveDesk();
        Desk stub = connect(server).stub(Desk.class);
        List<CompletableFuture<String>> pending = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            pending.add(stub.hold());
        }
        until("handlers run", () -> desk.held.get() == 8);
        until("all are there", () -> inFlight(server) == 20); // the last perhaps on its way to the queue

        server.shutdownNow();

        int rejected = 0;
        for (CompletableFuture<String> each : pending) {
            try {
                assertThat(get(each)).isEqualTo("held"); // its handler was quicker than the end
            } catch (CompletionException e) {
                RpcException failure = (RpcException) e.getCause();
                assertThat(failure.status()).isEqualTo(Status.UNAVAILABLE);
                rejected += failure.outcome() == Outcome.REJECTED ? 1 : 0;
            }
        }
        assertThat(rejected).isEqualTo(12); // those that had no worker
        until("handlers are interrupted", desk.interrupted::get);
    }

    @Test
    void closingTheClientEndsEveryCall() {
        RpcClient client = connect(serveDesk());
        Desk stub = client.stub(Desk.class);
        List<CompletableFuture<String>> pending = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            pending.add(stub.hold());
        }

        client.close();

        for (CompletableFuture<String> each : pending) {
            assertThat(failureOf(each).status()).isEqualTo(Status.UNAVAILABLE);
        }
    }

    @Test
    void callsAfterTheClientsCloseSaySo() {
        RpcClient client = connect(serveDesk());
        Desk stub = client.stub(Desk.class);

        client.close();
        client.close();

        RpcException thrown = failure(stub::next);
        assertThat(thrown.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(thrown).hasMessage("UNAVAILABLE: Desk.next: the client is closed. Not executed.");
        assertThat(failureOf(stub.hold())).hasMessage("UNAVAILABLE: Desk.hold: the client is closed. Not executed.");
    }

    @Test
    void theServerMayBeClosedTwiceAndBeforeItsClients() throws InterruptedException {
        RpcServer server = serveDesk();
        RpcClient client = connect(server);
        assertThat(client.stub(Desk.class).next()).isEqualTo(1);

        server.close();
        server.close();
        server.shutdownNow();
        client.close();

        assertThat(server.awaitTermination(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void awaitingTerminationEndsWithTheServer() throws InterruptedException {
        RpcServer server = serveDesk();
        assertThat(server.awaitTermination(Duration.ofMillis(1))).isFalse();
        CountDownLatch ended = new CountDownLatch(1);
        thread(() -> {
            try {
                server.awaitTermination();
                ended.countDown();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });

        server.close();

        await(ended);
    }

    @Test
    void aHandlerMayCloseItsOwnServer() throws InterruptedException {
        RpcServer server = serveDesk();
        desk.server.set(server);
        Desk stub = connect(server).stub(Desk.class);

        stub.closeServer();

        assertThat(server.awaitTermination(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void closingTheRuntimeFirstEndsEveryCall() {
        VolantRuntime runtime = closing(VolantRuntime.create());
        closing(desk.release::countDown);
        RpcServer server = start(server().runtime(runtime).service(Desk.class, desk));
        Desk stub = closing(client(server).runtime(runtime).connect()).stub(Desk.class);
        CompletableFuture<String> pending = stub.hold();
        until("the call runs", () -> desk.held.get() == 1);

        runtime.close();

        assertThat(failureOf(pending).status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(failure(stub::next).status()).isEqualTo(Status.UNAVAILABLE);
    }

    @Test
    void clientsOfTwoServersDoNotDisturbEachOther() {
        RpcServer one = serveDesk();
        RpcServer other = serve(Desk.class, desk);
        Desk toOther = connect(other).stub(Desk.class);
        connect(one).stub(Desk.class).hold();
        until("the call runs", () -> desk.held.get() == 1);

        one.shutdownNow();

        assertThat(toOther.next()).isPositive();
        assertThat(CallContext.find()).isEmpty();
    }

    private static RpcException failureOf(CompletableFuture<?> future) {
        return failure(() -> {
            try {
                get(future);
            } catch (CompletionException e) {
                throw e.getCause();
            }
        });
    }

    private static long inFlight(RpcServer server) {
        return server.stats().method("Desk", "hold").orElseThrow().inFlight();
    }
}
