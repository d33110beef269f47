package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.await;
import static io.volant.rpc.contract.Events.get;
import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.EventLoopThread;
import io.volant.rpc.RpcClientBuilder;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Where the stages of a returned future run: on the event loop, on the client's executor, or where the option says. */
public abstract class ContinuationsContract extends TransportContract {
    @RpcService
    interface Gate {
        CompletableFuture<String> pass();

        String block();
    }

    static final class PlainGate implements Gate {
        final CountDownLatch open = new CountDownLatch(1);

        @Override
        public CompletableFuture<String> pass() {
            await(open);
            return CompletableFuture.completedFuture("passed");
        }

        @Override
        public String block() {
            return "blocked";
        }
    }

    private final PlainGate gate = new PlainGate();

    private Gate stub(Consumer<RpcClientBuilder> settings) {
        closing(gate.open::countDown);
        RpcServer server = serve(Gate.class, gate);
        RpcClientBuilder builder = client(server);
        settings.accept(builder);
        return closing(builder.connect()).stub(Gate.class);
    }

    private ExecutorService executor() {
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "mine"));
        closing(executor::shutdown);
        return executor;
    }

    private static String where() {
        return EventLoopThread.isCurrent()
                ? "event loop"
                : Thread.currentThread().getName();
    }

    @Test
    void theFutureIsCompletedOnTheEventLoop() {
        Gate stub = stub(client -> {});

        CompletableFuture<String> where = stub.pass().thenApply(passed -> where());
        gate.open.countDown();

        assertThat(get(where)).isEqualTo("event loop");
    }

    @Test
    void asynchronousStagesRunOnTheExecutorOfTheRuntime() {
        Gate stub = stub(client -> {});

        CompletableFuture<String> where = stub.pass().thenApplyAsync(passed -> where());
        CompletableFuture<String> further = where.thenApplyAsync(first -> first + ", " + where());
        gate.open.countDown();

        assertThat(get(further)).matches("volant-callback-\\d+, volant-callback-\\d+");
    }

    @Test
    void asynchronousStagesRunOnTheExecutorOfTheClient() {
        ExecutorService mine = executor();
        Gate stub = stub(client -> client.executor(mine));

        CompletableFuture<String> where = stub.pass().thenApply(passed -> 1).thenApplyAsync(one -> where());
        gate.open.countDown();

        assertThat(get(where)).isEqualTo("mine");
    }

    @Test
    void oneOptionCompletesEverythingOnTheExecutor() {
        ExecutorService mine = executor();
        Gate stub = stub(client -> client.executor(mine).completeOnExecutor());

        CompletableFuture<String> where = stub.pass().thenApply(passed -> where());
        gate.open.countDown();

        assertThat(get(where)).isEqualTo("mine");
    }

    @Test
    void withThatOptionACallbackMayBlock() {
        Gate stub = stub(RpcClientBuilder::completeOnExecutor);

        CompletableFuture<String> second = stub.pass().thenApply(passed -> stub.block());
        gate.open.countDown();

        assertThat(get(second)).isEqualTo("blocked");
    }

    @Test
    void withoutItABlockingCallInACallbackIsRefusedAtOnce() {
        Gate stub = stub(client -> {});

        CompletableFuture<String> second = stub.pass().thenApply(passed -> stub.block());
        gate.open.countDown();

        assertThatThrownBy(() -> get(second))
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching(
                        "blocking call of Gate\\.block on event loop thread \"volant-[^\"]+\": nothing may block"
                                + " there; use a method that returns a CompletableFuture, or another thread");
    }

    @Test
    void anAsynchronousCallInACallbackIsFine() {
        Gate stub = stub(client -> {});

        CompletableFuture<String> second = stub.pass().thenCompose(passed -> stub.pass());
        gate.open.countDown();

        assertThat(get(second)).isEqualTo("passed");
    }

    @Test
    void anExecutorThatRefusesDoesNotCostTheCallItsEnd() {
        Gate stub = stub(client -> client.completeOnExecutor().executor(task -> {
            throw new RejectedExecutionException("closed");
        }));
        gate.open.countDown();

        assertThat(get(stub.pass())).isEqualTo("passed");
    }

    @Test
    void anExecutorThatFindsNoThreadDoesNotCostTheCallItsEnd() {
        Gate stub = stub(client -> client.completeOnExecutor().executor(task -> {
            throw new OutOfMemoryError("unable to create native thread");
        }));
        gate.open.countDown();

        assertThat(get(stub.pass())).isEqualTo("passed");
    }

    @Test
    void aCallbackThatHoldsTheLoopIsLogged() {
        Gate stub = stub(client -> {});
        try (Log log = Log.open()) {
            CompletableFuture<String> slow = stub.pass().thenApply(passed -> {
                for (long start = System.nanoTime(); System.nanoTime() - start < 60_000_000; ) {
                    Thread.onSpinWait();
                }
                return passed;
            });
            gate.open.countDown();

            assertThat(get(slow)).isEqualTo("passed");
            until("the slow callback is logged", () -> log.text().contains("event=slow_callback method=Gate.pass"));
        }
    }

    @Test
    void aCallbackThatThrowsCostsNothingElse() {
        Gate stub = stub(client -> {});
        gate.open.countDown();

        stub.pass().whenComplete((passed, error) -> {
            throw new AssertionError("a fault of the callback");
        });

        assertThat(get(stub.pass())).isEqualTo("passed");
    }
}
