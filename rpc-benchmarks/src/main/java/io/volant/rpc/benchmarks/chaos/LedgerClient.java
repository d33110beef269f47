package io.volant.rpc.benchmarks.chaos;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Checksum;
import io.volant.rpc.Layer;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcClientBuilder;
import io.volant.rpc.RpcException;
import io.volant.rpc.benchmarks.load.Orders;
import io.volant.rpc.cluster.Cluster;
import io.volant.rpc.cluster.LoadBalancer;
import io.volant.rpc.cluster.OutlierDetection;
import io.volant.rpc.cluster.RetryPolicy;
import io.volant.rpc.cluster.discovery.Registry;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The JVM of a client: makes calls at fixed times, whether those before are answered or not, and writes down how each ends. Says
 * {@code ready} when it calls all servers, begins when it is told {@code go}, and says {@code done} and a {@link ClientReport} when all
 * calls have ended or should have.
 */
final class LedgerClient {
    private static final int UNRECORDED = -1;
    private static final long LATER_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Duration LONG_AGO = Duration.ofMinutes(1);

    /** Calls that were due while this JVM stood still for so long are not made: nobody was there to make them. */
    private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** A call that has so much of its time left is not late. */
    private static final long ALMOST_ALL_NANOS = TimeUnit.MILLISECONDS.toNanos(Ledger.TIMEOUT_MILLIS * 9 / 10);

    private final Settings settings;
    private final CallRecord record;
    private final LongAdder ended = new LongAdder();
    private final AtomicReference<String> firstError = new AtomicReference<>("");
    private final RpcClient client;
    private final Ledger ledger;
    private final WallClock clock = new WallClock();
    private long stallNanos;

    private LedgerClient(Settings settings, CallRecord record, RpcClient client) {
        this.settings = settings;
        this.record = record;
        this.client = client;
        this.ledger = settings.on("deadline")
                ? client.stub(Ledger.class)
                : client.with(CallOptions.defaults().withTimeout(LONG_AGO)).stub(Ledger.class);
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err);
        Settings settings = Settings.parse(arguments);
        Orders orders = Orders.ofStandardInput();
        Pace pace = Pace.parse(settings.text("pace"));
        AttemptTimes attempts = new AttemptTimes(pace);
        CallRecord record = CallRecord.in(Path.of(settings.text("record")));
        boolean knowsServers = settings.on("list");
        if (!knowsServers) { // begins when the fault has
            out.println("ready now");
            orders.next();
            LockSupport.parkNanos(LATER_NANOS);
        }
        try (Registry registry = LedgerServer.registry(settings);
                RpcClient client = builder(settings, registry)
                        .interceptor(Layer.ATTEMPT, attempts.interceptor())
                        .connect()) {
            LedgerClient caller = new LedgerClient(settings, record, client);
            if (knowsServers) {
                caller.warmUp();
                out.println("ready now");
                orders.next();
            }
            attempts.begin(System.nanoTime());
            caller.load(pace);
            caller.awaitEnd(pace.calls());
            ClientReport report = new ClientReport(
                    attempts.attempts(),
                    TimeUnit.NANOSECONDS.toMicros(caller.stallNanos),
                    caller.clock.jumpedSeconds(),
                    attempts.calmP99Millis(),
                    attempts.peakP99Millis(),
                    String.valueOf(caller.firstError.get()));
            out.println("done " + report.text());
            orders.next(); // never comes: this JVM ends with its parent
        }
    }

    private static RpcClientBuilder builder(Settings settings, Registry registry) {
        Cluster cluster = Cluster.of(registry).slowStart(Duration.ofSeconds(2));
        if (!settings.on("retry")) {
            cluster = cluster.retry(RetryPolicy.off());
        } else if (!settings.on("budget")) {
            cluster = cluster.retry(RetryPolicy.defaults().withBudget(1, 1_000_000));
        }
        if (!settings.on("outliers")) {
            cluster = cluster.outliers(OutlierDetection.off());
        }
        if (!settings.on("balancer")) {
            cluster = cluster.balancer(LoadBalancer.roundRobin());
        }
        RpcClientBuilder builder =
                RpcClient.builder().routing(cluster).checksum(settings.on("checksum") ? Checksum.ON : Checksum.OFF);
        if (settings.leavesLoopback()) {
            builder.insecure();
        }
        return settings.on("ping") ? builder : builder.pingInterval(LONG_AGO);
    }

    private void warmUp() {
        WarmUp warmUp = new WarmUp(Stage.SERVERS);
        while (!warmUp.isOver()) {
            ledger.read(UNRECORDED, Long.MAX_VALUE).whenComplete((entry, error) -> {
                if (entry != null) {
                    warmUp.onAnswer(entry.server());
                }
            });
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(1_500));
        }
    }

    private void load(Pace pace) {
        int calls = pace.calls();
        long start = System.nanoTime();
        for (int call = 0; call < calls; call++) {
            long due = start + pace.dueNanos(call);
            long left = due - System.nanoTime();
            if (left > 0) {
                LockSupport.parkNanos(left);
            } else if (-left > STALL_NANOS && settings.on("skip")) {
                start -= left;
                due -= left;
            }
            stallNanos = Math.max(stallNanos, -left);
            clock.aheadSeconds();
            call(call, due);
        }
    }

    private void call(int call, long due) {
        record.begin(call, due);
        long until = due + TimeUnit.MILLISECONDS.toNanos(Ledger.TIMEOUT_MILLIS);
        Ledger ledger =
                until - System.nanoTime() > ALMOST_ALL_NANOS || !settings.on("deadline") ? this.ledger : hurried(until);
        try {
            (Ledger.isWrite(call)
                            ? ledger.write(call, until)
                            : settings.on("attempts") ? ledger.read(call, until) : ledger.readPatiently(call, until))
                    .whenComplete((entry, error) -> end(call, entry, error));
        } catch (RuntimeException e) {
            end(call, null, e);
        }
    }

    /** For a call that is late already: it has no more time than is left of that since it was due. */
    private Ledger hurried(long until) {
        long left = Math.max(1, until - System.nanoTime());
        return client.with(CallOptions.defaults().withTimeout(Duration.ofNanos(left)))
                .stub(Ledger.class);
    }

    private void end(int call, Ledger.@Nullable Entry entry, @Nullable Throwable error) {
        if (entry != null) {
            boolean right = entry.answers(call);
            record.end(call, right ? CallRecord.Ending.OK : CallRecord.Ending.WRONG, entry.server());
        } else {
            record.end(call, failed(error), -1);
            firstError.compareAndSet("", String.valueOf(error));
        }
        ended.increment();
    }

    private static CallRecord.Ending failed(@Nullable Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (!(cause instanceof RpcException rpc)) {
            return CallRecord.Ending.EXECUTED;
        }
        return switch (rpc.outcome()) {
            case NOT_SENT, REJECTED -> CallRecord.Ending.NOT_EXECUTED;
            case UNKNOWN -> CallRecord.Ending.UNKNOWN;
            case EXECUTED -> CallRecord.Ending.EXECUTED;
        };
    }

    /** Waits for what is under way, for twice as long as it may take. */
    private void awaitEnd(int calls) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2 * Ledger.TIMEOUT_MILLIS + 1_000);
        while (ended.sum() < calls && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
