package io.volant.rpc;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Carries calls between processes. Thread-safe; found by {@link java.util.ServiceLoader} or given to a builder. */
public interface Transport {
    /**
     * Opens a connection; the future completes once calls can be made on it. Never blocks or throws: what goes wrong is a
     * {@link RpcException} in the future, in milliseconds where the other side answers, at the connect time-out otherwise.
     */
    CompletableFuture<Connection> connect(Endpoint endpoint, ConnectOptions options);

    /**
     * Listens for connections, on a free port when {@code port} is 0; returns once clients can connect.
     *
     * @param host a name, an address, or {@code unix:PATH} with port 0 for a Unix domain socket
     * @throws IOException if the address cannot be bound ({@link java.net.BindException} when it is in use)
     */
    Listening listen(String host, int port, ListenOptions options, Acceptor acceptor) throws IOException;
}
