package io.volant.rpc.benchmarks;

import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Route;
import java.util.concurrent.CompletableFuture;

/** A route that leads nowhere: every call is answered before it is sent. */
final class AnswerAtOnce implements Route {
    private final Response answer = Response.success(EmptyCodecs.ARGUMENT);

    @Override
    public CompletableFuture<Response> invoke(Request request) {
        return CompletableFuture.completedFuture(answer);
    }

    @Override
    public CompletableFuture<Void> ready() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        // holds nothing
    }
}
