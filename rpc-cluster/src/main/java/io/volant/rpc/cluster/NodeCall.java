package io.volant.rpc.cluster;

import io.volant.rpc.AttemptWatch;
import io.volant.rpc.Failure;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.ResponseFuture;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call on its way to a node and back. */
final class NodeCall implements AttemptWatch {
    private static final Logger log = LoggerFactory.getLogger(NodeCall.class);

    private final Node node;
    private final LoadBalancer balancer;
    private final long startNanos;
    private volatile boolean handedBack;

    NodeCall(Node node, Request request, LoadBalancer balancer, long startNanos) {
        this.node = node;
        this.balancer = balancer;
        this.startNanos = startNanos;
        if (request.routeNoteOrNull() instanceof RetryCall call) {
            call.goesTo(node);
        }
    }

    @Override
    public void onHandedBack() {
        handedBack = true;
        node.onHandedBack(startNanos);
    }

    @Override
    public boolean onAnswered(Request request, Response response, ResponseFuture future) {
        long now = request.answeredNanos(response);
        long nanos = Math.max(0, now - startNanos);
        node.onFinished(
                request, response, now, nanos, Math.max(0, request.deadline().atNanos() - startNanos));
        try {
            balancer.onFinished(node, response, nanos);
        } catch (Throwable e) { // of one that somebody wrote
            log.error("event=balancer_failed balancer={} node={}", balancer, node, e);
        }
        if (response.isSuccess() || !(request.routeNoteOrNull() instanceof MethodRetries retries)) {
            return true;
        }
        retries.onFailed(request, node, response, future);
        return false;
    }

    /** The same for an answer that tells nobody but its listeners. */
    CompletableFuture<Response> listenTo(Request request, CompletableFuture<Response> answer) {
        ResponseFuture told = new ResponseFuture();
        ResponseFuture.listen(answer, (response, error) -> {
            Response settled = response != null
                    ? response
                    : Response.failure(Failure.internal(request.method() + " on " + node + ": " + error, error));
            boolean completes = true;
            try {
                completes = handedBack || onAnswered(request, settled, told);
            } finally {
                if (completes) {
                    told.complete(settled);
                }
            }
        });
        return told;
    }
}
