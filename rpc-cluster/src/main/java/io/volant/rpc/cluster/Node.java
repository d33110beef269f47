package io.volant.rpc.cluster;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.Invoker;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Ticker;
import io.volant.rpc.cluster.discovery.Instance;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A server as one client knows it: what a registry says of it, its connections, and what came of the calls to it. Thread-safe. */
public final class Node {
    private final Invoker connections;
    private final Ticker ticker;
    private final AtomicInteger pending = new AtomicInteger();
    private volatile Instance instance;

    /** @param connections where its calls go */
    Node(Instance instance, Invoker connections, Ticker ticker) {
        this.instance = requireNonNull(instance, "instance");
        this.connections = requireNonNull(connections, "connections");
        this.ticker = requireNonNull(ticker, "ticker");
    }

    /** What was last said of it; its endpoint stays the same. */
    public Instance instance() {
        return instance;
    }

    /** Calls of this client that went there and have not ended. */
    public int pending() {
        return pending.get();
    }

    void become(Instance instance) {
        this.instance = instance;
    }

    /** Sends a call there, and tells {@code balancer} when it has ended. */
    CompletableFuture<Response> send(Request request, LoadBalancer balancer) {
        long start = ticker.nanoTime();
        pending.incrementAndGet();
        CompletableFuture<Response> answer = connections.invokeSafely(request);
        answer.thenAccept(response -> onFinished(response, ticker.nanoTime() - start, balancer));
        return answer;
    }

    private void onFinished(Response response, long nanos, LoadBalancer balancer) {
        pending.decrementAndGet();
        balancer.onFinished(this, response, nanos);
    }

    /** The address, as it stands in messages. */
    @Override
    public String toString() {
        return instance.toString();
    }
}
