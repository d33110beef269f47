package io.volant.rpc.examples.balance;

import io.volant.rpc.Interceptor;
import io.volant.rpc.Layer;
import io.volant.rpc.Metadata;
import io.volant.rpc.RpcServer;
import io.volant.rpc.examples.hello.ExampleService;
import io.volant.rpc.examples.hello.HelloReply;
import io.volant.rpc.examples.process.ParentWatch;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code example balance server}: one of the servers that the example starts for itself. */
@Command(name = "server", hidden = true, description = "One of the servers of the example.")
final class BackendCommand implements Callable<Integer> {
    /** In the metadata of every reply: who gave it. */
    static final String SERVER = "server";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--name", required = true)
    private String name = "";

    @Option(names = "--millis", required = true)
    private int millis;

    @Option(names = "--workers", required = true)
    private int workers;

    @Mixin
    private ParentWatch parent = new ParentWatch();

    @Override
    public Integer call() throws InterruptedException {
        ExampleService greeter = request -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis)); // as if it had something to do
            return new HelloReply("Hello, " + request.name());
        };
        Metadata signature = Metadata.of(SERVER, name);
        Interceptor signed =
                (method, next) -> request -> next.invoke(request).thenApply(reply -> reply.withMetadata(signature));
        try (RpcServer server = RpcServer.builder()
                .workers(workers)
                .workersQueue(256)
                .fixedLimit()
                .interceptor(Layer.CALL, signed)
                .service(ExampleService.class, greeter)
                .start()) {
            parent.begin();
            spec.commandLine().getOut().println("serving on " + server.address());
            server.awaitTermination();
        }
        return 0;
    }
}
