package io.volant.rpc.examples;

import io.volant.rpc.examples.hello.HelloClient;
import io.volant.rpc.examples.hello.HelloExample;
import io.volant.rpc.examples.hello.HelloServer;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code example hello [server|client]}. */
@Command(
        name = "hello",
        description = "The mission's example: sayHello on port 50051 with ten workers.",
        sortOptions = false)
final class HelloCommand implements Callable<Integer> {
    enum Half {
        server,
        client
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "server|client", description = "Only this half; both unless given.")
    private @Nullable Half half;

    @Option(names = "--port", paramLabel = "N", defaultValue = "50051", description = "Port, 50051 unless given.")
    private int port;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (half == null) {
            return HelloExample.run(port, out) ? 0 : 1;
        }
        return switch (half) {
            case server -> {
                HelloServer.serve(port, out);
                yield 0;
            }
            case client -> {
                HelloClient.call(port, out);
                yield 0;
            }
        };
    }
}
