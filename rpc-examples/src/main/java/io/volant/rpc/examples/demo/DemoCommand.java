package io.volant.rpc.examples.demo;

import io.volant.rpc.NodeStats;
import io.volant.rpc.RpcClient;
import io.volant.rpc.cluster.Cluster;
import io.volant.rpc.cluster.discovery.Registry;
import io.volant.rpc.examples.console.Terminal;
import io.volant.rpc.examples.console.Versions;
import io.volant.rpc.examples.process.ServerProcess;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}: a registry and three servers in JVMs of their own and a client in this one, with every call accounted for. */
@Command(
        name = "demo",
        description = "A registry, three servers and a client under load; every answer and every execution checked.",
        sortOptions = false)
public final class DemoCommand implements Callable<Integer> {
    private static final int THREADS = 32;
    private static final Duration SLOW_START = Duration.ofSeconds(4); // so that it is over before the demo is

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private LoadOptions options = new LoadOptions();

    @Option(names = "--keep", description = "Leaves registry and servers running, for calls and kills of your own.")
    private boolean keep;

    @Option(
            names = "--registry",
            paramLabel = "KIND",
            defaultValue = "embedded",
            description = "embedded, which is Volant's own, or zookeeper; embedded unless given.")
    private String registry = "";

    DemoCommand() {}

    @Override
    public Integer call() throws Exception {
        int seconds = options.seconds(spec.commandLine());
        options.checkJson(spec.commandLine());
        if (!Fleet.REGISTRIES.contains(registry)) {
            throw new ParameterException(
                    spec.commandLine(), "--registry: " + registry + " (expected: embedded or zookeeper)");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(Versions.line());
        try (RunDirectory directory = RunDirectory.create();
                Fleet fleet = Fleet.start(directory, registry)) {
            introduce(out, fleet, seconds);
            Verdict verdict = run(fleet, seconds, directory, out);
            if (keep || !verdict.ok()) {
                directory.keep();
            }
            if (keep) {
                kept(out, fleet, directory);
            }
            out.println();
            out.println("demo: " + verdict.sentence(directory.clientLog().toString()));
            out.println("next: ./volant example      ./volant bench --quick      docs/mission.md");
            return verdict.ok() ? 0 : 1;
        }
    }

    private Verdict run(Fleet fleet, int seconds, RunDirectory directory, PrintWriter out) throws Exception {
        Terminal terminal = options.terminal();
        FailureLog failures = new FailureLog(directory.clientLog());
        Optional<Duration> cpu;
        Meter meter;
        try (Registry servers = Registries.open(fleet.registryAddress());
                RpcClient client = RpcClient.builder()
                        .routing(Cluster.of(servers).slowStart(SLOW_START))
                        .name("demo")
                        .connectTimeout(LoadOptions.CONNECT_TIMEOUT)
                        .connect();
                LoadRun run = new LoadRun(client, THREADS, directory.clientRecord(), 0, failures, allDied(fleet))) {
            LiveTable table = new LiveTable(out, terminal, columns(fleet, client));
            fleet.servers()
                    .forEach(server -> server.process()
                            .ended()
                            .thenAccept(status -> run.note("server " + server.name() + " (pid "
                                    + server.process().pid() + ") has ended with status " + status)));
            meter = run.meter();
            run.warmUp();
            Optional<Duration> before = cpu(fleet);
            run.measure(seconds, table);
            cpu = cpu(fleet).flatMap(after -> before.map(after::minus));
        }
        if (keep) {
            fleet.keep();
        } else {
            fleet.stop(out); // what they have accepted ends, and is recorded, before the records are read
        }
        Verdict verdict = Audit.of(directory.clientRecord(), 0, fleet.records());
        Report report = new Report(out, terminal);
        report.table(verdict, meter, failures);
        report.checked(verdict);
        cpu.ifPresent(used -> report.cost(used, meter.calls()));
        options.writeJson("demo", seconds, verdict, meter);
        return verdict;
    }

    private static List<LiveTable.Column> columns(Fleet fleet, RpcClient client) {
        return fleet.servers().stream()
                .map(server ->
                        new LiveTable.Column(server.name(), server.name(), answers -> state(client, server.process())))
                .toList();
    }

    private static String state(RpcClient client, ServerProcess server) {
        return client.stats().nodes().stream()
                .filter(node -> node.address().equals(server.address()))
                .findFirst()
                .map(NodeStats::state)
                .map(state -> switch (state) {
                    case CONNECTING -> "DOWN";
                    case WARMING -> "warming";
                    case READY -> "up";
                    case SUSPECT -> "silent";
                    case EJECTED -> "ejected";
                    case PROBING -> "probing";
                })
                .orElse("left");
    }

    private static void introduce(PrintWriter out, Fleet fleet, int seconds) {
        out.println();
        out.printf("One client calls UserService on three servers for %d s, after a few to warm up.%n", seconds);
        out.printf(
                "  registry  %s  pid %d%n",
                fleet.registryAddress(), fleet.registry().pid());
        for (Fleet.Server server : fleet.servers()) {
            out.printf(
                    Locale.ROOT,
                    "  server %s  %s  pid %d  (try it yourself: kill -9 %d)%n",
                    server.name(),
                    server.process().address(),
                    server.process().pid(),
                    server.process().pid());
        }
        out.printf("            each with %s%n", UserServer.describe());
        out.printf(
                "  client    pid %d  %s, least response time%n",
                ProcessHandle.current().pid(), Load.describe(THREADS));
        out.println();
    }

    private static void kept(PrintWriter out, Fleet fleet, RunDirectory directory) {
        out.printf(
                "kept      records in %s; end registry and servers with: kill %d",
                directory, fleet.registry().pid());
        fleet.servers().forEach(server -> out.printf(" %d", server.process().pid()));
        out.println();
    }

    private static CompletableFuture<String> allDied(Fleet fleet) {
        return CompletableFuture.allOf(fleet.servers().stream()
                        .map(server -> server.process().ended())
                        .toArray(CompletableFuture[]::new))
                .thenApply(done -> "no server is left");
    }

    /** Of client and servers; empty when a server has ended and took its part with it. */
    private static Optional<Duration> cpu(Fleet fleet) {
        Optional<Duration> own = ProcessHandle.current().info().totalCpuDuration();
        return fleet.cpu().flatMap(its -> own.map(its::plus));
    }
}
