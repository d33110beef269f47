package io.volant.rpc;

/**
 * Whether a server takes calls: a service that every server offers, beside those it is built with.
 *
 * <p>It runs on the event loop, so that it answers while all workers are busy, and without interceptors, so that a probe needs no
 * credentials. A server built with a {@code Health} of its own offers that instead.
 */
@RpcService
public interface Health {
    /**
     * The state of the server, or of one of its services.
     *
     * @param service {@code name} or {@code name:version}; empty for the whole server
     */
    @RpcMethod(idempotent = true)
    State check(String service);

    /** What a server, or a service, says of itself. */
    enum State {
        /** Takes calls. */
        SERVING,
        /** Shuts down: a call made now may be refused. Later probes get {@link Status#UNAVAILABLE}. */
        DRAINING,
        /** The server has no such service. */
        UNKNOWN_SERVICE
    }
}
