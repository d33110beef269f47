package io.volant.rpc;

import java.util.concurrent.CompletableFuture;

/** Opens connections with the settings of one client. Thread-safe. */
public interface Dialer {
    /** As {@link Transport#connect}; an address off this machine is refused unless the client allows plain text. */
    CompletableFuture<Connection> connect(Endpoint endpoint);

    /** Whose timer and clock the route uses. */
    VolantRuntime runtime();
}
