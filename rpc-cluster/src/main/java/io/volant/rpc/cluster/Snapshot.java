package io.volant.rpc.cluster;

import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Status;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes that calls can go to at one moment, and what picks one of them. Immutable.
 *
 * @param nodes without those that cannot be called; the picker is asked only where there is one
 */
record Snapshot(List<Node> nodes, Picker picker) {
    private static final Logger log = LoggerFactory.getLogger(Snapshot.class);

    private static final Tried NOBODY = node -> false; // not NONE, of which a picker may make more than a look

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
        } catch (Throwable e) { // of a balancer that somebody wrote
            log.error("event=balancer_failed balancer={} nodes={}", balancer, nodes.size(), e);
            return new Snapshot(nodes, (request, tried) -> {
                throw new IllegalStateException("it made no picker: " + e, e);
            });
        }
    }

    boolean isEmpty() {
        return nodes.isEmpty();
    }

    /** Another node than those that were tried; null where there is none, or the picker does not say. */
    @Nullable
    Node other(Request request, Tried tried) {
        if (isEmpty()) {
            return null;
        }
        try {
            Node node = picker.pick(request, tried == Tried.NONE ? NOBODY : tried);
            return node == null || tried.contains(node) ? null : node;
        } catch (Throwable e) { // its next call is told
            return null;
        }
    }

    /** Sends a call to the node that the picker chooses. */
    CompletableFuture<Response> send(Request request, LoadBalancer balancer) {
        Node node;
        try {
            node = picker.pick(request, Tried.NONE);
            if (node == null) {
                throw new IllegalStateException("it picked no node");
            }
        } catch (Throwable e) { // as above
            return CompletableFuture.completedFuture(Response.failure(Failure.of(
                            Status.INTERNAL,
                            Outcome.NOT_SENT,
                            request.method() + ": the load balancer " + balancer + " failed: " + e + ". "
                                    + Outcome.NOT_SENT.sentence())
                    .withCause(e)));
        }
        return node.send(request, balancer);
    }
}
