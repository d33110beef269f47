package io.volant.rpc.transport;

import static io.volant.rpc.contract.Events.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.volant.rpc.Connection.State;
import io.volant.rpc.Failure;
import io.volant.rpc.Metadata;
import io.volant.rpc.Outcome;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Status;
import io.volant.rpc.contract.Events;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class ConnectionEndTest {
    private final Held held = new Held();

    @Test
    void closingTheClientCompletesWhatIsInFlight() {
        try (TestServer server = TestServer.start(held);
                TestClient client = TestClient.with().connect("localhost", server.port())) {
            CompletableFuture<Response> answer = client.call("say", "x");
            Held.Call call = held.call(0);

            client.connection.close();

            Failure failure = get(answer).failure();
            assertThat(failure.status()).isEqualTo(Status.UNAVAILABLE);
            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(failure.message())
                    .isEqualTo("Echo.say: the connection to localhost:" + server.port()
                            + " was closed by this client. Outcome unknown.");
            Events.until("the handler hears of it", () -> call.request().scope().cancelled());
        }
    }

    @Test
    void aOneWayCallGoesOnWhenItsClientHasGone() {
        try (TestServer server = TestServer.start(held);
                TestClient client = TestClient.connect(server.port())) {
            assertThat(client.answer("tell", "x").isSuccess()).isTrue();
            Held.Call call = held.call(0);
            CompletableFuture<Response> other = client.call("say", "y");
            Held.Call second = held.call(1);

            client.connection.close();

            get(other);
            Events.until(
                    "the other call hears of it", () -> second.request().scope().cancelled());
            assertThat(call.request().scope().cancelled()).isFalse();
        }
    }

    @Test
    void statesAreToldInOrderAndAlsoToLateListeners() {
        List<State> told = new CopyOnWriteArrayList<>();
        try (TestServer server = TestServer.start(held);
                TestClient client = TestClient.connect(server.port())) {
            client.connection.onState(told::add);
            CompletableFuture<Response> answer = client.call("say", "x");
            held.call(0);

            CompletableFuture<Void> drained = client.connection.drain(Duration.ofSeconds(30));
            assertThat(client.connection.state()).isEqualTo(State.DRAINING);
            assertThat(client.answer("say", "late").failure().outcome()).isEqualTo(Outcome.NOT_SENT);
            held.call(0).answer();

            assertThat(get(answer).value()).isEqualTo("x");
            get(drained);
            assertThat(told).containsExactly(State.DRAINING, State.CLOSED);
            List<State> late = new ArrayList<>();
            client.connection.onState(late::add);
            assertThat(late).containsExactly(State.CLOSED);
        }
    }

    @Test
    void drainingAClientEndsWhatTakesTooLong() {
        try (TestServer server = TestServer.start(held);
                TestClient client = TestClient.connect(server.port())) {
            CompletableFuture<Response> answer = client.call("say", "x");
            held.call(0);

            get(client.connection.drain(Duration.ofMillis(50)));

            assertThat(get(answer).failure().outcome()).isEqualTo(Outcome.UNKNOWN);
        }
    }

    @Test
    void aServerThatDrainsAnswersWhatItAcceptedAndTakesNothingMore() {
        try (TestServer server = TestServer.start(held);
                TestClient client = TestClient.with().connect("localhost", server.port())) {
            CompletableFuture<Response> answer = client.call("say", "accepted");
            held.call(0);

            CompletableFuture<Void> drained = server.listening.drain(Duration.ofSeconds(30));
            Events.until("the client hears of it", () -> client.connection.state() == State.DRAINING);
            Failure late = client.answer("say", "late").failure();
            assertThat(drained).isNotDone();
            held.call(0).answer();

            assertThat(get(answer).value()).isEqualTo("accepted");
            assertThat(late.status()).isEqualTo(Status.UNAVAILABLE);
            assertThat(late.outcome()).isEqualTo(Outcome.NOT_SENT);
            get(drained);
            Events.until("the client closes", () -> client.connection.state() == State.CLOSED);
        }
    }

    @Test
    void whatRunsWhenTheGraceIsOverIsAnsweredUnavailable() {
        try (TestServer server = TestServer.start(held);
                TestClient client = TestClient.with().connect("localhost", server.port())) {
            CompletableFuture<Response> answer = client.call("say", "x");
            Held.Call call = held.call(0);

            get(server.listening.drain(Duration.ofMillis(50)));

            Failure failure = get(answer).failure();
            assertThat(failure.status()).isEqualTo(Status.UNAVAILABLE);
            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(failure.message()).isEqualTo("Echo.say: the server is shutting down. Outcome unknown.");
            Events.until("the handler hears of it", () -> call.request().scope().cancelled());
        }
    }

    @Test
    void callsOnAClosedRuntimeEnd() {
        try (TestServer server = TestServer.start(held)) {
            TestClient client = TestClient.connect(server.port());
            CompletableFuture<Response> answer = client.call("say", "x");
            held.call(0);

            client.runtime.close();

            assertThat(get(answer).failure().status()).isEqualTo(Status.UNAVAILABLE);
            assertThat(client.answer("say", "y").failure().outcome()).isEqualTo(Outcome.NOT_SENT);
            get(client.connection.drain(Duration.ofSeconds(1)));
        }
    }

    @Test
    void drainingUnderLoadLosesNothing() {
        AtomicInteger executed = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(2);
        try (TestServer server = TestServer.start(request -> {
                    executed.incrementAndGet();
                    return CompletableFuture.supplyAsync(() -> TestServer.answer(request, "ok"), workers);
                });
                TestClient client = TestClient.connect(server.port())) {
            Load load = new Load(client);
            load.await(2_000);

            CompletableFuture<Void> drained = server.listening.drain(Duration.ofSeconds(30));
            load.stop();
            get(drained);

            assertThat(load.ended).hasValue(load.started.get());
            assertThat(load.values.get()).as("every call that ran was answered").isEqualTo(executed.get());
            assertThat(load.failures).allSatisfy(failure -> {
                assertThat(failure.status()).isEqualTo(Status.UNAVAILABLE);
                assertThat(failure.outcome().notExecuted())
                        .as(failure.toString())
                        .isTrue();
            });
        } finally {
            workers.shutdown();
        }
    }

    @Test
    void aConnectionThatBreaksUnderLoadCompletesEveryCallOnce() {
        AtomicInteger executed = new AtomicInteger();
        try (TestServer server = TestServer.start(request -> {
                    executed.incrementAndGet();
                    return TestServer.echo(request);
                });
                TestClient client = TestClient.connect(server.port())) {
            Load load = new Load(client);
            load.await(2_000);

            server.runtime.close(); // the loops go, and all sockets with them
            Events.until("the client sees it", () -> client.connection.state() == State.CLOSED);
            load.stop();

            assertThat(load.ended).hasValue(load.started.get());
            assertThat(client.connection.inFlight()).isZero();
            assertThat(load.values.get()).isLessThanOrEqualTo(executed.get());
            assertThat(load.failures)
                    .allSatisfy(failure -> assertThat(failure.status()).isEqualTo(Status.UNAVAILABLE));
            long unknown = load.failures.stream()
                    .filter(failure -> failure.outcome() == Outcome.UNKNOWN)
                    .count();
            assertThat(executed.get() - load.values.get()).isLessThanOrEqualTo((int) unknown);
        }
    }

    @Test
    void fiftyServersAndClientsLeaveNoThreadAndNoSocketBehind() {
        long before = openFiles();
        for (int i = 0; i < 50; i++) {
            try (TestServer server = TestServer.start(TestServer::echo);
                    TestClient client = TestClient.connect(server.port())) {
                assertThat(client.answer("say", "x").value()).isEqualTo("x");
                client.call("bytes", (Object) new byte[10_000_000]);
            }
        }
        Events.until("their threads have ended", () -> ioThreads() < 10);
        Events.until("their sockets are closed", () -> openFiles() < before + 50);
    }

    private static long ioThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("volant-io-"))
                .count();
    }

    /** Open files of this process; 0 where the platform does not tell. */
    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    /** Threads that call and call again, and what became of their calls. */
    private static final class Load {
        private static final int THREADS = 4;
        private static final int AHEAD = 64;

        private final AtomicInteger started = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();
        private final AtomicInteger values = new AtomicInteger();
        private final ConcurrentLinkedQueue<Failure> failures = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final CountDownLatch threads = new CountDownLatch(THREADS);

        Load(TestClient client) {
            for (int i = 0; i < THREADS; i++) {
                Thread thread = new Thread(() -> run(client), "load-" + i);
                thread.setDaemon(true);
                thread.start();
            }
        }

        private void run(TestClient client) {
            List<CompletableFuture<Response>> ahead = new ArrayList<>();
            int afterTheEnd = 0;
            while (!stopped.get() || afterTheEnd++ < 10) {
                Request request = client.request(Duration.ofSeconds(30), Metadata.empty(), "say", "ok");
                started.incrementAndGet();
                AtomicBoolean once = new AtomicBoolean();
                ahead.add(client.call(request).whenComplete((response, error) -> {
                    if (error != null || !once.compareAndSet(false, true)) {
                        throw new AssertionError("completed twice, or not normally", error);
                    }
                    if (response.isSuccess()) {
                        values.incrementAndGet();
                    } else {
                        failures.add(response.failure());
                    }
                    ended.incrementAndGet();
                }));
                if (ahead.size() == AHEAD) {
                    ahead.forEach(answer -> Events.get(answer));
                    ahead.clear();
                }
            }
            ahead.forEach(answer -> Events.get(answer));
            threads.countDown();
        }

        void await(int calls) {
            Events.until(calls + " calls are answered", () -> values.get() >= calls);
        }

        void stop() {
            stopped.set(true);
            Events.await(threads);
        }
    }
}
