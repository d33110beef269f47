package io.volant.rpc.contract;

import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import java.util.concurrent.CompletableFuture;

/** A service whose calls last as long as a test wants. */
@RpcService
interface Desk {
    @RpcMethod(timeout = "30s")
    CompletableFuture<String> hold();

    int next();

    void closeServer();

    @RpcMethod(oneway = true)
    void note();
}
