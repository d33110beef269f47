package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Endpoint;
import io.volant.rpc.NodeStats;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcService;
import io.volant.rpc.contract.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Ten times as many calls as two servers can serve, over sockets: calls come whether others are answered or not. Handlers occupy a worker
 * and no processor, so that refusals cost the servers nothing that matters here; what they cost is counted.
 */
class OverloadTest extends ClusterRig {
    private static final int WORKERS = 2;
    private static final long HANDLER_MILLIS = 200; // so long that a busy machine makes little difference
    private static final double CAPACITY = 2 * WORKERS * 1_000.0 / HANDLER_MILLIS; // calls a second of both
    private static final int TURN_MILLIS = 10;
    private static final int TURNS = 300; // of the generator
    private static final String KEPT_BACK = "OVERLOADED NOT_SENT";

    @RpcService
    interface Clinic {
        @RpcMethod(timeout = "10s")
        CompletableFuture<Integer> treat(int patient);
    }

    private static final class Doctors implements Clinic {
        final AtomicInteger treated = new AtomicInteger();
        private final CountDownLatch never = new CountDownLatch(1);

        @Override
        public CompletableFuture<Integer> treat(int patient) {
            try {
                if (never.await(HANDLER_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("nobody counts down");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            treated.incrementAndGet();
            return CompletableFuture.completedFuture(patient);
        }
    }

    private final List<RpcServer> servers = new ArrayList<>();

    private Clinic clinic(RetryPolicy policy) {
        for (int i = 0; i < 2; i++) {
            servers.add(closing(RpcServer.builder()
                    .port(0)
                    .workers(WORKERS)
                    .workersQueue(5 * WORKERS)
                    .service(Clinic.class, new Doctors())
                    .start()));
        }
        list.say(
                servers.stream().map(server -> Endpoint.parse(server.address())).toArray(Endpoint[]::new));
        RpcClient client = client(Cluster.of(list).retry(policy));
        Clinic clinic = client.stub(Clinic.class);
        Events.until(
                "both are connected",
                () -> client.stats().nodes().stream()
                                .filter(node -> node.state() != NodeStats.State.CONNECTING)
                                .count()
                        == 2);
        return clinic;
    }

    private long refused() {
        return servers.stream()
                .mapToLong(server -> server.stats().workers().get(0).refused())
                .sum();
    }

    /** What became of the calls of some seconds. */
    private record Ended(double goodput, Map<String, Long> statuses, double refusedPerCall) {}

    /** Calls at so many times the capacity, whatever becomes of them, until the last one has ended. */
    private Ended load(Clinic clinic, double load) {
        long before = refused();
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        CompletableFuture<Double> over = new CompletableFuture<>();
        AtomicInteger good = new AtomicInteger();
        AtomicInteger turns = new AtomicInteger();
        ScheduledExecutorService generator = Executors.newSingleThreadScheduledExecutor();
        long start = System.nanoTime();
        Runnable turn = () -> {
            double due = turns.incrementAndGet() * CAPACITY * load * TURN_MILLIS / 1_000;
            while (all.size() < due) {
                CompletableFuture<Integer> call = clinic.treat(all.size());
                all.add(call);
                call.thenRun(good::incrementAndGet);
            }
            if (turns.get() == TURNS) {
                over.complete(good.get() * 1e9 / (System.nanoTime() - start));
                throw new CancellationException(); // which ends the turns
            }
        };
        try {
            generator.scheduleWithFixedDelay(
                    turn, 0, TURN_MILLIS, TimeUnit.MILLISECONDS); // a busy machine makes up for nothing
            double goodput = Events.get(over);
            Map<String, Long> statuses = all.stream()
                    .map(call -> call.handle((answer, error) -> error == null
                            ? "OK"
                            : ((RpcException) error).failure().status() + " " + ((RpcException) error).outcome()))
                    .map(Events::get)
                    .collect(Collectors.groupingBy(status -> status, TreeMap::new, Collectors.counting()));
            return new Ended(goodput, statuses, (refused() - before) / (double) all.size());
        } finally {
            generator.shutdownNow();
        }
    }

    @Test
    void goodputHoldsAtTenTimesTheLoadAndAfterwardsEveryCallSucceeds() {
        Clinic clinic = clinic(RetryPolicy.defaults());
        Ended saturated = load(clinic, 1.2);

        Ended overloaded = load(clinic, 10);
        List<CompletableFuture<Integer>> after = new ArrayList<>();
        for (int i = 0; i < 2 * WORKERS; i++) {
            after.add(clinic.treat(i));
        }

        System.out.println("x 1.2 " + saturated + ", x 10 " + overloaded);
        assertThat(after).allSatisfy(call -> assertThat(Events.get(call)).isNotNegative());
        assertThat(overloaded.goodput() / saturated.goodput())
                .as("as far as a busy machine lets it be seen; ThrottleTest has it exactly")
                .isGreaterThan(0.7);
        assertThat(overloaded.statuses().getOrDefault(KEPT_BACK, 0L)).isPositive();
    }

    @Test
    void withoutAThrottleServersRefuseEveryAttempt() {
        Clinic clinic = clinic(RetryPolicy.defaults().withoutThrottle());

        Ended overloaded = load(clinic, 10);

        System.out.println("without a throttle x 10 " + overloaded);
        assertThat(overloaded.statuses()).doesNotContainKey(KEPT_BACK);
        assertThat(overloaded.refusedPerCall()).isGreaterThan(0.7);
    }
}
