package io.volant.rpc.cluster;

import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import java.util.concurrent.CompletableFuture;

/** A service whose executions are counted by call, where the end of its process does not erase them. */
@RpcService
interface Bookings {
    /** May run any number of times. */
    @RpcMethod(timeout = "10s", idempotent = true)
    int read(int call);

    /** Must run once. */
    @RpcMethod(timeout = "10s")
    CompletableFuture<Integer> book(int call);
}
