package io.volant.rpc.examples;

import io.volant.rpc.RpcServer;
import io.volant.rpc.cluster.discovery.registry.EmbeddedRegistry;
import io.volant.rpc.examples.process.ParentWatch;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code registry}: the embedded registry in a process of its own, until it is told to end. */
@Command(
        name = "registry",
        description = "A registry, in which servers enter themselves and clients find them, until Ctrl-C.",
        sortOptions = false)
final class RegistryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "7001",
            description = "Port, 7001 unless given; 0 takes a free one.")
    private int port;

    @Option(
            names = "--file",
            paramLabel = "PATH",
            description = "Keeps there what the registry knows, so that it knows it after a restart.")
    private @Nullable Path file;

    @Mixin
    private ParentWatch parent = new ParentWatch();

    RegistryCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        EmbeddedRegistry registry = file == null ? EmbeddedRegistry.inMemory() : EmbeddedRegistry.keptIn(file);
        try (registry;
                RpcServer server =
                        registry.offer(RpcServer.builder().port(port)).start()) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(registry, server), "drain"));
            parent.begin();
            spec.commandLine().getOut().println("registry on " + server.address());
            server.awaitTermination();
        }
        return 0;
    }

    private static void end(EmbeddedRegistry registry, RpcServer server) {
        registry.close(); // first: its watchers go, and the server has nobody to wait for
        server.close();
    }
}
