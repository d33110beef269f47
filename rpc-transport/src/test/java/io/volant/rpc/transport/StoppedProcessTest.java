package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcServer;
import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Processes that are stopped under load, and go on: nothing that nobody waits for any more is executed, and nothing that was
 * answered in time is lost.
 *
 * <p>{@code -Dvolant.stop.seconds=30} stops the server for that long; {@code .ci/run} does so.
 */
@Timeout(180)
class StoppedProcessTest {
    private static final Duration SERVER_STOP = Duration.ofSeconds(Integer.getInteger("volant.stop.seconds", 3));
    private static final Duration CLIENT_STOP = Duration.ofSeconds(5);
    private static final Duration STALL = Duration.ofSeconds(3);
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(2_500);

    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private int calls;

    private void call(Timely stub) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Timely.TIMEOUT_MILLIS);
        stub.work(calls++, until)
                .whenComplete((answer, failure) -> (failure == null ? answered : failed).incrementAndGet());
    }

    /** Calls some hundred times a second, whether or not it is answered. */
    private void callFor(Timely stub, Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() - end < 0) {
            call(stub);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Lets the time pass for which a process is stopped. */
    private static void pass(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Test
    void aServerThatWasStoppedExecutesNothingOlderThanItsDeadline() {
        try (ChildProcess server = ChildProcess.start(TimelyServer.class);
                RpcClient client = RpcClient.connect(server.line())) {
            Timely stub = client.stub(Timely.class);
            callFor(stub, Duration.ofSeconds(1));
            Events.until("calls are answered", () -> answered.get() > 50);
            for (int i = 0; i < 500; i++) {
                call(stub); // more than it can execute before it stops
            }

            server.stop();
            callFor(stub, SERVER_STOP);
            server.goOn();

            int before = answered.get();
            Events.until("it serves again", () -> {
                call(stub);
                LockSupport.parkNanos(PAUSE_NANOS);
                return answered.get() > before + 50;
            });
            server.tell("report");
            List<String> report = List.of(server.line().split(" ", -1));
            assertThat(failed).as("calls that met the stop").hasValueGreaterThan(100);
            assertThat(Integer.parseInt(report.get(2)))
                    .as("not executed any more")
                    .isPositive();
            assertThat(report.get(1)).as("executed late, of " + report.get(0)).isEqualTo("0");
        }
    }

    @Test
    void aClientThatWasStoppedSendsNoBurstOfExpiredCalls() {
        Timely.Worker worker = new Timely.Worker();
        try (RpcServer server = RpcServer.builder()
                        .workersQueue(10_000)
                        .service(Timely.class, worker)
                        .start();
                ChildProcess client = ChildProcess.start(TimelyClient.class, server.address())) {
            Events.until("the load is on", () -> worker.executed.get() > 200);

            client.stop();
            pass(CLIENT_STOP);
            int during = worker.executed.get();
            client.goOn();

            Events.until("the load is on again", () -> worker.executed.get() > during + 200);
            assertThat(worker.late).hasValue(0);
            assertThat(Timely.expired(server.stats()))
                    .as("expired calls that it sent")
                    .isLessThan(100); // at most the batch that was being written
        }
    }

    @Test
    void aClientThatStoodStillReadsItsAnswersBeforeItGivesThemUp() {
        Queue<CompletableFuture<byte[]>> held = new ConcurrentLinkedQueue<>();
        StalledClient.Slow slow = new StalledClient.Slow() {
            @Override
            public CompletableFuture<byte[]> later(int call) {
                CompletableFuture<byte[]> answer = new CompletableFuture<>();
                held.add(answer);
                return answer;
            }

            @Override
            public byte[] now(int call) {
                return later(call).join();
            }

            @Override
            public int another(int call) {
                return call;
            }
        };
        try (RpcServer server = RpcServer.builder()
                        .service(StalledClient.Slow.class, slow)
                        .start();
                ChildProcess client = ChildProcess.start(StalledClient.class, server.address())) {
            int all = StalledClient.ASYNCHRONOUS + StalledClient.BLOCKING;
            Events.until("all calls have come", () -> held.size() == all);

            client.stop();
            held.forEach(answer -> answer.complete(new byte[1_000]));
            pass(STALL);
            client.goOn();

            assertThat(client.line()).isEqualTo(all + " ");
            assertThat(client.line()).isEqualTo("1");
            assertThat(server.stats().connections().opened()).isEqualTo(1);
        }
    }
}
