package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.volant.rpc.Layer;
import io.volant.rpc.Response;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A server, a client whose callers drive from their second call in a row on, and callers of it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
abstract class DrivingCallers {
    @RpcService
    interface Relay {
        void pass();
    }

    @RpcService
    interface Desk {
        int next(int number);

        /** Answers when the test says so. */
        int held(int number);

        CompletableFuture<Integer> nextAsync(int number);

        CompletableFuture<Integer> heldAsync(int number);
    }

    static final int MOST_CALLS = 10_000;

    volatile CountDownLatch release = new CountDownLatch(1);
    final AtomicInteger heldCalls = new AtomicInteger();
    final List<Thread> answeredOn = new CopyOnWriteArrayList<>();
    RpcServer server;
    VolantRuntime runtime;
    RpcClient client;
    Desk desk;

    @BeforeEach
    final void connect() {
        assumeTrue(SocketSettings.EPOLL, "callers drive where epoll loads");
        server = RpcServer.builder().service(Desk.class, new SlowDesk()).start();
        runtime = VolantRuntime.builder().callersDrive(2).build();
        client = RpcClient.builder()
                .address(server.address())
                .runtime(runtime)
                .timeout(Duration.ofSeconds(30)) // longer than any test waits for what it expects
                .interceptor(Layer.ROUTE, (method, next) -> request -> {
                    CompletableFuture<Response> answer = next.invoke(request);
                    return answer.isDone() // it says nothing then who answered
                            ? answer
                            : answer.whenComplete((response, error) -> answeredOn.add(Thread.currentThread()));
                })
                .connect();
        desk = client.stub(Desk.class);
    }

    @AfterEach
    final void close() {
        release.countDown();
        if (client != null) {
            client.close();
            runtime.close();
            server.close();
        }
    }

    /** Makes calls until this thread drives. */
    final void drive() {
        int inARow = 0;
        for (int number = 0; inARow < 3; number++) {
            answeredOn.clear();
            assertThat(desk.next(number)).isEqualTo(number + 1);
            assertThat(number).as("calls without any that were driven").isLessThan(MOST_CALLS);
            inARow = answeredOn.contains(Thread.currentThread()) ? inARow + 1 : 0;
        }
        answeredOn.clear();
    }

    /** Makes calls on a thread of their own; done when they are, with what they threw if they threw. */
    static CompletableFuture<Void> inBackground(Runnable calls) {
        return inBackground(calls, thread -> {});
    }

    static CompletableFuture<Void> inBackground(Runnable calls, Consumer<Thread> caller) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        calls.run();
                        done.complete(null);
                    } catch (Throwable e) {
                        done.completeExceptionally(e);
                    }
                },
                "caller");
        caller.accept(thread);
        thread.start();
        return done;
    }

    final class SlowDesk implements Desk {
        @Override
        public int next(int number) {
            return number + 1;
        }

        @Override
        public int held(int number) {
            heldCalls.incrementAndGet();
            Events.await(release);
            return number + 1;
        }

        @Override
        public CompletableFuture<Integer> nextAsync(int number) {
            return CompletableFuture.completedFuture(number + 1);
        }

        @Override
        public CompletableFuture<Integer> heldAsync(int number) {
            return CompletableFuture.completedFuture(held(number));
        }
    }
}
