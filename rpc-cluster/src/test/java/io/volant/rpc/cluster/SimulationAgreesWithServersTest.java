package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.RpcClient;
import io.volant.rpc.testing.SimulatedNetwork;
import java.time.Duration;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same calls to servers of the same speed: simulated, and with real clients and servers on a simulated network. */
@Timeout(60)
class SimulationAgreesWithServersTest {
    private static final int[] MILLIS = {100, 300, 1_000};
    private static final double PER_SECOND = 40;
    private static final int SECONDS = 8;
    private static final Percentage FIFTH = Percentage.withPercentage(20);

    @Test
    void leastResponseTime() {
        // some hundredth of the calls goes to the slowest server: whether its time is the p99 is chance
        compare(simulated(Policy.LEAST_RESPONSE_TIME), real(LoadBalancer.leastResponseTime()));
    }

    @Test
    void roundRobin() {
        Tally simulated = simulated(Policy.ROUND_ROBIN);
        Tally real = real(LoadBalancer.roundRobin());

        compare(simulated, real);
        assertThat(real.millis(0.99)).as("p99").isCloseTo(simulated.millis(0.99), FIFTH);
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

    private static Tally real(LoadBalancer balancer) {
        Tally tally = new Tally();
        SimulatedNetwork.run(42, network -> {
            String[] addresses = new String[MILLIS.length];
            for (int i = 0; i < MILLIS.length; i++) {
                addresses[i] = start(network, i);
            }
            RpcClient client = network.client()
                    .routing(Cluster.of(addresses).balancer(balancer).slowStart(Duration.ZERO))
                    .connect();
            call(network, client.stub(Waiting.class), tally);
        });
        return tally;
    }

    private static String start(SimulatedNetwork network, int node) {
        Waiting answer = () -> network.after(Duration.ofMillis(MILLIS[node])).thenApply(over -> "" + node);
        return network.server().service(Waiting.class, answer).start().address();
    }

    private static void call(SimulatedNetwork network, Waiting stub, Tally tally) {
        SplittableRandom random = new SplittableRandom(7);
        double at = 0;
        while (at < SECONDS) {
            network.after(Duration.ofNanos((long) (at * 1e9)), () -> begin(network, stub, tally));
            at -= Math.log(1 - random.nextDouble()) / PER_SECOND;
        }
        network.advance(Duration.ofSeconds(SECONDS + 2));
    }

    private static void begin(SimulatedNetwork network, Waiting stub, Tally tally) {
        Duration start = network.now();
        stub.await().whenComplete((node, error) -> {
            int index = error == null ? Integer.parseInt(node) : -1;
            tally.onSent(index);
            tally.onEnd(
                    index,
                    error == null ? Verdict.GOOD : Verdict.BAD,
                    network.now().minus(start).toNanos());
        });
    }
}
