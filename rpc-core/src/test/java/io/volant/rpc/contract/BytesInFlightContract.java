package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import io.volant.rpc.VolantRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the calls of a client hold in memory is bounded, and given back whatever their end. */
public abstract class BytesInFlightContract extends TransportContract {
    private static final long LIMIT = 256 << 10;
    private static final byte[] MOST = new byte[200 << 10];
    private static final byte[] MUCH = new byte[100 << 10];

    @RpcService
    interface Store {
        @RpcMethod(timeout = "30s")
        CompletableFuture<Integer> hold(byte[] bytes);

        @RpcMethod(timeout = "30s")
        int put(byte[] bytes);

        CompletableFuture<byte[]> fetch(int bytes);

        @RpcMethod(oneway = true)
        void drop(byte[] bytes);

        int fail(byte[] bytes);
    }

    private static final class PlainStore implements Store {
        private final CompletableFuture<Integer> released = new CompletableFuture<>();
        private final AtomicInteger puts = new AtomicInteger();

        @Override
        public CompletableFuture<Integer> hold(byte[] bytes) {
            return released.copy();
        }

        @Override
        public int put(byte[] bytes) {
            puts.incrementAndGet();
            return bytes.length;
        }

        @Override
        public CompletableFuture<byte[]> fetch(int bytes) {
            return CompletableFuture.completedFuture(new byte[bytes]);
        }

        @Override
        public void drop(byte[] bytes) {}

        @Override
        public int fail(byte[] bytes) {
            throw new IllegalStateException("as it should");
        }
    }

    private final PlainStore implementation = new PlainStore();
    private RpcClient client;
    private Store store;

    @BeforeEach
    void connect() {
        RpcServer server = serve(Store.class, implementation);
        VolantRuntime runtime =
                closing(VolantRuntime.builder().inFlightBytes(LIMIT).build());
        client = closing(client(server).runtime(runtime).connect());
        store = client.stub(Store.class);
    }

    @Test
    void anAsynchronousCallWithoutRoomIsRefusedAtOnce() {
        CompletableFuture<Integer> held = store.hold(MOST);

        assertThatThrownBy(() -> get(store.hold(MUCH)))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(RpcException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(Status.OVERLOADED);
                    assertThat(refused.outcome()).isEqualTo(Outcome.NOT_SENT);
                    assertThat(refused)
                            .hasMessageMatching("OVERLOADED: Store.hold: no room for 103\\d{3} bytes, calls in flight "
                                    + "hold 205\\d{3} of 262144 bytes \\(VolantRuntime.builder\\(\\).inFlightBytes\\(…\\) "
                                    + "makes more\\)\\. Not executed\\.");
                });

