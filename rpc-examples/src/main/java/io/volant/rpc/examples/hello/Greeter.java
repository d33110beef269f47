package io.volant.rpc.examples.hello;

/** Greets by name. */
final class Greeter implements ExampleService {
    @Override
    public HelloReply sayHello(HelloRequest request) {
        return new HelloReply("Hello, " + request.name());
    }
}
