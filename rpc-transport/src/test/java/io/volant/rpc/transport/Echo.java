package io.volant.rpc.transport;

import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;

/** The service that the tests of connections call. */
@RpcService
interface Echo {
    byte[] bytes(byte[] bytes);

    String say(String text);

    @RpcMethod(oneway = true)
    void tell(String text);
}
