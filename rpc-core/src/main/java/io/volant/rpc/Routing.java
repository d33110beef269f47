package io.volant.rpc;

/** Decides where the calls of a client go; opened once per client. */
@FunctionalInterface
public interface Routing {
    Route open(Dialer dialer);

    /** Every call goes to one server. */
    static Routing direct(String address) {
        return direct(Endpoint.parse(address));
    }

    /** Every call goes to one server. */
    static Routing direct(Endpoint endpoint) {
        return dialer -> new DirectRoute(endpoint, dialer);
    }
}
