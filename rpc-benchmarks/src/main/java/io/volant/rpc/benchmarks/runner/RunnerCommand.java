package io.volant.rpc.benchmarks.runner;

import io.volant.rpc.benchmarks.report.Results;
import io.volant.rpc.benchmarks.report.RunnerFile;
import io.volant.rpc.benchmarks.report.Summary;
import io.volant.rpc.benchmarks.system.JvmArgs;
import io.volant.rpc.benchmarks.system.RpcSystem;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures all cases and systems in interleaved rounds. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures Volant beside hand-written references, server and client in a JVM each, in interleaved rounds.",
            "",
            "Also: bench PATTERN [JMH OPTION...]   runs JMH benchmarks (bench -l lists them)",
            "      bench diff A B                  compares two result files",
            "      bench chart FILE                draws a result file as SVG",
            "      bench table FILE                prints the runner's tables again",
            "      bench gate                      fails when calls cost more than was recorded",
            "      bench footprint                 what connections and calls in flight hold of the heap",
            ""
        })
public final class RunnerCommand implements Callable<Integer> {
    private static final int ROUNDS = 7;
    private static final double SECONDS = 3;
    private static final double WARMUP_SECONDS = 5;
    private static final int QUICK_ROUNDS = 3;
    private static final double QUICK_SECONDS = 1;
    private static final double QUICK_WARMUP_SECONDS = 1.5;
    private static final int MILLIS_PER_SECOND = 1_000;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--quick", description = "At most three minutes: 3 rounds of 1 s.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Records the figures.")
    private @Nullable Path json;

    @Option(names = "--rounds", paramLabel = "N", description = "How often everything is measured; 7 unless given.")
    private @Nullable Integer rounds;

    @Option(names = "--seconds", paramLabel = "S", description = "How long each time; 3 unless given.")
    private @Nullable Double seconds;

    @Option(names = "--warmup", paramLabel = "S", description = "Warm-up of each case and system; 5 unless given.")
    private @Nullable Double warmup;

    @Option(
            names = "--cases",
            paramLabel = "CASE",
            split = ",",
            description = "Such as s32.existUser; all unless given.")
    private List<String> cases =
            Arrays.stream(BenchCase.values()).map(BenchCase::label).toList();

    @Option(names = "--systems", paramLabel = "SYSTEM", split = ",", description = "Such as volant; all unless given.")
    private List<String> systems = RpcSystem.labels();

    @Option(names = "--pinned", description = "Holds all JVMs on processor 0 (with taskset): pure cost, no scheduling.")
    private boolean pinned;

    @Option(
            names = "--jvm-args",
            paramLabel = "ARGS",
            split = " ",
            description = "Arguments of all JVMs, in one word; -Xms256m -Xmx256m -XX:+UseParallelGC unless given.")
    private List<String> jvmArgs = JvmArgs.defaults();

    @Override
    public Integer call() throws IOException {
        PrintStream out = System.out;
        Plan plan = plan();
        Results.checkWritable(json);
        out.println(plan.describe());
        try (Rounds run = new Rounds(plan, out)) {
            run.run();
            RunnerFile file = new RunnerFile(Machine.environment(plan), run.results());
            out.println();
            out.print(Summary.of(file));
            if (json != null) {
                Files.writeString(json, file.toJson());
                out.println("recorded in " + json + "; draw it: bench chart " + json);
            }
            run.errors().forEach(error -> out.println("FAILED " + error));
            out.println("more with JMH: java -jar " + jar() + " -l");
            return run.errors().isEmpty() ? 0 : 1;
        }
    }

    private Plan plan() {
        try {
            return new Plan(
                    cases.stream().map(BenchCase::of).toList(),
                    systems.stream().map(RpcSystem::of).toList(),
                    rounds != null ? rounds : quick ? QUICK_ROUNDS : ROUNDS,
                    duration(seconds != null ? seconds : quick ? QUICK_SECONDS : SECONDS),
                    duration(warmup != null ? warmup : quick ? QUICK_WARMUP_SECONDS : WARMUP_SECONDS),
                    jvmArgs,
                    pinned);
        } catch (IllegalArgumentException e) {
            CommandLine commandLine = spec == null ? new CommandLine(this) : spec.commandLine();
            throw new CommandLine.ParameterException(commandLine, String.valueOf(e.getMessage()), e);
        }
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis((long) (seconds * MILLIS_PER_SECOND));
    }

    /** The jar this program was started from, where that is how it was started. */
    private static String jar() {
        String classPath = System.getProperty("java.class.path");
        boolean jar = classPath.endsWith("benchmarks.jar") && !classPath.contains(File.pathSeparator);
        return jar ? classPath : "rpc-benchmarks/target/benchmarks.jar";
    }
}
