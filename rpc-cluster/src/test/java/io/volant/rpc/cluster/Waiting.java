package io.volant.rpc.cluster;

import io.volant.rpc.RpcService;
import java.util.concurrent.CompletableFuture;

/** A service that takes its time. */
@RpcService
interface Waiting {
    CompletableFuture<String> await();
}
