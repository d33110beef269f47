package io.volant.rpc;

import java.util.concurrent.CompletableFuture;

/**
 * A call whose connection ended after it had gone out and before its answer came. It must not be executed twice, but the server that
 * got it can be asked for it again: it then runs once, whether or not its first attempt arrived.
 */
public interface LostCall {
    Request request();

    /** Whether {@code connection} leads to the server that got the call, which was not started anew since. */
    boolean canAsk(Connection connection);

    /**
     * Asks over a connection that {@link #canAsk} is true of. Completes as {@link Connection#invoke} does; an answer that it was not
     * executed is of this attempt alone.
     *
     * @param again the request, as it is to be sent now
     */
    CompletableFuture<Response> askOver(Connection connection, Request again);
}
