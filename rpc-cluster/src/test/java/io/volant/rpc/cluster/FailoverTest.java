package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Outcome;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.contract.Events;
import io.volant.rpc.transport.ChildProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers in JVMs of their own are killed and paused under load: idempotent calls do not notice, and others never run twice. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class FailoverTest {
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final int CALLERS = 4;
    private static final int CALLS_BETWEEN = 2_000;

    @TempDir
    Path directory;

    private final List<ChildProcess> servers = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger next = new AtomicInteger();
    private final Queue<Throwable> failedReads = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Throwable> failedBookings = new ConcurrentHashMap<>();
    private final List<CompletableFuture<Void>> callers = new ArrayList<>();
    private RetryPolicy retry = RetryPolicy.defaults();
    private RpcClient client;

    @BeforeEach
    void startServers() {
        for (String name : NAMES) {
            servers.add(ChildProcess.start(
                    BookingsServer.class, directory.resolve(name).toString()));
        }
    }

    @AfterEach
    void stop() {
        over.set(true);
        if (client != null) {
            client.close();
        }
        for (ChildProcess server : servers) {
            server.close();
        }
    }

    private void callAll() {
        client = RpcClient.builder()
                .routing(Cluster.of(servers.stream().map(ChildProcess::line).toArray(String[]::new))
                        .balancer(LoadBalancer.roundRobin())
                        .retry(retry))
                .connect();
        Bookings bookings = client.stub(Bookings.class);
        for (int i = 0; i < CALLERS; i++) {
            callers.add(caller(() -> read(bookings)));
            callers.add(caller(() -> book(bookings)));
        }
        more();
    }

    private static CompletableFuture<Void> caller(Runnable work) {
        return CompletableFuture.runAsync(work, task -> new Thread(task, "caller").start());
    }

    private void read(Bookings bookings) {
        while (!over.get()) {
            int call = reads.getAndIncrement();
            try {
                assertThat(bookings.read(call)).isEqualTo(~call);
            } catch (RpcException e) {
                failedReads.add(e);
            }
        }
    }

    private void book(Bookings bookings) {
        while (!over.get() && next.get() < BookingsServer.MOST_CALLS - CALLERS) {
            int call = next.getAndIncrement();
            try {
                assertThat(bookings.book(call).join()).isEqualTo(~call);
            } catch (CompletionException e) {
                failedBookings.put(call, e.getCause());
            }
        }
    }

    /** Waits for many more calls, or for the end of a caller. */
    private void more() {
        int from = reads.get();
        int booked = next.get();
        Events.until(
                "the load is on",
                () -> (reads.get() > from + CALLS_BETWEEN && next.get() > booked + CALLS_BETWEEN)
                        || callers.stream().anyMatch(CompletableFuture::isDone));
    }

    private void end() {
        over.set(true);
        callers.forEach(Events::get);
    }

    /** No booking was executed twice; those with an answer were executed; and failures say the truth. */
    private void assertTruth() throws IOException {
        List<ByteBuffer> records = new ArrayList<>();
        for (String name : NAMES) {
            records.add(BookingsServer.executions(directory.resolve(name)));
        }
        for (int call = 0; call < next.get(); call++) {
            int index = call;
            int executed =
                    records.stream().mapToInt(record -> record.get(index)).sum();
            Throwable failure = failedBookings.get(call);
            if (failure == null) {
                assertThat(executed)
                        .as("executions of call %s, which has an answer", call)
                        .isEqualTo(1);
            } else {
                Outcome outcome = ((RpcException) failure).outcome();
                assertThat(executed)
                        .as("executions of call %s: %s", call, failure)
                        .isBetween(outcome == Outcome.EXECUTED ? 1 : 0, outcome.notExecuted() ? 0 : 1);
            }
        }
    }

    @Test
    void aKilledServerCostsNoIdempotentCallAndRepeatsNoOther() throws IOException {
        callAll();

        servers.get(1).close();
        more();
        end();

        assertThat(failedReads).isEmpty();
        assertThat(failedBookings.size()).isLessThanOrEqualTo(CALLERS);
        assertTruth();
    }

    @Test
    void aPausedServerCostsNoIdempotentCallEither() throws IOException {
        callAll();

        servers.get(1).stop();
        more();
        servers.get(1).goOn();
        more();
        end();

        assertThat(failedReads).isEmpty();
        assertTruth();
    }

    @Test
    void withoutRetriesAKilledServerCostsTheCallsThatWereUnderWay() throws IOException {
        retry = RetryPolicy.off();
        callAll();

        servers.get(1).stop(); // so that calls are under way there when it dies
        Events.until("calls hang", () -> client.stats().nodes().stream().anyMatch(node -> node.inFlight() >= CALLERS));
        servers.get(1).close();
        more();
        end();

        assertThat(failedReads).isNotEmpty();
        assertTruth();
    }
}
