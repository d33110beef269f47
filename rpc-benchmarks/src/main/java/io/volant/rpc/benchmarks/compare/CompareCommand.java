package io.volant.rpc.benchmarks.compare;

import io.volant.rpc.benchmarks.load.ComputedWorkload;
import io.volant.rpc.benchmarks.report.ComparePage;
import io.volant.rpc.benchmarks.report.CompareSummary;
import io.volant.rpc.benchmarks.report.Results;
import io.volant.rpc.benchmarks.report.RunnerFile;
import io.volant.rpc.benchmarks.report.SystemInfo;
import io.volant.rpc.benchmarks.runner.Machine;
import io.volant.rpc.benchmarks.runner.Placement;
import io.volant.rpc.benchmarks.system.JvmArgs;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures Volant beside other frameworks. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures Volant, hand-written references and other frameworks, server and client in a JVM each, in interleaved"
                    + " rounds, held on one processor and on all of them.",
            ""
        })
public final class CompareCommand implements Callable<Integer> {
    /** Names another class of answers, such as one that is wrong. */
    static final String WORKLOAD_PROPERTY = "volant.compare.workload";

    private static final String NOBODY = "none";
    private static final int ROUNDS = 7;
    private static final double SECONDS = 1;
    private static final double WARMUP_SECONDS = 2;
    private static final int QUICK_ROUNDS = 3;
    private static final double QUICK_SECONDS = 0.5;
    private static final double QUICK_WARMUP_SECONDS = 1;
    private static final int MILLIS_PER_SECOND = 1_000;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--peers",
            paramLabel = "PEER",
            split = ",",
            description = "Such as grpc,turbo; \"none\" for no other framework; all unless given.")
    private List<String> peers = PeerRow.peers();

    @Option(names = "--alone", description = "Only the rows of the peers, without Volant, references and anchors.")
    private boolean alone;

    @Option(names = "--rounds", paramLabel = "N", description = "How often everything is measured; 7 unless given.")
    private @Nullable Integer rounds;

    @Option(names = "--quick", description = "Seven cases, 3 rounds of 0.5 s.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Records the figures.")
    private @Nullable Path json;

    @Option(
            names = "--cases",
            paramLabel = "CASE",
            split = ",",
            description = "Such as s32.existUser; all unless given.")
    private List<String> cases = List.of();

    @Option(names = "--seconds", paramLabel = "S", description = "How long each time; 1 unless given.")
    private @Nullable Double seconds;

    @Option(names = "--warmup", paramLabel = "S", description = "Warm-up of each case and row; 2 unless given.")
    private @Nullable Double warmup;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            description = "How often a disturbed measurement is repeated at most; 3 unless given.")
    private int repeats = QuietRounds.REPEATS;

    @Option(names = "--cores", paramLabel = "WHICH", description = "one, all or both, which is the default.")
    private String cores = "both";

    @Option(
            names = "--page",
            paramLabel = "FILE",
            split = ",",
            description =
                    "Measures nothing: writes the tables and charts of what --json recorded into docs/performance.md.")
    private List<Path> pages = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintStream out = System.out;
        if (!pages.isEmpty()) {
            Path docs = PeerBuild.ownDirectory().resolveSibling("docs");
            ComparePage.write(
                    docs,
                    pages.stream()
                            .map(page -> ComparePage.of(Results.runnerFile(page), page))
                            .toList());
            out.println("written into " + docs.resolve(ComparePage.NAME));
            return 0;
        }
        ComparePlan plan = plan();
        Results.checkWritable(json);
        out.println(plan.describe());
        List<SystemInfo> missing = new ArrayList<>();
        CompareRun run = new CompareRun(
                plan,
                contestants(plan, missing, out),
                System.getProperty(WORKLOAD_PROPERTY, ComputedWorkload.class.getName()),
                out);
        run.run();
        List<SystemInfo> systems = new ArrayList<>(run.systems());
        systems.addAll(missing);
        RunnerFile file = new RunnerFile(
                Machine.environment(plan.jvmArgs(), plan.rounds(), plan.time(), plan.warmup()),
                command(),
                systems,
                run.results());
        out.println();
        out.print(CompareSummary.of(file));
        if (json != null) {
            Files.writeString(json, file.toJson());
            out.println("recorded in " + json);
        }
        run.errors().forEach(error -> out.println("FAILED " + error));
        return ownFailed(run) ? 1 : 0;
    }

    /** What was typed, without the files that it names. */
    private String command() {
        List<String> words =
                spec == null ? List.of() : spec.commandLine().getParseResult().originalArgs();
        List<String> kept = new ArrayList<>(List.of("./volant", "compare"));
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals("--json")) {
                i++;
            } else if (!words.get(i).startsWith("--json=")) {
                kept.add(words.get(i));
            }
        }
        return String.join(" ", kept) + " --json FILE";
    }

    /** A peer that fails is reported; one of Volant's own rows that does makes the run fail. */
    private static boolean ownFailed(CompareRun run) {
        return Arrays.stream(OwnRow.values())
                .map(OwnRow::label)
                .anyMatch(label -> run.errors().stream().anyMatch(error -> error.startsWith(label + " "))
                        || run.systems().stream()
                                .anyMatch(system -> system.label().equals(label)
                                        && !system.failure().isEmpty()));
    }

    private static List<Contestant> contestants(ComparePlan plan, List<SystemInfo> missing, PrintStream progress)
            throws IOException, InterruptedException {
        List<Contestant> all =
                new ArrayList<>(plan.ownRows().stream().map(Contestant::own).toList());
        if (plan.peerRows().isEmpty()) {
            return all;
        }
        PeerBuild build = new PeerBuild(PeerBuild.ownDirectory());
        build.build(plan.peerRows().stream().map(PeerRow::peer).distinct().toList(), progress);
        for (PeerRow row : plan.peerRows()) {
            if (build.isBuilt(row.peer())) {
                all.add(row.contestant(build));
            } else {
                missing.add(new SystemInfo(
                        row.label(), List.of(), "", row.source(), List.of(), "build: " + build.failure(row.peer())));
            }
        }
        return all;
    }

    private ComparePlan plan() {
        try {
            return new ComparePlan(
                    cases.isEmpty()
                            ? quick ? CompareCase.few() : CompareCase.all()
                            : cases.stream().map(CompareCase::of).toList(),
                    peers.equals(List.of(NOBODY)) ? List.of() : peers,
                    alone,
                    rounds != null ? rounds : quick ? QUICK_ROUNDS : ROUNDS,
                    duration(seconds != null ? seconds : quick ? QUICK_SECONDS : SECONDS),
                    duration(warmup != null ? warmup : quick ? QUICK_WARMUP_SECONDS : WARMUP_SECONDS),
                    placements(),
                    repeats,
                    JvmArgs.forComparison());
        } catch (IllegalArgumentException e) {
            CommandLine commandLine = spec == null ? new CommandLine(this) : spec.commandLine();
            throw new CommandLine.ParameterException(commandLine, String.valueOf(e.getMessage()), e);
        }
    }

    private List<Placement> placements() {
        return switch (cores) {
            case "one" -> List.of(Placement.ONE_CORE);
            case "all" -> List.of(Placement.ALL_CORES);
            case "both" -> List.of(Placement.ONE_CORE, Placement.ALL_CORES);
            default -> throw new IllegalArgumentException("cores: " + cores + " (expected: one, all or both)");
        };
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis((long) (seconds * MILLIS_PER_SECOND));
    }
}
