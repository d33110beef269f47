package io.volant.rpc.cluster;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.Invoker;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.ResponseFuture;
import io.volant.rpc.Ticker;
import io.volant.rpc.cluster.discovery.Instance;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/** A server as one client knows it: what a registry says of it, its connections, and what came of the calls to it. Thread-safe. */
public final class Node {
    private final Invoker connections;
    private final NodeFigures figures;
    private final LongAdder calls = new LongAdder();
    private volatile Instance instance;

    /** @param connections where its calls go */
    Node(Instance instance, Invoker connections, Ticker ticker) {
        this.instance = requireNonNull(instance, "instance");
        this.connections = requireNonNull(connections, "connections");
        this.figures = new NodeFigures(requireNonNull(ticker, "ticker"));
    }

    /** What was last said of it; its endpoint stays the same. */
    public Instance instance() {
        return instance;
    }

    /** Calls of this client that went there and have not ended. */
    public int pending() {
        return figures.pending();
    }

    /** How long a call of this client takes there, in nanoseconds, of those that were answered; 0 while none was. */
    public double responseNanos() {
        return figures.responseNanos();
    }

    /** How much it fails or refuses of what it is sent, from 0 to 2, of which 1 is all; a single failure in many calls is 0. */
    public double trouble() {
        return figures.trouble();
    }

    /** The share of picks that it is to take part in, which grows to 1 while its {@linkplain #begin slow start} lasts. */
    public double warmth() {
        return figures.warmUp().share(figures.ticker().nanoTime());
    }

    /** Calls of this client that went there. */
    public long calls() {
        return calls.sum();
    }

    /** Whether its calls go over these connections. */
    boolean isOver(Invoker connections) {
        return this.connections == connections;
    }

    NodeFigures figures() {
        return figures;
    }

    void become(Instance instance) {
        this.instance = instance;
    }

    /**
     * The node has become usable, for the first time or again: what was known of it is forgotten, and it is given work little by
     * little for as long as {@code slowStart}; none for zero.
     */
    void begin(Duration slowStart) {
        figures.begin(new WarmUp(figures.ticker().nanoTime(), slowStart.toNanos()));
    }

    /**
     * Sends a call there, and tells {@code balancer} when it has ended. Whoever listens to the answer finds the figures of the node
     * brought up to date.
     */
    CompletableFuture<Response> send(Request request, LoadBalancer balancer) {
        NodeCall call = new NodeCall(this, request, balancer);
        figures.onSent();
        calls.increment();
        ResponseFuture.listen(connections.invokeSafely(request.onHandedBack(call)), call);
        return call;
    }

    /** The address, as it stands in messages. */
    @Override
    public String toString() {
        return instance.toString();
    }
}
