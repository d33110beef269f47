package io.volant.rpc.examples.demo;

import io.volant.rpc.RpcServer;
import io.volant.rpc.examples.user.ComputedUsers;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serve}: the demo's server, until it is told to end. */
@Command(name = "serve", description = "A server for demo's client, until Ctrl-C.", sortOptions = false)
public final class ServeCommand implements Callable<Integer> {
    /** What a parent writes to the standard input of a server that is to outlive it. */
    static final String KEEP = "keep";

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
            names = "--with-parent",
            hidden = true,
            description = "Ends when standard input ends, unless it said \"keep\".")
    private boolean withParent;

    ServeCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        RecordFile file = record == null ? null : RecordFile.create(record);
        ComputedUsers users = new ComputedUsers();
        RpcServer server =
                (file == null ? UserServer.builder(port, users) : UserServer.builder(port, users, file)).start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "drain"));
        if (withParent) {
            Thread watch = new Thread(() -> endWithParent(System.in), "parent-watch");
            watch.setDaemon(true);
            watch.start();
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("serving on " + server.address());
        out.printf(
                "%s, pid %d%n", UserServer.describe(), ProcessHandle.current().pid());
        server.awaitTermination();
        return 0;
    }

    private static void endWithParent(InputStream in) {
        try {
            if (new String(in.readAllBytes(), StandardCharsets.US_ASCII).trim().equals(KEEP)) {
                return;
            }
        } catch (IOException e) {
            // as good as its end
        }
        System.exit(0);
    }
}
