package io.volant.rpc.cluster;

import io.volant.rpc.Endpoint;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.ResponseFuture;
import io.volant.rpc.cluster.discovery.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Calls that come at random times whatever becomes of the earlier ones, spread by a balancer over simulated servers. */
final class SimulatedClient {
    private final Simulation simulation;
    private final LoadBalancer balancer;
    private final List<Node> nodes = new ArrayList<>();
    private Picker picker = (request, tried) -> {
        throw new IllegalStateException("no nodes");
    };
    private Tally tally;
    private double perSecond;
    private Supplier<Request> calls;

    SimulatedClient(Simulation simulation, LoadBalancer balancer) {
        this.simulation = simulation;
        this.balancer = balancer;
        this.tally = new Tally();
        this.calls = () -> Calls.any(simulation);
    }

    /** A node that needs no slow start. */
    Node add(SimulatedServer server, int weight) {
        return add(server, weight, Duration.ZERO);
    }

    Node add(SimulatedServer server, int weight, Duration slowStart) {
        Instance instance = Instance.of(new Endpoint("node", 1 + nodes.size())).withWeight(weight);
        Node node = new Node(instance, server, simulation);
        node.begin(slowStart);
        nodes.add(node);
        picker = balancer.picker(List.copyOf(nodes));
        return node;
    }

    List<Node> nodes() {
        return nodes;
    }

    /** What is called from now on. */
    void calls(Supplier<Request> calls) {
        this.calls = calls;
    }

    /** So many calls come from now on. */
    void rate(double perSecond) {
        boolean idle = this.perSecond == 0;
        this.perSecond = perSecond;
        if (idle) {
            simulation.after(simulation.exponential(1e9 / perSecond), this::onCall);
        }
    }

    /** Lets time pass; returns what became of the calls that began in it. */
    Tally run(Duration time) {
        tally = new Tally();
        Tally result = tally;
        simulation.run(time);
        return result;
    }

    private void onCall() {
        simulation.after(simulation.exponential(1e9 / perSecond), this::onCall);
        Request request = calls.get();
        Node node = picker.pick(request, Tried.NONE);
        Tally counting = tally;
        long start = simulation.nanoTime();
        int index = nodes.indexOf(node);
        counting.onSent(index);
        ResponseFuture.listen(
                node.send(request, balancer),
                (response, error) -> counting.onEnd(index, verdict(response), simulation.nanoTime() - start));
    }

    private static Verdict verdict(Response response) {
        return response == null ? Verdict.BAD : Verdict.of(response);
    }
}
