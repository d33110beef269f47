package io.volant.rpc.benchmarks.growth;

import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import java.util.concurrent.CompletableFuture;

/** Keeps calls in flight, sends back what it gets, and tells what its JVM has used and holds. */
@RpcService
interface Growing {
    @RpcMethod(timeout = "60s")
    CompletableFuture<Integer> hold(int call);

    /** Calls of {@link #hold} that have not ended. */
    int held();

    void release();

    @RpcMethod(timeout = "60s")
    byte[] echo(byte[] content);

    long cpuNanos();

    @RpcMethod(timeout = "60s")
    long heapBytes();
}
