package io.volant.rpc.cluster;

import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import java.util.concurrent.CompletableFuture;

/** A service whose answers tell who gave them. */
@RpcService
interface Shop {
    @RpcMethod(timeout = "30s")
    String name();

    @RpcMethod(timeout = "30s")
    CompletableFuture<String> nameAsync();

    /** Ends when the server is told to. */
    @RpcMethod(timeout = "30s")
    CompletableFuture<String> held();
}
