package io.volant.rpc.cluster;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Endpoint;
import io.volant.rpc.Failure;
import io.volant.rpc.Invoker;
import io.volant.rpc.Outcome;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.ResponseFuture;
import io.volant.rpc.Status;
import io.volant.rpc.Ticker;
import io.volant.rpc.cluster.discovery.Instance;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Nodes whose answers and whose time a test gives by hand. */
final class NodesInHand implements Ticker {
    static final LoadBalancer NONE = nodes -> (request, tried) -> nodes.get(0);

    private final List<Node> nodes = new ArrayList<>();
    private final List<Queue<ResponseFuture>> open = new ArrayList<>();
    private long now = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos(); // it wraps after a second

    /** Equal nodes with weight {@link Instance#WEIGHT}. */
    static NodesInHand of(int count) {
        return weighing(IntStream.generate(() -> Instance.WEIGHT).limit(count).toArray());
    }

    static NodesInHand weighing(int... weights) {
        NodesInHand nodes = new NodesInHand();
        for (int weight : weights) {
            nodes.add(nodes.instance().withWeight(weight));
        }
        return nodes;
    }

    /** An instance with an endpoint of its own, for {@link #add}. */
    Instance instance() {
        return Instance.of(new Endpoint("10.0." + nodes.size() / 1000, 1 + nodes.size() % 1000));
    }

    Instance instance(String zone, Map<String, String> labels) {
        return instance().withZone(zone).withLabels(labels);
    }

    Node add(Instance instance) {
        return add(instance, FailureWatch.idle());
    }

    Node add(Instance instance, FailureWatch watch) {
        Queue<ResponseFuture> calls = new ArrayDeque<>();
        Invoker connection = request -> {
            ResponseFuture answer = new ResponseFuture();
            calls.add(answer);
            return answer;
        };
        Node node = new Node(instance, connection, this, watch);
        nodes.add(node);
        open.add(calls);
        return node;
    }

    List<Node> nodes() {
        return List.copyOf(nodes);
    }

    Node node(int index) {
        return nodes.get(index);
    }

    @Override
    public long nanoTime() {
        return now;
    }

    void advance(Duration time) {
        now += time.toNanos();
    }

    Request request() {
        return Calls.with(CallOptions.defaults(), this);
    }

    CompletableFuture<Response> send(int index) {
        return send(index, request());
    }

    CompletableFuture<Response> send(int index, Request request) {
        return nodes.get(index).send(request, NONE);
    }

    /** Ends the oldest open call of a node. */
    void answer(int index, Response response) {
        open.get(index).remove().complete(response);
    }

    /** A call that is answered after {@code time}. */
    void answered(int index, Duration time) {
        send(index);
        advance(time);
        answer(index, Response.success("done"));
    }

    /** A call that fails at once. */
    void failed(int index, Status status) {
        send(index);
        answer(index, failure(status, Outcome.EXECUTED));
    }

    static Response failure(Status status, Outcome outcome) {
        return Response.failure(Failure.of(status, outcome, "as the test wants it"));
    }
}
