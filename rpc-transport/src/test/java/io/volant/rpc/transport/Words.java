package io.volant.rpc.transport;

import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import java.util.concurrent.CompletableFuture;

/** The service of the tests that speak the protocol by hand: small enough that its bytes can be written down. */
@RpcService
interface Words {
    String SIGNATURE = "echo(java.lang.String)";
    String SCHEMA = "volant-kryo/1\nmethod echo(string)string unary\n";

    @RpcMethod(timeout = "30s")
    CompletableFuture<String> echo(String word);
}
