package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.AskedAgainStats;
import io.volant.rpc.CallContext;
import io.volant.rpc.CallOptions;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import io.volant.rpc.WireLimits;
import io.volant.rpc.contract.Events;
import io.volant.rpc.testing.Direction;
import io.volant.rpc.testing.FaultProxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call that must not run twice, whose connection breaks at every point there is. */
@Timeout(60)
class RunsOnceTest {
    @RpcService
    interface Bank {
        @RpcMethod(timeout = "20s")
        CompletableFuture<Integer> book(int amount);

        @RpcMethod(idempotent = true, timeout = "20s")
        CompletableFuture<Integer> read(int amount);
    }

    private final AtomicInteger booked = new AtomicInteger();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final CountDownLatch running = new CountDownLatch(1);
    private volatile CompletableFuture<Integer> end = CompletableFuture.completedFuture(7);

    private final Bank bank = new Bank() {
        @Override
        public CompletableFuture<Integer> book(int amount) {
            booked.incrementAndGet();
            CallContext.current().onCancel(() -> cancelled.set(true));
            running.countDown();
            return end.thenApply(number -> number + amount);
        }

        @Override
        public CompletableFuture<Integer> read(int amount) {
            return book(amount);
        }
    };

    private final RpcServer server = serve(WireLimits.defaults());
    private final FaultProxy line = FaultProxy.to(server.port());
    private final RpcClient client = RpcClient.connect(line.address());
    private final Bank stub = client.stub(Bank.class);

    private RpcServer serve(WireLimits limits) {
        return RpcServer.builder().limits(limits).service(Bank.class, bank).start();
    }

    @AfterEach
    void close() {
        client.close();
        line.close();
        end.complete(1);
        server.close();
    }

    /** Makes the first call of a connection: after it a call and its answer are all that travels. */
    private void bind() {
        assertThat(Events.get(stub.book(0))).isEqualTo(7);
    }

    private AskedAgainStats askedAgain() {
        return server.stats().askedAgain();
    }

    @Test
    void aCallWhoseConnectionBreaksWhileItRunsIsAnsweredOverTheNext() {
        end = new CompletableFuture<>();
        CompletableFuture<Integer> call = stub.book(1);
        Events.await(running);

        line.reset();
        Events.until("it is asked again", () -> askedAgain().joined() == 1);
        assertThat(call).isNotDone();
        assertThat(cancelled).isFalse();
        end.complete(7);

        assertThat(Events.get(call)).isEqualTo(8);
        assertThat(booked).hasValue(1);
    }

    @Test
    void aCallWhoseAnswerWasLostIsAnsweredAgain() {
        bind();
        line.cut(Direction.TO_CLIENT);
        CompletableFuture<Integer> call = stub.book(1);
        Events.until("the answer is lost", () -> line.evidence().lost() > 0);
        line.heal();

        line.reset();

        assertThat(Events.get(call)).isEqualTo(8);
        assertThat(booked).hasValue(2);
        assertThat(askedAgain()).isEqualTo(new AskedAgainStats(0, 1, 0, 0));
    }

    @Test
    void aCallThatDidNotArriveRunsOnce() {
        bind();
        line.cut(Direction.TO_SERVER);
        CompletableFuture<Integer> call = stub.book(1);
        Events.until("the call is lost", () -> line.evidence().lost() > 0);
        line.heal();

        line.reset();

        assertThat(Events.get(call)).isEqualTo(8);
        assertThat(booked).hasValue(2);
        assertThat(askedAgain()).isEqualTo(new AskedAgainStats(0, 0, 1, 0));
    }

    @Test
    void manyBreaksRunNoCallTwice() {
        int calls = 60;
        for (int n = 1; n <= calls; n++) {
            CompletableFuture<Integer> call = stub.book(n);
            if (n % 10 == 0) {
                line.reset();
            }
            assertThat(Events.get(call)).isEqualTo(n + 7);
        }

        assertThat(booked).hasValue(calls);
        assertThat(askedAgain().forgotten()).isZero();
    }

    @Test
    void anIdempotentCallIsNotAskedAgain() {
        end = new CompletableFuture<>();
        CompletableFuture<Integer> call = stub.read(1);
        Events.await(running);

        line.reset();

        assertUnknown(call);
        Events.until("its handler hears of it", cancelled::get);
        assertThat(askedAgain()).isEqualTo(new AskedAgainStats(0, 0, 0, 0));
    }

    @Test
    void aClientThatFailsFastDoesNotAskAgain() {
        end = new CompletableFuture<>();
        CompletableFuture<Integer> call = client.with(CallOptions.defaults().withFailFast())
                .stub(Bank.class)
                .book(1);
        Events.await(running);

        line.reset();

        assertUnknown(call);
        assertThat(booked).hasValue(1);
    }

    @Test
    void aServerThatKeepsNoRepliesIsNotAskedAgain() {
        end = new CompletableFuture<>();
        try (RpcServer other = serve(WireLimits.defaults().withKeptReplies(0));
                FaultProxy between = FaultProxy.to(other.port());
                RpcClient caller = RpcClient.connect(between.address())) {
            CompletableFuture<Integer> call = caller.stub(Bank.class).book(1);
            Events.await(running);

            between.reset();

            assertUnknown(call);
            Events.until("its handler hears of it", cancelled::get);
            end.complete(1);
        }
    }

    @Test
    void whereNobodyAnswersAnyMoreTheCallerIsToldWithinASecond() {
        end = new CompletableFuture<>();
        CompletableFuture<Integer> call = stub.book(1);
        Events.await(running);
        line.refuse();

        long before = System.nanoTime();
        line.reset();

        assertUnknown(call);
        assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(2));
    }

    @Test
    void aCallThatItsCallerCancelsAfterTheBreakIsCancelledWhereItRuns() {
        end = new CompletableFuture<>();
        CompletableFuture<Integer> call = stub.book(1);
        Events.await(running);
        line.reset();
        Events.until("it is asked again", () -> askedAgain().joined() == 1);

        call.cancel(false);

        Events.until("its handler hears of it", cancelled::get);
    }

    private static void assertUnknown(CompletableFuture<Integer> call) {
        assertThatThrownBy(() -> Events.get(call))
                .satisfies(
                        error -> assertThat(failureOf(error).failure().status()).isEqualTo(Status.UNAVAILABLE))
                .satisfies(error ->
                        assertThat(failureOf(error).failure().outcome()).isEqualTo(Outcome.UNKNOWN));
    }

    private static RpcException failureOf(Throwable error) {
        Throwable cause = error;
        while (!(cause instanceof RpcException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        assertThat(cause).isInstanceOf(RpcException.class);
        return (RpcException) cause;
    }
}
