package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Outcome;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import io.volant.rpc.contract.Events;
import io.volant.rpc.contract.Sources;
import io.volant.rpc.transport.Killable.Recorder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server's process is killed under load: every call ends, and what its end says about the execution is true. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class KilledServerTest {
    private static final int BLOCKING_CALLERS = 8;
    private static final int IN_FLIGHT = 512;
    private static final int CALLS_BEFORE = 5_000;

    @TempDir
    Path directory;

    private final AtomicInteger nextCall = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final Map<Integer, Throwable> failures = new ConcurrentHashMap<>();
    private Process server;

    @AfterEach
    void endTheServer() throws InterruptedException {
        if (server != null) {
            server.destroyForcibly().waitFor();
        }
    }

    private int startServer(Path record) throws IOException {
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        Sources.classPath(),
                        Killable.class.getName(),
                        record.toString())
                .redirectError(directory.resolve("server.log").toFile())
                .start();
        BufferedReader output = server.inputReader();
        return Integer.parseInt(String.valueOf(output.readLine()));
    }

    @Test
    void everyCallEndsAndSaysTheTruth() throws Exception {
        Path record = directory.resolve("executions");
        int port = startServer(record);
        try (RpcClient client = RpcClient.connect("localhost:" + port)) {
            Recorder stub = client.stub(Recorder.class);
            List<CompletableFuture<Void>> callers = new ArrayList<>();
            for (int i = 0; i < BLOCKING_CALLERS; i++) {
                callers.add(CompletableFuture.runAsync(() -> callUntilItFails(stub), KilledServerTest::onItsOwnThread));
            }
            callers.add(
                    CompletableFuture.runAsync(() -> callAheadUntilItFails(stub), KilledServerTest::onItsOwnThread));
            Events.until("the load is on", () -> answered.get() > CALLS_BEFORE);

            server.destroyForcibly(); // SIGKILL
            callers.forEach(Events::get);

            assertThat(server.waitFor()).isEqualTo(128 + 9);
            assertThat(failures).hasSizeGreaterThanOrEqualTo(BLOCKING_CALLERS);
            assertThat(answered.get() + failures.size()).isEqualTo(nextCall.get());
            assertTruth(Killable.open(record));
        }
    }

    private static void onItsOwnThread(Runnable task) {
        new Thread(task, "caller").start();
    }

    private void callUntilItFails(Recorder stub) {
        while (true) {
            int call = nextCall.getAndIncrement();
            try {
                assertThat(stub.record(call)).isEqualTo(~call);
                answered.incrementAndGet();
            } catch (RpcException e) {
                failures.put(call, e);
                return;
            }
        }
    }

    private void callAheadUntilItFails(Recorder stub) {
        Semaphore places = new Semaphore(IN_FLIGHT);
        while (failures.isEmpty()) {
            places.acquireUninterruptibly();
            int call = nextCall.getAndIncrement();
            stub.recordLater(call).whenComplete((answer, error) -> {
                if (error != null) {
                    failures.put(call, error);
                } else if (answer == ~call) {
                    answered.incrementAndGet();
                }
                places.release();
            });
        }
        places.acquireUninterruptibly(IN_FLIGHT);
    }

    private void assertTruth(ByteBuffer executions) {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        for (int call = 0; call < nextCall.get(); call++) {
            Throwable failure = failures.get(call);
            int executed = executions.get(call);
            if (failure == null) {
                assertThat(executed)
                        .as("executions of call %s, which has an answer", call)
                        .isEqualTo(1);
                continue;
            }
            assertThat(failure).isInstanceOf(RpcException.class);
            RpcException thrown = (RpcException) failure;
            assertThat(thrown.status()).as(thrown.getMessage()).isEqualTo(Status.UNAVAILABLE);
            outcomes.merge(thrown.outcome(), 1, Integer::sum);
            if (thrown.outcome().notExecuted()) {
                assertThat(executed)
                        .as("executions of call %s: %s", call, thrown.getMessage())
                        .isZero();
            } else {
                assertThat(thrown.outcome()).as(thrown.getMessage()).isEqualTo(Outcome.UNKNOWN);
                assertThat(executed)
                        .as("executions of call %s: %s", call, thrown.getMessage())
                        .isLessThanOrEqualTo(1);
            }
        }
        assertThat(outcomes).containsKey(Outcome.UNKNOWN); // the load was on: some calls were with the server
    }
}
