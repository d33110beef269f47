package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.contract.Events;
import io.volant.rpc.contract.SteadyCalls;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that ends its connections all the time, and goes on: nobody who calls it notices. */
@Timeout(60)
class RecyclingTest {
    private static final int RECYCLED = 12;

    @RpcService
    interface Numbers {
        int next(int number);

        CompletableFuture<Integer> nextLater(int number);

        CompletableFuture<Integer> hold(int number);
    }

    private final AtomicInteger executed = new AtomicInteger();
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
            SteadyCalls calls = new SteadyCalls(stub::next, stub::nextLater);
            Events.until(
                    "connections are recycled",
                    () -> server.stats().connections().closed() >= RECYCLED);
            calls.stop();

            assertThat(calls.failures()).isEmpty();
            assertThat(calls.answered()).isEqualTo(calls.made());
            assertThat(executed).hasValue(calls.made());
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
}
