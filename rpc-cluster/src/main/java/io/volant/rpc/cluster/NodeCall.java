package io.volant.rpc.cluster;

import io.volant.rpc.Failure;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.ResponseFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A call on its way to a node and back: the listener at the answer of its connection, and the future of whoever sent it. */
final class NodeCall extends ResponseFuture implements BiConsumer<@Nullable Response, @Nullable Throwable>, Runnable {
    private final Node node;
    private final LoadBalancer balancer;
    private final long startNanos;
    private final long allowedNanos;
    private final Request request;
    private volatile boolean handedBack;

    NodeCall(Node node, Request request, LoadBalancer balancer) {
        this.node = node;
        this.balancer = balancer;
        this.request = request;
        if (request.routeNoteOrNull() instanceof RetryCall call) {
            call.goesTo(node);
        }
        this.startNanos = node.figures().ticker().nanoTime();
        this.allowedNanos = Math.max(0, request.deadline().atNanos() - startNanos);
    }

    /** The node did not carry the call out: how it ends elsewhere tells nothing of the node. */
    @Override
    public void run() {
        handedBack = true;
        node.onHandedBack(startNanos);
    }

    @Override
    public void accept(@Nullable Response answer, @Nullable Throwable error) {
        Response response = answer != null
                ? answer
                : Response.failure(Failure.internal(request.method() + " on " + node + ": " + error, error));
        if (handedBack) {
            complete(response);
            return;
        }
        long now = node.figures().ticker().nanoTime();
        long nanos = now - startNanos;
        node.onFinished(request, response, now, nanos, allowedNanos);
        try {
            balancer.onFinished(node, response, nanos);
        } finally {
            complete(response);
        }
    }
}
