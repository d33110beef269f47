package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcServer;
import io.volant.rpc.Ticker;
import io.volant.rpc.cluster.discovery.EndpointSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The same calls to servers of the same speed, simulated and over sockets. The servers are slow, so that a busy machine shows little; where
 * it makes calls late nevertheless, they are made again, twice at most. A simulation that is wrong is wrong three times.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SimulationAgreesWithServersTest {
    private static final int[] MILLIS = {100, 300, 1_000};
    private static final double PER_SECOND = 40;
    private static final int SECONDS = 8;
    private static final int MOST_RUNS = 3;
    private static final Percentage FIFTH = Percentage.withPercentage(20);

    private static final Logger log = LoggerFactory.getLogger(SimulationAgreesWithServersTest.class);

    private final Ticker ticker = Ticker.system();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final List<RpcServer> servers = new ArrayList<>();

    @AfterEach
    void close() {
        servers.forEach(RpcServer::close);
        timer.shutdownNow();
    }

    @Test
    void leastResponseTime() {
        // some hundredth of the calls goes to the slowest server: whether its time is the p99 is chance
        Tally simulated = simulated(Policy.LEAST_RESPONSE_TIME);
        inOneRun(() -> compare(simulated, real(LoadBalancer.leastResponseTime())));
    }

    @Test
    void roundRobin() {
        Tally simulated = simulated(Policy.ROUND_ROBIN);
        inOneRun(() -> {
            Tally real = real(LoadBalancer.roundRobin());

            compare(simulated, real);
            assertThat(real.millis(0.99)).as("p99").isCloseTo(simulated.millis(0.99), FIFTH);
        });
    }

    private static void inOneRun(Runnable comparison) {
        for (int run = 1; run < MOST_RUNS; run++) {
            try {
                comparison.run();
                return;
            } catch (AssertionError late) {
                log.warn("event=run_repeated run={} why=\"{}\"", run, late.getMessage());
            }
        }
        comparison.run();
    }

    private static void compare(Tally simulated, Tally real) {
        assertThat(real.failed()).isZero();
        assertThat(real.share(0)).as("share: %s, simulated %s", real, simulated).isCloseTo(simulated.share(0), FIFTH);
        assertThat(real.millis(0.5)).as("p50").isCloseTo(simulated.millis(0.5), FIFTH);
        assertThat(real.meanMillis()).as("mean").isCloseTo(simulated.meanMillis(), FIFTH);
    }

    private static Tally simulated(Policy policy) {
        Scenario scenario = new Scenario(42, policy::with);
        scenario.workers(1_000).servers(MILLIS);
        scenario.servers.forEach(server -> server.spreads(0));
        scenario.rate(PER_SECOND);
        return scenario.run(SECONDS, 5);
    }

    private Tally real(LoadBalancer balancer) {
        String[] addresses = new String[MILLIS.length];
        for (int i = 0; i < MILLIS.length; i++) {
            addresses[i] = start(i);
        }
        Tally tally = new Tally();
        try (EndpointSource source = EndpointSource.fixed(addresses);
                RpcClient client = RpcClient.builder()
                        .routing(Cluster.of(source).balancer(balancer).slowStart(Duration.ZERO))
                        .connect()) {
            call(client.stub(Waiting.class), tally);
        }
        return tally;
    }

    private String start(int node) {
        Waiting answer = () -> {
            CompletableFuture<String> later = new CompletableFuture<>();
            timer.schedule(() -> later.complete("" + node), MILLIS[node], TimeUnit.MILLISECONDS);
            return later;
        };
        RpcServer server = RpcServer.builder().service(Waiting.class, answer).start();
        servers.add(server);
        return server.address();
    }

    private void call(Waiting stub, Tally tally) {
        List<CompletableFuture<?>> calls = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(7);
        double at = 0;
        while (at < SECONDS) {
            CompletableFuture<Void> ended = new CompletableFuture<>();
            calls.add(ended);
            timer.schedule(() -> begin(stub, tally, ended), (long) (at * 1e9), TimeUnit.NANOSECONDS);
            at -= Math.log(1 - random.nextDouble()) / PER_SECOND;
        }
        CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).join();
    }

    private void begin(Waiting stub, Tally tally, CompletableFuture<Void> ended) {
        long start = ticker.nanoTime();
        stub.await().whenComplete((node, error) -> {
            synchronized (tally) {
                int index = error == null ? Integer.parseInt(node) : -1;
                tally.onSent(index);
                tally.onEnd(index, error == null ? Verdict.GOOD : Verdict.BAD, ticker.nanoTime() - start);
            }
            ended.complete(null);
        });
    }
}
