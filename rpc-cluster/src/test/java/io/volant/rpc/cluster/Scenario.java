package io.volant.rpc.cluster;

import io.volant.rpc.CallOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Some simulated servers, with eight workers each unless said otherwise, and one client that calls them through a balancer. */
final class Scenario {
    private static final int WORKERS = 8;

    final Simulation simulation;
    final SimulatedClient client;
    final List<SimulatedServer> servers = new ArrayList<>();
    private int workers = WORKERS;

    Scenario(long seed, Function<Chance, LoadBalancer> balancer) {
        simulation = new Simulation(seed);
        client = new SimulatedClient(simulation, balancer.apply(simulation.chance()));
        client.calls(() -> Calls.with(
                CallOptions.defaults()
                        .withRoutingKey("key-" + simulation.random().nextInt(10_000)),
                simulation));
    }

    /** Of each server that is added later. */
    Scenario workers(int count) {
        workers = count;
        return this;
    }

    /** A server whose calls take {@code millis} on the average. */
    Scenario server(int millis, int weight) {
        SimulatedServer server = new SimulatedServer(simulation, workers, Duration.ofMillis(millis));
        servers.add(server);
        client.add(server, weight);
        return this;
    }

    Scenario servers(int... millis) {
        for (int each : millis) {
            server(each, 100);
        }
        return this;
    }

    /** A server more that takes 50 ms for its first eight seconds, then 5. */
    void join(Duration slowStart) {
        SimulatedServer cold = new SimulatedServer(simulation, workers, Duration.ofMillis(50));
        simulation.after(Duration.ofSeconds(8).toNanos(), () -> cold.takes(Duration.ofMillis(5)));
        servers.add(cold);
        client.add(cold, 100, slowStart);
    }

    Scenario rate(double perSecond) {
        client.rate(perSecond);
        return this;
    }

    /** What became of the calls of {@code seconds}, told {@code more} later, when they have ended. */
    Tally run(int seconds, int more) {
        Tally tally = run(seconds);
        run(more); // those that come meanwhile are counted apart
        return tally;
    }

    Tally run(int seconds) {
        return client.run(Duration.ofSeconds(seconds));
    }
}
