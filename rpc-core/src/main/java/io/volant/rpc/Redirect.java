package io.volant.rpc;

import java.util.concurrent.CompletableFuture;

/** Where a {@link Connection} hands the calls that it can no longer carry and that certainly were not executed. */
@FunctionalInterface
public interface Redirect {
    /**
     * The response of the call by another way, or {@code failure} where there is none. Must neither block nor throw: it may be
     * called on an event loop.
     *
     * @param failure with which the call would end
     */
    CompletableFuture<Response> instead(Request request, Failure failure);

    /** No other way: every call ends with its failure. */
    static Redirect none() {
        return (request, failure) -> CompletableFuture.completedFuture(Response.failure(failure));
    }
}
