package io.volant.rpc.examples.demo;

import io.volant.rpc.Layer;
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
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code demo}: a registry and three servers in JVMs of their own and a client in this one, with every call accounted for, while one
 * server is killed and started again, and another is drained.
 */
@Command(
        name = "demo",
        description = {
            "A registry, three servers and a client under load; every answer and every execution checked.",
            "Half-way server B is killed (SIGKILL), and started again later; then server C is drained (SIGTERM)."
        },
        sortOptions = false,
        footer = {
            "",
            "Its last line: errors are calls that failed; lost those that never ended, or were answered and not executed; "
                    + "repeated those that ran twice though they must run once; unknown those that must run once and were "
                    + "under way at a server that crashed, so that nobody can know whether they ran. recovery is the time "
                    + "from the kill until the last call has ended that was under way then, or failed or became unknown "
                    + "since. One-way calls carry no promise: none of them is lost where it did not run."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final int THREADS = 32;
    private static final long SCRIPT_SECONDS = 1; // after the load, which waits for it
    private static final Duration SLOW_START = Duration.ofSeconds(4); // so that it is over before the demo is

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private LoadOptions options = new LoadOptions();

    @Option(
            names = "--keep",
            description =
                    "Kills and drains nothing, and leaves registry and servers running, for calls and kills of your own.")
    private boolean keep;

    @Option(
            names = "--registry",
            paramLabel = "KIND",
            defaultValue = "embedded",
            description = "embedded, which is Volant's own, or zookeeper; embedded unless given.")
    private String registry = "";

    private final Crashes crashes = new Crashes();

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
            out.println("demo: " + verdict.sentence(directory.clientLog().toString()) + recovery());
            out.println("next: ./volant example      ./volant bench --quick      docs/mission.md");
            return verdict.ok() ? 0 : 1;
        }
    }

    private Verdict run(Fleet fleet, int seconds, RunDirectory directory, PrintWriter out) throws Exception {
        Terminal terminal = options.terminal();
        FailureLog failures = new FailureLog(directory.clientLog());
        SentAgain again = new SentAgain();
        Cost cost = new Cost(fleet);
        Meter meter;
        String killed;
        try (Registry servers = Registries.open(fleet.registryAddress());
                RpcClient client = RpcClient.builder()
                        .routing(Cluster.of(servers).slowStart(SLOW_START))
                        .interceptor(Layer.ATTEMPT, again)
                        .name("demo")
                        .connectTimeout(LoadOptions.CONNECT_TIMEOUT)
                        .connect();
                LoadRun run =
                        new LoadRun(client, THREADS, directory.clientRecord(), 0, failures, crashes, fleet.over())) {
            fleet.onCrash(server -> crashed(server, run));
            meter = run.meter();
            run.warmUp();
            cost.begin();
            FleetScript script = new FleetScript(fleet, client, crashes, run::note, seconds);
            CompletableFuture<Void> scripted = keep
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.runAsync(() -> script.run(() -> cost.end(meter)), ServerProcess.BESIDE);
            run.measure(seconds, new LiveTable(out, terminal, columns(fleet, client)), scripted);
            if (keep) {
                cost.end(meter);
            }
            killed = ended(scripted, script);
        }
        if (keep) {
            fleet.keep();
        } else {
            fleet.stop(out); // what they have accepted ends, and is recorded, before the records are read
        }
        Verdict verdict = Audit.of(directory.clientRecord(), 0, fleet.records());
        Report report = new Report(out, terminal);
        report.table(verdict, meter, again, failures);
        report.checked(verdict);
        if (!killed.isEmpty()) {
            report.killed(killed, crashes.recovery(), again.all());
        }
        cost.perCall().ifPresent(report::cost);
        options.writeJson("demo", seconds, verdict, meter, crashes);
        return verdict;
    }

    private void crashed(FleetServer server, LoadRun run) {
        crashes.happened();
        run.note("server " + server.name() + " (pid " + server.process().pid() + ") has ended with status "
                + server.process().ended().join());
    }

    private String recovery() {
        return crashes.recovery()
                .map(time -> " recovery=" + Report.millis(time))
                .orElse("");
    }

    /** What the script has to say in the end; it has ended when the load has, or never will. */
    private static String ended(CompletableFuture<Void> scripted, FleetScript script) throws InterruptedException {
        try {
            scripted.get(SCRIPT_SECONDS, TimeUnit.SECONDS);
            return script.killed();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the demo could not go on: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("a server has neither started nor ended in time", e);
        }
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

    private void introduce(PrintWriter out, Fleet fleet, int seconds) {
        out.println();
        out.printf(
                "One client calls UserService on three servers for %d s, after a few to warm up; calls get faster for some seconds%n"
                        + "more, while the JVMs compile what is called most.%n",
                seconds);
        if (!keep) {
            out.println(
                    "Half-way server B is killed (SIGKILL), and started again later; then server C is drained (SIGTERM).");
        }
        out.printf(
                "  registry  %s  pid %d%n",
                fleet.registryAddress(), fleet.registry().pid());
        for (FleetServer server : fleet.servers()) {
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
        fleet.servers().stream()
                .filter(FleetServer::isAlive)
                .forEach(server -> out.printf(" %d", server.process().pid()));
        out.println();
    }
}
