package io.volant.rpc.cluster.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.AskedAgainStats;
import io.volant.rpc.BytesInFlightStats;
import io.volant.rpc.ConnectionStats;
import io.volant.rpc.ServerStats;
import io.volant.rpc.WorkerStats;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AutoWeightTest {
    private final double[] busy = {0};

    @Test
    void anIdleServerHasAHundredPerProcessor() {
        assertThat(new AutoWeight(8, () -> 0).getAsInt()).isEqualTo(800);
        assertThat(new AutoWeight(8, () -> 0.25).getAsInt()).isEqualTo(600);
    }

    @Test
    void aBusyServerLosesWeightSlowlyAndKeepsSome() {
        AutoWeight weight = new AutoWeight(4, () -> busy[0]);
        busy[0] = 1;
        assertThat(weight.getAsInt()).isEqualTo(360);
        assertThat(weight.getAsInt()).isEqualTo(324);
        assertThat(after(200, weight)).isEqualTo(1);
        busy[0] = 0;
        assertThat(after(200, weight)).isEqualTo(400);
    }

    private static int after(int times, AutoWeight weight) {
        for (int i = 1; i < times; i++) {
            weight.getAsInt();
        }
        return weight.getAsInt();
    }

    @Test
    void whatTheJvmCannotTellIsNoLoad() {
        assertThat(new AutoWeight(1, () -> Double.NaN).getAsInt()).isEqualTo(100);
        assertThat(new AutoWeight(1, () -> -1).getAsInt()).isEqualTo(100);
        assertThat(new AutoWeight(1, () -> 7).getAsInt()).isEqualTo(1);
    }

    @Test
    void serversNearTheirLimitDoNotSwing() {
        double[] load = {0.95, 0.95}; // of two equal servers
        AutoWeight first = new AutoWeight(4, () -> load[0]);
        AutoWeight second = new AutoWeight(4, () -> load[1]);
        load[0] = 1; // a nudge
        load[1] = 0.9;
        for (int i = 0; i < 300; i++) {
            double one = first.getAsInt();
            double other = second.getAsInt();
            load[0] = Math.min(1, 1.9 * one / (one + other));
            load[1] = Math.min(1, 1.9 * other / (one + other));
            if (i > 50) {
                assertThat(load[0]).as("time %d", i).isBetween(0.85, 1.0);
                assertThat(load[1]).as("time %d", i).isBetween(0.85, 1.0);
            }
        }
    }

    @Test
    void workersOfAllPoolsCount() {
        WorkerStats shared = new WorkerStats("", 10, 4, 10, 100, 0, Map.of(), 0);
        WorkerStats own = new WorkerStats("Orders", 30, 6, 30, 100, 0, Map.of(), 0);
        assertThat(AutoWeight.busyWorkers(stats(List.of(shared, own)))).isEqualTo(0.25);
        assertThat(AutoWeight.busyWorkers(stats(List.of()))).isZero();
        assertThat(AutoWeight.of(() -> stats(List.of(shared))).getAsInt()).isPositive();
    }

    private static ServerStats stats(List<WorkerStats> workers) {
        return new ServerStats(
                List.of(),
                workers,
                new ConnectionStats(0, 0, 0, 0, 0, 0, 0),
                new BytesInFlightStats(0, 0, 0),
                new AskedAgainStats(0, 0, 0, 0));
    }
}
