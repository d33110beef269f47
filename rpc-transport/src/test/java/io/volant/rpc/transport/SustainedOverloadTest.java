package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Priority;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcServerBuilder;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import io.volant.rpc.WorkerStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A fifth more calls than the workers can serve, for long, over sockets: calls come whether others are answered or not, and their
 * callers wait less long than a full queue needs. Beside it the same with a fixed limit, which shows that it matters.
 */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class SustainedOverloadTest {
    private static final int WORKERS = 16;
    private static final int QUEUE = 160;
    private static final Duration HANDLER = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMillis(400); // the full queue needs 500
    private static final double CALLS_PER_SECOND = 1.2 * WORKERS / (HANDLER.toMillis() / 1_000.0);
    private static final Pattern LOWERED =
            Pattern.compile("OVERLOADED: Clinic.treat: all 16 workers are busy and \\d+ calls"
                    + " wait \\(limit \\d+, lowered from 176 under this load; priority NORMAL\\). Not executed.");
    private static final int CALLS = (int) (8 * CALLS_PER_SECOND);

    @RpcService
    interface Clinic {
        CompletableFuture<Integer> treat(int patient);
    }

    /** Handlers that occupy a worker and no processor. */
    private static final class Doctors implements Clinic {
        final AtomicInteger treated = new AtomicInteger();
        private final CountDownLatch never = new CountDownLatch(1);

        @Override
        public CompletableFuture<Integer> treat(int patient) {
            try {
                if (never.await(HANDLER.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw new AssertionError("nobody counts down");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            treated.incrementAndGet();
            return CompletableFuture.completedFuture(patient);
        }
    }

    /** A call and how it ended. */
    private record Ended(Priority priority, Status status, String message, long nanos) {}

    /** A server under load. */
    private static final class Run implements AutoCloseable {
        private final Doctors doctors = new Doctors();
        private final RpcServer server;
        private final RpcClient client;
        private final Clinic normal;
        private final Clinic critical;
        final List<CompletableFuture<Ended>> calls = new ArrayList<>(); // of the generator's thread until it has ended

        Run(UnaryOperator<RpcServerBuilder> kind) {
            server = kind.apply(RpcServer.builder()
                            .workers(WORKERS)
                            .workersQueue(QUEUE)
                            .service(Clinic.class, doctors))
                    .start();
            client = RpcClient.connect(server.address());
            CallOptions hurried = CallOptions.defaults().withTimeout(PATIENCE);
            normal = client.with(hurried).stub(Clinic.class);
            critical = client.with(hurried.withPriority(Priority.CRITICAL)).stub(Clinic.class);
        }

        void call() {
            int patient = calls.size();
            Priority priority = patient % 10 == 0 ? Priority.CRITICAL : Priority.NORMAL;
            long start = System.nanoTime();
            calls.add((priority == Priority.CRITICAL ? critical : normal)
                    .treat(patient)
                    .handle((answer, error) -> {
                        long nanos = System.nanoTime() - start;
                        return error == null
                                ? new Ended(priority, Status.OK, "", nanos)
                                : new Ended(priority, ((RpcException) error).status(), error.getMessage(), nanos);
                    }));
        }

        List<Ended> ended() {
            return calls.stream().map(CompletableFuture::join).toList();
        }

        WorkerStats workers() {
            return server.stats().workers().get(0);
        }

        @Override
        public void close() {
            client.close();
            server.shutdownNow();
        }
    }

    @Test
    void aFifthTooMuchIsRefusedAndTheRestIsServedInTime() throws Exception {
        try (Run adaptive = new Run(server -> server);
                Run fixed = new Run(RpcServerBuilder::fixedLimit)) {
            AtomicInteger least = new AtomicInteger(WORKERS + QUEUE);
            int late = generate(() -> {
                adaptive.call();
                fixed.call();
                least.accumulateAndGet(adaptive.workers().limit(), Math::min);
            });
            List<Ended> all = adaptive.ended();
            System.out.println("adaptive " + figures(all) + " least limit " + least);
            System.out.println("fixed    " + figures(fixed.ended()));

            assertThat(all)
                    .hasSize(CALLS)
                    .extracting(Ended::status)
                    .isSubsetOf(Status.OK, Status.OVERLOADED, Status.DEADLINE_EXCEEDED);
            long refused = adaptive.workers().refused();
            assertThat(count(all, Status.OVERLOADED)).isLessThanOrEqualTo(refused);
            assertThat(adaptive.doctors.treated.get())
                    .isGreaterThanOrEqualTo((int) count(all, Status.OK))
                    .isLessThanOrEqualTo(CALLS - (int) refused);
            assertThat(fixed.workers().limit()).isEqualTo(WORKERS + QUEUE);
            if (late > CALLS / 10) {
                System.out.println("not shown here: goodput under overload (" + late + " of " + CALLS
                        + " calls were made late: this machine has other things to do)");
                return;
            }
            assertThat(refused).isPositive();
            assertThat(least.get()).isLessThan((WORKERS + QUEUE) / 2);
            assertThat(all).extracting(Ended::message).anyMatch(LOWERED.asMatchPredicate());
            assertThat(count(all, Status.OK)).isGreaterThan(2 * count(fixed.ended(), Status.OK));
            assertThat(all)
                    .filteredOn(ended -> ended.priority() == Priority.CRITICAL && ended.status() == Status.OVERLOADED)
                    .hasSizeLessThan(CALLS / 10 / 20);
        }
    }

    /** Runs {@code call} as often as is due by now, until all are done; returns how often that was late. */
    private static int generate(Runnable call) throws Exception {
        ScheduledExecutorService generator = Executors.newSingleThreadScheduledExecutor();
        try {
            CompletableFuture<Void> all = new CompletableFuture<>();
            AtomicInteger done = new AtomicInteger();
            AtomicInteger late = new AtomicInteger();
            long start = System.nanoTime();
            generator.scheduleAtFixedRate(
                    () -> {
                        double due = (System.nanoTime() - start) / 1e9 * CALLS_PER_SECOND;
                        try {
                            while (done.get() < Math.min(CALLS, due)) {
                                if (due - done.getAndIncrement() > CALLS_PER_SECOND / 10) {
                                    late.incrementAndGet();
                                }
                                call.run();
                            }
                        } catch (Throwable e) {
                            all.completeExceptionally(e);
                        }
                        if (done.get() == CALLS) {
                            all.complete(null);
                        }
                    },
                    0,
                    5,
                    TimeUnit.MILLISECONDS);
            all.get(60, TimeUnit.SECONDS);
            return late.get();
        } finally {
            generator.shutdownNow();
        }
    }

    private static long count(List<Ended> calls, Status status) {
        return calls.stream().filter(call -> call.status() == status).count();
    }

    private static String figures(List<Ended> calls) {
        StringBuilder text = new StringBuilder();
        for (Status status : List.of(Status.OK, Status.OVERLOADED, Status.DEADLINE_EXCEEDED)) {
            long[] nanos = calls.stream()
                    .filter(call -> call.status() == status)
                    .mapToLong(Ended::nanos)
                    .sorted()
                    .toArray();
            text.append(String.format(
                    Locale.ROOT,
                    "%s %d (median %.1f ms, 99 %% %.1f ms)  ",
                    status,
                    nanos.length,
                    nanos.length == 0 ? 0 : nanos[nanos.length / 2] / 1e6,
                    nanos.length == 0 ? 0 : nanos[(int) (nanos.length * 0.99)] / 1e6));
        }
        return text.toString();
    }
}
