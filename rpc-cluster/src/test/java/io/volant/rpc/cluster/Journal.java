package io.volant.rpc.cluster;

import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import java.util.concurrent.CompletableFuture;

/** A service with calls that may be made again and calls that may not; the answers tell who gave them. */
@RpcService
interface Journal {
    @RpcMethod(idempotent = true, timeout = "10s")
    CompletableFuture<String> read();

    @RpcMethod(timeout = "10s")
    CompletableFuture<String> write();

    /** Is given up early at one server, and tried at another. */
    @RpcMethod(idempotent = true, timeout = "10s", attemptTimeout = "50ms")
    CompletableFuture<String> glance();
}
