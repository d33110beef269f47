package io.volant.rpc.examples.failover;

import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import java.util.concurrent.CompletableFuture;

/** What the servers of the example serve. Prices may be asked for twice, a sale must not be made twice. */
@RpcService
interface Shop {
    @RpcMethod(timeout = "900ms", idempotent = true)
    CompletableFuture<Integer> price(int article);

    /** As {@link #price}, but nobody waits longer than a moment for one server. */
    @RpcMethod(timeout = "900ms", attemptTimeout = "500ms", idempotent = true)
    CompletableFuture<Integer> priceSoon(int article);

    @RpcMethod(timeout = "900ms")
    CompletableFuture<Integer> sell(int sale);
}
