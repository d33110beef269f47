package io.volant.rpc.benchmarks.runner;

import io.volant.rpc.benchmarks.report.Gate;
import io.volant.rpc.benchmarks.report.GateRecord;
import io.volant.rpc.benchmarks.report.GateRecords;
import io.volant.rpc.benchmarks.report.Results;
import io.volant.rpc.benchmarks.report.RunnerFile;
import io.volant.rpc.benchmarks.report.Summary;
import io.volant.rpc.benchmarks.system.JvmArgs;
import io.volant.rpc.benchmarks.system.RpcSystem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what calls cost, and fails when that is more than was recorded. */
@Command(
        name = "bench gate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures Volant and R2, all JVMs on processor 0, in about 150 seconds, and takes the best round: CPU time",
            "per call by that of R2, and bytes allocated per call. The status is 1 when one of them is more than a quarter",
            "above the value that is recorded for this processor. Throughput is only printed.",
            ""
        })
public final class GateCommand implements Callable<Integer> {
    private static final List<BenchCase> CASES = List.of(
            BenchCase.S32_EXIST_USER,
            BenchCase.S32_CREATE_USER,
            BenchCase.S32_GET_USER,
            BenchCase.S32_LIST_USER,
            BenchCase.A2048_EXIST_USER);
    private static final List<RpcSystem> SYSTEMS = List.of(RpcSystem.VOLANT, RpcSystem.VOLANT_POOL, RpcSystem.R2);
    private static final double MILLIS_PER_SECOND = 1_000;
    private static final int AGAIN = 2;

    @Option(names = "--record", description = "Writes this processor's part of the file instead of comparing with it.")
    private boolean record;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "What was recorded; rpc-benchmarks/results/gate.json unless given.")
    private Path file = Path.of("rpc-benchmarks", "results", "gate.json");

    @Option(names = "--rounds", paramLabel = "N", description = "How often everything is measured; 5 unless given.")
    private int rounds = 5;

    @Option(names = "--seconds", paramLabel = "S", description = "How long each time; 0.7 unless given.")
    private double seconds = 0.7;

    @Option(names = "--warmup", paramLabel = "S", description = "Warm-up of each case and system; 5 unless given.")
    private double warmup = 5;

    @Override
    public Integer call() throws IOException {
        PrintStream out = System.out;
        Plan plan = new Plan(CASES, SYSTEMS, rounds, duration(seconds), duration(warmup), JvmArgs.defaults(), true);
        boolean first = record && Files.notExists(file);
        GateRecords kept = first ? new GateRecords(List.of()) : GateRecords.read(file);
        Results.checkWritable(record ? file : null);
        out.println(plan.describe());
        try (Rounds run = new Rounds(plan, out)) {
            run.run();
            GateRecord measured = measured(plan, run);
            if (record) {
                return ended(plan, run, out) ? write(kept, measured, out) : 1;
            }
            GateRecord recorded = kept.of(measured.cpu());
            Gate gate = Gate.of(recorded, measured);
            for (int again = 0; again < AGAIN && !gate.isOpen() && run.errors().isEmpty(); again++) {
                out.println("again, since these may have been disturbed: " + String.join("; ", gate.failures()));
                run.measure();
                gate = Gate.of(recorded, measured(plan, run));
            }
            return ended(plan, run, out) ? judge(gate, out) : 1;
        }
    }

    /** Prints what was measured; false when something went wrong. */
    private static boolean ended(Plan plan, Rounds run, PrintStream out) {
        out.println();
        out.print(Summary.of(file(plan, run)));
        run.errors().forEach(error -> out.println("gate: FAILED " + error));
        return run.errors().isEmpty();
    }

    private GateRecord measured(Plan plan, Rounds run) {
        return GateRecord.of(file(plan, run), command());
    }

    private static RunnerFile file(Plan plan, Rounds run) {
        return new RunnerFile(Machine.environment(plan), run.results());
    }

    private int write(GateRecords kept, GateRecord measured, PrintStream out) throws IOException {
        if (!measured.isComplete()) {
            out.println("gate: FAILED not recorded: a figure is no number: " + measured.figures());
            return 1;
        }
        Files.writeString(file, kept.with(measured).toJson());
        out.println("recorded in " + file);
        return 0;
    }

    private static int judge(Gate gate, PrintStream out) {
        out.println(gate.table());
        gate.notes().forEach(note -> out.println("note: " + note));
        gate.failures().forEach(failure -> out.println("gate: FAILED " + failure));
        if (gate.isOpen()) {
            out.println("gate: OK");
        }
        return gate.isOpen() ? 0 : 1;
    }

    private String command() {
        return "./volant bench gate --record --rounds " + rounds + " --seconds " + seconds + " --warmup " + warmup;
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis((long) (seconds * MILLIS_PER_SECOND));
    }
}
