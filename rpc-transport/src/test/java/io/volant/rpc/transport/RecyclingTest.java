package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that ends its connections all the time, and goes on: nobody who calls it notices. */
@Timeout(60)
class RecyclingTest {
    private static final int RECYCLED = 12;
    private static final int AHEAD = 64;

    @RpcService
    interface Numbers {
        int next(int number);

        CompletableFuture<Integer> nextLater(int number);

        CompletableFuture<Integer> hold(int number);
    }

    private final AtomicInteger executed = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Integer> held = new CompletableFuture<>();
    private final CountDownLatch holding = new CountDownLatch(1);

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

        @Override
        public CompletableFuture<Integer> hold(int number) {
            holding.countDown();
            return held;
        }
    };

    private RpcServer serve() {
        return RpcServer.builder()
                .maxConnectionAge(Duration.ofMillis(200))
                .service(Numbers.class, numbers)
                .start();
    }

    @Test
    void recyclingConnectionsUnderLoadCostsNoCall() {
        try (RpcServer server = serve();
                RpcClient client = RpcClient.connect(server.address())) {
            Numbers stub = client.stub(Numbers.class);
            CompletableFuture<?>[] callers = {
                onItsOwnThread(() -> callBlocking(stub)),
                onItsOwnThread(() -> callBlocking(stub)),
                onItsOwnThread(() -> callAhead(stub))
            };
            Events.until(
                    "connections are recycled",
                    () -> server.stats().connections().closed() >= RECYCLED);
            over.set(true);
            for (CompletableFuture<?> caller : callers) {
                Events.get(caller);
            }

            assertThat(failures).isEmpty();
            assertThat(answered).hasValue(calls.get());
            assertThat(executed).hasValue(calls.get());
            assertThat(client.stats().connections().opened()).isGreaterThan(RECYCLED);
            assertThat(client.stats().connections().connectsFailed()).isZero();
        }
    }

    @Test
    void aCallInFlightIsAnsweredOnTheOldConnection() {
        try (RpcServer server = serve();
                RpcClient client = RpcClient.connect(server.address())) {
            Numbers stub = client.stub(Numbers.class);
            CompletableFuture<Integer> call = stub.hold(1);
            Events.await(holding);
            Events.until("there are two", () -> server.stats().connections().opened() >= 2);
            assertThat(call).isNotDone();
            assertThat(stub.next(2)).isEqualTo(3);

            held.complete(2);

            assertThat(Events.get(call)).isEqualTo(2);
        }
    }

    @Test
    void theServerSaysThatItsConnectionIsOldAndDraining() {
        try (RpcServer server = serve();
                RawPeer peer = RawPeer.client(server.port())) {
            GoAwayFrame goAway = peer.readToEnd();

            assertThat(goAway).isEqualTo(new GoAwayFrame(GoAwayFrame.RETIRED, 0, true, 60_000, "old connection"));
        }
    }

    private void callBlocking(Numbers stub) {
        while (!over.get()) {
            int number = calls.getAndIncrement();
            try {
                assertThat(stub.next(number)).isEqualTo(number + 1);
                answered.incrementAndGet();
            } catch (RuntimeException e) {
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

    private static CompletableFuture<Void> onItsOwnThread(Runnable task) {
        return CompletableFuture.runAsync(task, runnable -> new Thread(runnable, "caller").start());
    }
}
