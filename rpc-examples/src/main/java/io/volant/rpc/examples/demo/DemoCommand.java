package io.volant.rpc.examples.demo;

import io.volant.rpc.RpcClient;
import io.volant.rpc.examples.console.Terminal;
import io.volant.rpc.examples.console.Versions;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: a server in a JVM of its own and a client in this one, with every call accounted for. */
@Command(
        name = "demo",
        description = "A server and a client in two JVMs under load; every answer and every execution checked.",
        sortOptions = false)
public final class DemoCommand implements Callable<Integer> {
    private static final int THREADS = 32;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private LoadOptions options = new LoadOptions();

    @Option(names = "--keep", description = "Leaves the server running, for calls and kills of your own.")
    private boolean keep;

    DemoCommand() {}

    @Override
    public Integer call() throws Exception {
        int seconds = options.seconds(spec.commandLine());
        options.checkJson(spec.commandLine());
        PrintWriter out = spec.commandLine().getOut();
        out.println(Versions.line());
        try (RunDirectory directory = RunDirectory.create();
                ServerProcess server = ServerProcess.start(directory)) {
            introduce(out, server, seconds);
            Verdict verdict = run(server, seconds, directory, out);
            if (keep || !verdict.ok()) {
                directory.keep();
            }
            if (keep) {
                out.printf(
                        "kept      server %s, records in %s; end it with: kill %d%n",
                        server.address(), directory, server.pid());
            }
            out.println();
            out.println("demo: " + verdict.sentence(directory.clientLog().toString()));
            out.println("next: ./volant example      ./volant bench --quick      docs/mission.md");
            return verdict.ok() ? 0 : 1;
        }
    }

    private Verdict run(ServerProcess server, int seconds, RunDirectory directory, PrintWriter out) throws Exception {
        Terminal terminal = options.terminal();
        FailureLog failures = new FailureLog(directory.clientLog());
        CompletableFuture<String> died = server.ended().thenApply(status -> died(server, status));
        Optional<Duration> cpu;
        Meter meter;
        try (RpcClient client = RpcClient.builder()
                        .address(server.address())
                        .name("demo")
                        .connectTimeout(LoadOptions.CONNECT_TIMEOUT)
                        .connect();
                LoadRun run = new LoadRun(client, THREADS, directory.clientRecord(), 0, failures, died)) {
            meter = run.meter();
            run.warmUp();
            Optional<Duration> before = cpu(server);
            run.measure(seconds, new LiveTable(out, terminal));
            cpu = cpu(server).flatMap(after -> before.map(after::minus));
        }
        if (keep) {
            server.keep();
        } else {
            server.stop(out); // what it has accepted ends, and is recorded, before the records are read
        }
        Verdict verdict = Audit.of(directory.clientRecord(), 0, List.of(directory.serverRecord()));
        Report report = new Report(out, terminal);
        report.table(verdict, meter, failures);
        report.checked(verdict);
        cpu.ifPresent(used -> report.cost(used, meter.calls()));
        options.writeJson("demo", seconds, verdict, meter);
        return verdict;
    }

    private static void introduce(PrintWriter out, ServerProcess server, int seconds) {
        out.println();
        out.printf("One client calls UserService on one server for %d s, after a few to warm up.%n", seconds);
        out.printf("  server    %s  pid %d  %s%n", server.address(), server.pid(), UserServer.describe());
        out.printf("  client    pid %d  %s%n", ProcessHandle.current().pid(), Load.describe(THREADS));
        out.printf("  try it    kill -9 %d: every call then ends, with an answer or with why not%n", server.pid());
        out.println();
    }

    private static String died(ServerProcess server, int status) {
        return "the server (pid " + server.pid() + ") has ended with status " + status;
    }

    /** Of both processes; empty when the server has ended and took its part with it. */
    private static Optional<Duration> cpu(ServerProcess server) {
        Optional<Duration> own = ProcessHandle.current().info().totalCpuDuration();
        return server.cpu().flatMap(its -> own.map(its::plus));
    }
}
