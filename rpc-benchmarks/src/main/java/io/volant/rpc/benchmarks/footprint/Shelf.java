package io.volant.rpc.benchmarks.footprint;

import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import java.util.concurrent.CompletableFuture;

/** Keeps calls in flight until they are released, and tells what its JVM holds meanwhile. */
@RpcService
interface Shelf {
    @RpcMethod(timeout = "60s")
    CompletableFuture<Integer> hold(int call);

    /** Calls of {@link #hold} that have not ended. */
    int held();

    void release();

    @RpcMethod(timeout = "60s")
    long heapBytes();
}
