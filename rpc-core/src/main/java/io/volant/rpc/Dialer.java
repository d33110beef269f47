package io.volant.rpc;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Opens connections with the settings of one client. Thread-safe. */
public interface Dialer {
    /** As {@link Transport#connect}; an address off this machine is refused unless the client allows plain text. */
    CompletableFuture<Connection> connect(Endpoint endpoint);

    /** As {@link #connect}; a transport that throws fails the attempt, too, which nobody must leave behind. */
    default CompletableFuture<Connection> connectSafely(Endpoint endpoint) {
        try {
            return connect(endpoint);
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** How long a call waits at most for a connection where there is none, {@code unlessGiven} by the client; zero where it does not. */
    Duration waitForServer(Duration unlessGiven);

    /** How long a call may take whose method does not say. */
    Duration timeout();

    /** The most connections to one server at a time; with one there is neither growth nor a connection for large calls. */
    int connections();

    /** Whose timer and clock the route uses. */
    VolantRuntime runtime();
}
