package io.volant.rpc.cluster;

import io.volant.rpc.Failure;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes that calls can go to at one moment, and what picks one of them. Immutable.
 *
 * @param nodes without those that cannot be called; the picker is asked only where there is one
 */
record Snapshot(List<Node> nodes, Picker picker) {
    private static final Logger log = LoggerFactory.getLogger(Snapshot.class);

    static final Snapshot EMPTY = new Snapshot(List.of(), (request, tried) -> {
        throw new IllegalStateException("no nodes");
    });

    Snapshot {
        nodes = List.copyOf(nodes);
    }

    /** One in which {@code balancer} picks; where it makes no picker, every call is told why. */
    static Snapshot of(List<Node> nodes, LoadBalancer balancer) {
        if (nodes.isEmpty()) {
            return EMPTY;
        }
        try {
            return new Snapshot(nodes, balancer.picker(List.copyOf(nodes)));
        } catch (RuntimeException e) {
            log.error("event=balancer_failed balancer={} nodes={}", balancer, nodes.size(), e);
            return new Snapshot(nodes, (request, tried) -> {
                throw e;
            });
        }
    }

    boolean isEmpty() {
        return nodes.isEmpty();
    }

    /** Sends a call to the node that the picker chooses. */
    CompletableFuture<Response> send(Request request, LoadBalancer balancer) {
        Node node;
        try {
            node = picker.pick(request, Tried.NONE);
            if (node == null) {
                throw new IllegalStateException("it picked no node");
            }
        } catch (RuntimeException e) { // of a balancer that somebody wrote
            return CompletableFuture.completedFuture(Response.failure(Failure.internal(
                    request.method() + ": the load balancer " + balancer + " failed: " + e + ". Not executed.", e)));
        }
        return node.send(request, balancer);
    }
}
