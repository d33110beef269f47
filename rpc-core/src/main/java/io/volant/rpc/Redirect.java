package io.volant.rpc;

import java.util.concurrent.CompletableFuture;

/** Where a {@link Connection} hands the calls that it can no longer carry. */
@FunctionalInterface
public interface Redirect {
    /**
     * The response of a call that certainly was not executed by another way, or {@code failure} where there is none. Must neither block nor throw: it may be
     * called on an event loop.
     *
     * @param failure with which the call would end
     */
    CompletableFuture<Response> instead(Request request, Failure failure);

    /**
     * The response of a call that may have been executed, and that its server can be asked for again; {@code failure} where it is not.
     * As {@link #instead} otherwise.
     */
    default CompletableFuture<Response> lost(LostCall call, Failure failure) {
        return CompletableFuture.completedFuture(Response.failure(failure));
    }

    /** No other way: every call ends with its failure. */
    static Redirect none() {
        return (request, failure) -> CompletableFuture.completedFuture(Response.failure(failure));
    }
}
