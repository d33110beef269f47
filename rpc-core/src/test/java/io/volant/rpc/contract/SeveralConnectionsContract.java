package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.get;
import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CallContext;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcServerBuilder;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import io.volant.rpc.WireLimits;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A client opens more connections to its server where one is not enough, and its callers notice nothing of that. */
public abstract class SeveralConnectionsContract extends TransportContract {
    private static final int OF_ONE_CONNECTION = 64;
    private static final int MANY = 12 * OF_ONE_CONNECTION;
    private static final byte[] LARGE = new byte[1 << 20];
    private static final int REPLACEMENTS = 3;
    private static final int CALLS_BETWEEN = 100;

    @RpcService
    interface Depot {
        @RpcMethod(timeout = "30s")
        CompletableFuture<Integer> hold(int number);

        @RpcMethod(timeout = "30s")
        int put(byte[] bytes, int number);

        @RpcMethod(timeout = "30s")
        CompletableFuture<Integer> next(int number);

        @RpcMethod(oneway = true)
        void drop(byte[] bytes);
    }

    private static final class PlainDepot implements Depot {
        private final CompletableFuture<Void> released = new CompletableFuture<>();
        private final AtomicInteger holding = new AtomicInteger();
        private final AtomicInteger executed = new AtomicInteger();
        private final Set<String> small = ConcurrentHashMap.newKeySet(); // who called, by the size of the calls
        private final Set<String> large = ConcurrentHashMap.newKeySet();

        @Override
        public CompletableFuture<Integer> hold(int number) {
            small.add(CallContext.current().peer().address());
            holding.incrementAndGet();
            return released.thenApply(done -> number + 1);
        }

        @Override
        public int put(byte[] bytes, int number) {
            large.add(CallContext.current().peer().address());
            executed.incrementAndGet();
            return number + 1;
        }

        @Override
        public CompletableFuture<Integer> next(int number) {
            small.add(CallContext.current().peer().address());
            executed.incrementAndGet();
            return CompletableFuture.completedFuture(number + 1);
        }

        @Override
        public void drop(byte[] bytes) {
            large.add(CallContext.current().peer().address());
            executed.incrementAndGet();
        }
    }

    private final PlainDepot depot = new PlainDepot();

    private RpcServerBuilder depotServer() {
        return server().service(Depot.class, depot, on -> on.eventLoop("hold"));
    }

    private RpcServer serveFewPerConnection() {
        return start(depotServer().limits(WireLimits.defaults().withMaxInFlight(OF_ONE_CONNECTION)));
    }

    private static long open(RpcClient client) {
        return client.stats().connections().open();
    }

    /** Calls with large arguments until one has come over a connection that no small one came over. */
    private void openBulkLane(Depot stub) {
        assertThat(get(stub.next(1))).isEqualTo(2);
        until("large calls have a connection of their own", () -> {
            assertThat(stub.put(LARGE, 1)).isEqualTo(2);
            return !depot.small.containsAll(depot.large);
        });
    }

    @Test
    void moreCallsThanOneConnectionCarriesAreInFlightAtOnce() {
        RpcServer server = serveFewPerConnection();
        RpcClient client = connect(server);
        Depot stub = client.stub(Depot.class);
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            answers.add(stub.hold(i));
        }
        until("all are held at once", () -> depot.holding.get() == MANY || failed(answers));
        assertThat(answers).noneMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(depot.holding).hasValue(MANY);
        assertThat(open(client)).isBetween(12L, 15L);
        assertThat(depot.small).hasSizeBetween(12, 15);

        depot.released.complete(null);

