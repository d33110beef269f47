package io.volant.rpc;

import java.util.concurrent.CompletableFuture;

/**
 * Starts a call and returns at once: the one function type in the middle of everything.
 *
 * <p>An implementation never throws, blocks or returns null. The future completes exactly once, always normally: a failed call
 * is a {@link Response} too. Cancelling the future has no effect; a call is cancelled through {@link Request#scope()}.
 */
@FunctionalInterface
public interface Invoker {
    /** Starts the call; thread-safe. The future may be completed on an event loop, where nothing that depends on it may block. */
    CompletableFuture<Response> invoke(Request request);

    /** Invokes, and turns whatever a broken implementation throws or returns into a failed response. */
    default CompletableFuture<Response> invokeSafely(Request request) {
        try {
            CompletableFuture<Response> future = invoke(request);
            if (future != null) {
                return future;
            }
            return CompletableFuture.completedFuture(
                    Response.failure(Failure.internal(request.method() + ": an invoker returned null", null)));
        } catch (Throwable e) {
            return CompletableFuture.completedFuture(
                    Response.failure(Failure.internal(request.method() + ": " + Futures.text(e), e)));
        }
    }
}
