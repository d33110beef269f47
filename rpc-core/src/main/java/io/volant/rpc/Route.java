package io.volant.rpc;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The routing of one client at work: the innermost invoker of its stubs. Thread-safe; never blocks. */
public interface Route extends Invoker, AutoCloseable {
    /**
     * Completes when the client may be used: at once where calls wait for a node themselves, after the first connection where
     * there is only one server. Fails with the {@link RpcException} that {@link RpcClientBuilder#connect} throws.
     */
    CompletableFuture<Void> ready();

    /** The server's address as it stands in messages, where there is only one; empty where each call has its own. */
    default String server() {
        return "";
    }

    /**
     * Where the calls of one service go; asked when a stub is made, at the first of which the route may look for its servers.
     *
     * @param options those of the stub
     * @throws IllegalArgumentException if they name another server than the only one
     */
    default Invoker to(ServiceDescriptor service, CallOptions options) {
        options.server().filter(server -> !server.toString().equals(server())).ifPresent(server -> {
            throw new IllegalArgumentException(
                    "server: " + server + " (expected: none, or " + server() + ", the only server of this client)");
        });
        return this;
    }

    /**
     * What makes several attempts of one call, each of which goes through the interceptors of {@link Layer#ATTEMPT}; it stands
     * innermost in {@link Layer#RETRY}. Its invokers complete normally and never throw.
     *
     * @param options those of the stub that is made
     */
    default Interceptor retries(CallOptions options) {
        return (method, next) -> next;
    }

    /**
     * The addresses of the servers of a service, as soon as one is known; exceptionally, with an {@link RpcException} that says why
     * there is none, after so long. Where there is only one server it is that one; none of a route that has no list. Does not block.
     */
    default CompletableFuture<List<String>> servers(ServiceDescriptor service, Duration atMost) {
        return CompletableFuture.completedFuture(server().isEmpty() ? List.of() : List.of(server()));
    }

    /** The servers that calls are spread over; none where there is only one. Does not block. */
    default List<NodeStats> nodes() {
        return List.of();
    }

    /** Closes all connections; calls in flight complete. Idempotent; does not block. */
    @Override
    void close();
}
