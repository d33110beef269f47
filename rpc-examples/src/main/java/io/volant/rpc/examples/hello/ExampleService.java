package io.volant.rpc.examples.hello;

import io.volant.rpc.RpcService;

/** The service of the mission's example. */
@RpcService
public interface ExampleService {
    HelloReply sayHello(HelloRequest request);
}