        for (int i = 0; i < MANY; i++) {
            assertThat(get(answers.get(i))).isEqualTo(i + 1);
        }
        client.close();
        until("all are closed", () -> open(client) == 0);
    }

    private static boolean failed(List<CompletableFuture<Integer>> answers) {
        return answers.stream().anyMatch(CompletableFuture::isCompletedExceptionally);
    }

    @Test
    void noMoreConnectionsAreOpenedThanTheClientMayHave() {
        RpcServer server = serveFewPerConnection();
        RpcClient client = closing(client(server).connections(4).connect());
        Depot stub = client.stub(Depot.class);
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 3 * OF_ONE_CONNECTION; i++) { // the fourth is for large calls
            answers.add(stub.hold(i));
        }
        until("all are held at once", () -> depot.holding.get() == answers.size() || failed(answers));
        assertThat(open(client)).isEqualTo(3);

        RpcException refused = failure(() -> {
            throw (Exception) stub.hold(0).handle((value, error) -> error).get();
        });

        assertThat(refused.status()).isEqualTo(Status.OVERLOADED);
        depot.released.complete(null);
        answers.forEach(Events::get);
    }

    @Test
    void largeCallsHaveAConnectionOfTheirOwn() {
        RpcServer server = start(depotServer());
        RpcClient client = connect(server);
        Depot stub = client.stub(Depot.class);
        openBulkLane(stub);
        depot.large.clear();

        stub.put(LARGE, 1);
        int before = depot.executed.get();
        stub.drop(LARGE);
        until("the one-way call is there", () -> depot.executed.get() > before);
        get(stub.next(1));

        assertThat(depot.small).hasSize(1);
        assertThat(depot.large).hasSize(1).doesNotContainAnyElementsOf(depot.small);
        assertThat(open(client)).isEqualTo(2);
    }

    @Test
    void aClientThatMayHaveOneConnectionHasOne() {
        RpcServer server = serveFewPerConnection();
        RpcClient client = closing(client(server).connections(1).connect());
        Depot stub = client.stub(Depot.class);
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < OF_ONE_CONNECTION - 1; i++) {
            answers.add(stub.hold(i));
        }
        for (int i = 0; i < 10; i++) {
            assertThat(stub.put(LARGE, i)).isEqualTo(i + 1);
        }

        assertThat(client.stats().connections().opened()).isEqualTo(1);
        depot.released.complete(null);
        answers.forEach(Events::get);
    }

    @Test
    void replacingTheServerUnderSmallAndLargeCallsCostsNoCall() {
        RpcServer server = start(depotServer());
        int port = server.port();
        Depot stub = connect(server).stub(Depot.class);
        openBulkLane(stub);
        int before = depot.executed.get();
        SteadyCalls calls = new SteadyCalls(number -> stub.put(LARGE, number), stub::next);
        for (int i = 0; i < REPLACEMENTS; i++) {
            int from = calls.answered();
            until(
                    "the load is on",
                    () -> calls.answered() > from + CALLS_BETWEEN
                            || !calls.failures().isEmpty());
            server.shutdown();
            server = startAgain(port);
        }
        calls.stop();

        assertThat(calls.failures()).isEmpty();
        assertThat(calls.answered()).isEqualTo(calls.made());
        assertThat(depot.executed).hasValue(before + calls.made());
    }

    private RpcServer startAgain(int port) {
        while (true) {
            try {
                return start(depotServer().port(port));
            } catch (UncheckedIOException e) { // the one before it still has the address
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void clientServerAndConnectionsMayBeClosedInAnyOrder() {
        RpcServer server = start(depotServer());
        RpcClient client = connect(server);
        Depot stub = client.stub(Depot.class);
        openBulkLane(stub);
        CompletableFuture<Integer> held = stub.hold(1);
        until("it is held", () -> depot.holding.get() == 1);

        server.shutdownNow();
        until("all connections are closed", () -> open(client) == 0);
        assertThat(failure(() -> {
                            throw (Exception)
                                    held.handle((value, error) -> error).get();
                        })
                        .status())
                .isEqualTo(Status.UNAVAILABLE);
        client.close();

        assertThat(failure(() -> stub.put(LARGE, 1)).status()).isEqualTo(Status.UNAVAILABLE);
    }
}
