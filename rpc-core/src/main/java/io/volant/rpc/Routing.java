package io.volant.rpc;

/** Decides where the calls of a client go; opened once per client. */
@FunctionalInterface
public interface Routing {
    /** Begins to route the calls of one client; what it throws, the client's {@code connect} throws. Does not block. */
    Route open(Dialer dialer);

    /** Every call goes to one server, {@code host:port}, over a connection that is opened again when it was lost, or others beside it. */
    static Routing direct(String address) {
        return direct(Endpoint.parse(address));
    }

    /** As {@link #direct(String)}. */
    static Routing direct(Endpoint endpoint) {
        return dialer -> DirectRoute.open(endpoint, dialer);
    }
}
