package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.get;
import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CallOptions;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A server is replaced by another one on the same address: its clients notice nothing but a moment of waiting. */
public abstract class HandoverContract extends TransportContract {
    private static final int REPLACEMENTS = 6;
    private static final int CALLS_BETWEEN = 300;
    private static final int AHEAD = 32;

    @RpcService
    interface Numbers {
        int next(int number);

        CompletableFuture<Integer> nextLater(int number);
    }

    private final AtomicInteger executed = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());

    private final Numbers numbers = new Numbers() {
        @Override
        public int next(int number) {
            executed.incrementAndGet();
            return number + 1;
        }

        @Override
        public CompletableFuture<Integer> nextLater(int number) {
            executed.incrementAndGet();
            return CompletableFuture.completedFuture(number + 1);
        }
    };

    private RpcServer serve(int port) {
        while (true) {
            try {
                return start(server().port(port).service(Numbers.class, numbers));
            } catch (UncheckedIOException e) { // the one before it still has the address
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void replacingTheServerUnderLoadCostsNoCall() {
        RpcServer server = serve(0);
        int port = server.port();
        Numbers stub = connect(server).stub(Numbers.class);
        List<CompletableFuture<Void>> callers = List.of(
                CompletableFuture.runAsync(() -> callBlocking(stub), HandoverContract::onItsOwnThread),
                CompletableFuture.runAsync(() -> callBlocking(stub), HandoverContract::onItsOwnThread),
                CompletableFuture.runAsync(() -> callAhead(stub), HandoverContract::onItsOwnThread));
        for (int i = 0; i < REPLACEMENTS; i++) {
            int from = answered.get();
            until("the load is on", () -> answered.get() > from + CALLS_BETWEEN || !failures.isEmpty());
            server.shutdown();
            server = serve(port);
        }
        over.set(true);
        callers.forEach(Events::get);

        assertThat(failures).isEmpty();
        assertThat(answered).hasValue(calls.get());
        assertThat(executed).hasValue(calls.get());
    }

    private void callBlocking(Numbers stub) {
        while (!over.get()) {
            int number = calls.getAndIncrement();
            try {
                assertThat(stub.next(number)).isEqualTo(number + 1);
                answered.incrementAndGet();
            } catch (RpcException e) {
                failures.add(e);
            }
        }
    }

    private void callAhead(Numbers stub) {
        Semaphore places = new Semaphore(AHEAD);
        while (!over.get()) {
            places.acquireUninterruptibly();
            int number = calls.getAndIncrement();
            stub.nextLater(number).whenComplete((answer, error) -> {
                if (error != null) {
                    failures.add(error);
                } else if (answer == number + 1) {
                    answered.incrementAndGet();
                }
                places.release();
            });
        }
        places.acquireUninterruptibly(AHEAD);
    }

    private static void onItsOwnThread(Runnable task) {
        new Thread(task, "caller").start();
    }

    @Test
    void aCallMadeWhileTheServerIsAwayIsAnsweredWhenItIsBack() {
        RpcServer server = serve(0);
        RpcClient client = closing(client(server)
                .waitForServer(Duration.ofSeconds(20))
                .timeout(Duration.ofSeconds(20))
                .connect());
        Numbers stub = client.stub(Numbers.class);
        assertThat(stub.next(1)).isEqualTo(2);
        server.close();
        CompletableFuture<Integer> waiting = stub.nextLater(2);
        until("an attempt failed", () -> client.stats().connections().connectsFailed() > 0);
        assertThat(waiting).isNotDone();

        serve(server.port());

        assertThat(get(waiting)).isEqualTo(3);
    }

    @Test
    void failFastDoesNotWait() {
        RpcServer server = serve(0);
        RpcClient client = closing(client(server)
                .waitForServer(Duration.ofMinutes(5))
                .timeout(Duration.ofMinutes(1))
                .connect());
        Numbers patient = client.stub(Numbers.class);
        Numbers impatient = client.with(CallOptions.defaults().withFailFast()).stub(Numbers.class);
        assertThat(impatient.next(1)).isEqualTo(2);
        server.close();
        CompletableFuture<Integer> waiting = patient.nextLater(2);

        AtomicReference<RpcException> last = new AtomicReference<>();
        until("the reason is known", () -> {
            last.set(failure(() -> impatient.next(3)));
            return last.get().getMessage().contains("refused the connection (1 attempt, ");
        });

        assertThat(last.get().outcome().notExecuted()).isTrue();
        assertThat(waiting).isNotDone();
    }
}
