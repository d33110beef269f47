package io.volant.rpc.examples.hello;

import io.volant.rpc.RpcClient;
import io.volant.rpc.examples.console.Output;
import java.io.PrintWriter;

/** The client half: one call, one greeting. */
public final class HelloClient {
    private HelloClient() {}

    public static void main(String[] args) {
        call(HelloServer.PORT, Output.on(System.out));
    }

    public static void call(int port, PrintWriter out) {
        try (RpcClient client = RpcClient.connect("127.0.0.1:" + port)) {
            ExampleService service = client.stub(ExampleService.class);
            out.println(service.sayHello(new HelloRequest("World")).message());
        }
    }
}