        implementation.released.complete(1);
        get(held);
        assertNothingHeld();
    }

    @Test
    void aOneWayCallWithoutRoomIsRefusedAtOnce() {
        store.hold(MOST);
        RpcException refused = failure(() -> store.drop(MUCH));
        assertThat(refused.status()).isEqualTo(Status.OVERLOADED);
        assertThat(refused.outcome()).isEqualTo(Outcome.NOT_SENT);
    }

    @Test
    void aBlockingCallWaitsForRoom() {
        store.hold(MOST);
        CompletableFuture<Integer> put = waitingPut(MUCH);

        assertThat(implementation.puts).hasValue(0);
        implementation.released.complete(1);

        assertThat(get(put)).isEqualTo(MUCH.length);
        assertNothingHeld();
    }

    @Test
    void aLargeCallThatWaitsIsNotPassedBySmallOnes() {
        store.hold(MUCH);
        CompletableFuture<Integer> large = waitingPut(MOST);

        assertThatThrownBy(() -> get(store.hold(new byte[1])))
                .hasMessageContaining("no room for 10")
                .hasMessageContaining(" of 262144 bytes and others wait for theirs (");
        CompletableFuture<Integer> small = waitingPut(new byte[1]);
        assertThat(implementation.puts).hasValue(0);
        implementation.released.complete(1);

        assertThat(get(large)).isEqualTo(MOST.length);
        assertThat(get(small)).isEqualTo(1);
        assertNothingHeld();
    }

    @Test
    void aBlockingCallWaitsNoLongerThanItsDeadline() {
        store.hold(MOST);
        Store hurried = client.with(CallOptions.defaults().withTimeout(Duration.ofMillis(50)))
                .stub(Store.class);

        RpcException late = failure(() -> hurried.put(MUCH));

        assertThat(late.status()).isEqualTo(Status.DEADLINE_EXCEEDED);
        assertThat(late.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(late)
                .hasMessageMatching(
                        "DEADLINE_EXCEEDED: Store.put after \\d+ ms, in which there was no room for 103\\d{3} "
                                + "bytes, calls in flight hold .*\\. Not executed\\.\nencode .*");
        implementation.released.complete(1);
        assertThat(store.put(MUCH)).isEqualTo(MUCH.length);
    }

    @Test
    void anInterruptEndsTheWaitForRoom() throws InterruptedException {
        store.hold(MOST);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            RpcException cancelled = failure(() -> store.put(MUCH));
            assertThat(cancelled.status()).isEqualTo(Status.CANCELLED);
            assertThat(cancelled.outcome()).isEqualTo(Outcome.NOT_SENT);
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        caller.start();
        Events.until("it waits", () -> caller.getState() == Thread.State.TIMED_WAITING);

        caller.interrupt();

        assertThat(get(interrupted)).isTrue();
        caller.join();
        assertThat(implementation.puts).hasValue(0);
    }

    @Test
    void aCallThatCouldNeverFitIsRefusedAtOnce() {
        byte[] tooMuch = new byte[300 << 10];
        RpcException refused = failure(() -> store.put(tooMuch));
        assertThat(refused.status()).isEqualTo(Status.RESOURCE_EXHAUSTED);
        assertThat(refused.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(refused)
                .hasMessageContaining(" bytes (expected: at most 262144, the room of all calls in flight")
                .hasMessageContaining("inFlightBytes");
        assertThatThrownBy(() -> get(store.hold(tooMuch))).hasMessageContaining("RESOURCE_EXHAUSTED");
        assertNothingHeld();
    }

    @Test
    void allClientsOfARuntimeShareOneLimit() {
        VolantRuntime runtime =
                closing(VolantRuntime.builder().inFlightBytes(LIMIT).build());
        RpcServer server = serve(Store.class, implementation);
        Store one = closing(client(server).runtime(runtime).connect()).stub(Store.class);
        Store other = closing(client(server).runtime(runtime).connect()).stub(Store.class);

        one.hold(MOST);

        assertThatThrownBy(() -> get(other.hold(MUCH))).hasMessageContaining("OVERLOADED");
        assertThat(client.stats().bytesInFlight().outbound()).isZero();
    }

    @Test
    void whateverTheEndOfACallNothingIsHeldAfterIt() {
        assertThat(store.put(MUCH)).isEqualTo(MUCH.length);
        failure(() -> store.fail(MUCH));
        store.drop(MUCH);
        get(store.fetch(150 << 10));
        store.hold(MUCH).cancel(true);
        Store hurried = client.with(CallOptions.defaults().withTimeout(Duration.ofMillis(30)))
                .stub(Store.class);
        assertThatThrownBy(() -> get(hurried.hold(MUCH))).hasMessageContaining("DEADLINE_EXCEEDED");
        assertNothingHeld();

        CompletableFuture<Integer> held = store.hold(MUCH);
        assertThat(client.stats().bytesInFlight().outbound()).isGreaterThan(MUCH.length);
        client.close();
        assertThatThrownBy(() -> get(held)).hasMessageContaining("UNAVAILABLE");
        failure(() -> store.put(MUCH));
        assertNothingHeld();
    }

    @Test
    void afterManyCallsOfAllKindsNothingIsHeld() {
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int thread = 0; thread < 6; thread++) {
            Random random = new Random(thread);
            callers.add(CompletableFuture.runAsync(() -> callAtRandom(random), BytesInFlightContract::onItsOwnThread));
        }
        callers.forEach(Events::get);

        assertNothingHeld();
        assertThat(store.put(MOST)).isEqualTo(MOST.length);
    }

    private void callAtRandom(Random random) {
        for (int i = 0; i < 150; i++) {
            byte[] bytes = new byte[random.nextInt(random.nextInt(5) == 0 ? MOST.length : 2_000)];
            Store stub = random.nextInt(4) > 0
                    ? store
                    : client.with(CallOptions.defaults().withTimeout(Duration.ofNanos(1 + random.nextInt(2_000_000))))
                            .stub(Store.class);
            try {
                switch (random.nextInt(6)) {
                    case 0 -> stub.put(bytes);
                    case 1 -> stub.drop(bytes);
                    case 2 -> stub.fail(bytes);
                    case 3 -> stub.hold(bytes).cancel(true);
                    case 4 -> get(stub.fetch(random.nextInt(150 << 10)));
                    default -> stub.fetch(random.nextInt(150 << 10));
                }
            } catch (RpcException | CompletionException e) {
                assertThat(e).isNotNull(); // as what it ended is the business of other tests
            }
        }
    }

    private CompletableFuture<Integer> waitingPut(byte[] bytes) {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        CountDownLatch started = new CountDownLatch(1);
        Thread caller = new Thread(() -> {
            started.countDown();
            answer.complete(store.put(bytes));
        });
        caller.setUncaughtExceptionHandler((thread, e) -> answer.completeExceptionally(e));
        caller.start();
        Events.await(started);
        Events.until("it waits", () -> caller.getState() == Thread.State.TIMED_WAITING);
        return answer;
    }

    private static void onItsOwnThread(Runnable task) {
        new Thread(task, "caller").start();
    }

    private void assertNothingHeld() {
        Events.until("nothing is held: " + client.stats().bytesInFlight(), () -> {
            var bytes = client.stats().bytesInFlight();
            return bytes.outbound() == 0 && bytes.inbound() == 0;
        });
        assertThat(client.stats().bytesInFlight().limit()).isEqualTo(LIMIT);
    }
}
