package io.volant.rpc;

import java.util.concurrent.CompletableFuture;

/** The routing of one client at work: the innermost invoker of its stubs. Thread-safe; never blocks. */
public interface Route extends Invoker, AutoCloseable {
    /**
     * Completes when the client may be used: at once where calls wait for a node themselves, after the first connection where
     * there is only one server. Fails with the {@link RpcException} that {@link RpcClientBuilder#connect} throws.
     */
    CompletableFuture<Void> ready();

    /** Closes all connections; calls in flight complete. Idempotent; does not block. */
    @Override
    void close();
}
