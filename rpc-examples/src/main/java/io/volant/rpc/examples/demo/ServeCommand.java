package io.volant.rpc.examples.demo;

import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcServerBuilder;
import io.volant.rpc.cluster.discovery.Announce;
import io.volant.rpc.cluster.discovery.Registry;
import io.volant.rpc.examples.process.ParentWatch;
import io.volant.rpc.examples.user.ComputedUsers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serve}: the demo's server, until it is told to end. */
@Command(name = "serve", description = "A server for demo's client, until Ctrl-C.", sortOptions = false)
public final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--port", paramLabel = "N", defaultValue = "0", description = "Port; a free one unless given.")
    private int port;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Writes down every execution: u64 call, u32 method, u32 state.")
    private @Nullable Path record;

    @Option(
            names = "--registry",
            paramLabel = "REGISTRY",
            description = "Enters itself in a registry: HOST:PORT of ./volant registry, or zookeeper:HOST:PORT.")
    private @Nullable String registry;

    @Option(names = "--name", paramLabel = "NAME", defaultValue = "", description = "What replies say who gave them.")
    private String name = "";

    @Mixin
    private ParentWatch parent = new ParentWatch();

    ServeCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        RecordFile file = record == null ? null : RecordFile.create(record);
        ComputedUsers users = new ComputedUsers();
        RpcServerBuilder settings =
                file == null ? UserServer.builder(port, name, users) : UserServer.builder(port, name, users, file);
        try (Registry entered = registry == null ? null : Registries.open(registry)) {
            if (entered != null) {
                settings.announce(Announce.in(entered).id(name));
            }
            return serve(settings.start());
        }
    }

    private int serve(RpcServer server) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "drain"));
        parent.begin();
        PrintWriter out = spec.commandLine().getOut();
        out.println("serving on " + server.address());
        out.printf(
                "%s, pid %d%n", UserServer.describe(), ProcessHandle.current().pid());
        server.awaitTermination();
        return 0;
    }
}
