package io.volant.rpc.benchmarks.runner;

import io.volant.rpc.benchmarks.report.CaseResult;
import io.volant.rpc.benchmarks.system.RpcSystem;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs a plan: all systems in turn within each case and round, beginning with another one in every round. */
final class Rounds implements AutoCloseable {
    private final Plan plan;
    private final PrintStream progress;
    private final Map<RpcSystem, Pair> pairs = new EnumMap<>(RpcSystem.class);
    private final List<CaseResult> results = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private int done;

    Rounds(Plan plan, PrintStream progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** Starts the JVMs, warms them up, and measures. */
    void run() {
        start();
        measure();
    }

    private void start() {
        for (RpcSystem system : plan.systems()) {
            Pair pair = Pair.start(system, plan);
            pairs.put(system, pair);
            progress.printf(Locale.ROOT, "  %-11s %s%n", system.label(), pair.describe());
        }
        for (BenchCase which : plan.cases()) {
            for (RpcSystem system : competitors(which, 0)) {
                note(which, system, "warm-up", pair(system).warmUp(which.label(), plan.warmup()));
            }
        }
    }

    /** As many rounds as planned, behind those that there have been. */
    void measure() {
        int last = done + plan.rounds();
        while (done < last) {
            done++;
            for (BenchCase which : plan.cases()) {
                progress.printf(Locale.ROOT, "round %d/%d  %-14s", done, last, which.label());
                for (RpcSystem system : competitors(which, done)) {
                    Pair.Outcome outcome = pair(system).run(which.label(), which.label(), done, plan.time());
                    results.add(outcome.result());
                    note(which, system, "round " + done, outcome.firstError());
                    progress.printf(
                            Locale.ROOT,
                            "  %s %,.0f/s",
                            system.label(),
                            outcome.result().opsPerSecond());
                    progress.flush();
                }
                progress.println();
            }
        }
    }

    List<CaseResult> results() {
        return results;
    }

    /** The first error of every run that had any. */
    List<String> errors() {
        return errors;
    }

    @Override
    public void close() {
        pairs.values().forEach(Pair::close);
    }

    private List<RpcSystem> competitors(BenchCase which, int round) {
        List<RpcSystem> competitors =
                new ArrayList<>(plan.systems().stream().filter(which::suits).toList());
        Collections.rotate(competitors, -round);
        return competitors;
    }

    private Pair pair(RpcSystem system) {
        Pair pair = pairs.get(system);
        if (pair == null) {
            throw new IllegalStateException(system.label() + " was not started");
        }
        return pair;
    }

    private void note(BenchCase which, RpcSystem system, String when, String error) {
        if (!error.isEmpty()) {
            errors.add(which.label() + " " + system.label() + ", " + when + ": " + error);
        }
    }
}
