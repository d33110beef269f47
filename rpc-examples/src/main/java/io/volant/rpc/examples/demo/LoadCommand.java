package io.volant.rpc.examples.demo;

import io.volant.rpc.RpcClient;
import io.volant.rpc.examples.console.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code load}: the demo's client against a server that runs already. */
@Command(name = "load", description = "Demo's client against a server that runs already.", sortOptions = false)
public final class LoadCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "HOST:PORT", description = "Where the server says that it serves.")
    private String address = "";

    @Mixin
    private LoadOptions options = new LoadOptions();

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "32",
            description = "Blocking callers, 1 to 1000; 32 unless given.")
    private int threads;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Writes down how every call ended: u64 call, u32 method, u32 state.")
    private @Nullable Path record;

    LoadCommand() {}

    @Override
    public Integer call() throws Exception {
        if (threads < 1 || threads > 1_000) {
            throw new ParameterException(spec.commandLine(), "--threads: " + threads + " (expected: 1..1000)");
        }
        int seconds = options.seconds(spec.commandLine());
        options.checkJson(spec.commandLine());
        PrintWriter out = spec.commandLine().getOut();
        Terminal terminal = options.terminal();
        // numbers of its own, so that the record of one server can be joined with those of several clients
        long base = ProcessHandle.current().pid() << 40;
        try (RunDirectory directory = RunDirectory.create();
                RpcClient client = RpcClient.builder()
                        .address(address)
                        .name("load")
                        .connectTimeout(LoadOptions.CONNECT_TIMEOUT)
                        .connect()) {
            Path file = record != null ? record : directory.clientRecord();
            Path log = directory.clientLog();
            out.printf("Calls UserService on %s for %d s, after a few to warm up.%n", address, seconds);
            out.printf("  client    %s%n%n", Load.describe(threads));
            FailureLog failures = new FailureLog(log);
            Crashes crashes = new Crashes(); // of a server that this command does not know: none
            Meter meter = load(client, seconds, file, base, failures, crashes, LiveTable.ofOne(out, terminal));
            Verdict verdict = Audit.of(file, base, List.of());
            if (!verdict.ok()) {
                directory.keep();
            }
            Report report = new Report(out, terminal);
            report.table(verdict, meter, new SentAgain(), failures);
            out.println("checked   every answer compared with what was asked; executions are the server's to record");
            options.writeJson("load", seconds, verdict, meter, crashes);
            out.println("load: " + verdict.sentence(log.toString()));
            return verdict.ok() ? 0 : 1;
        }
    }

    private Meter load(
            RpcClient client, int seconds, Path file, long base, FailureLog failures, Crashes crashes, LiveTable table)
            throws IOException, InterruptedException {
        try (LoadRun run = new LoadRun(client, threads, file, base, failures, crashes, new CompletableFuture<>())) {
            run.warmUp();
            run.measure(seconds, table, CompletableFuture.completedFuture(null));
            return run.meter();
        }
    }
}
