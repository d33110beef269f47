package io.volant.rpc.benchmarks.compare;

import io.volant.rpc.benchmarks.load.LoadSpec;
import io.volant.rpc.benchmarks.report.CaseResult;
import io.volant.rpc.benchmarks.report.Spread;
import io.volant.rpc.benchmarks.report.SystemInfo;
import io.volant.rpc.benchmarks.report.SystemInfo.WireBytes;
import io.volant.rpc.benchmarks.runner.Pair;
import io.volant.rpc.benchmarks.runner.Placement;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs a plan: per placement all rows are started, warmed up, and then run in turn within each case and round, beginning with
 * another one in every round. A row that does not start, or whose JVMs end, is left out of what follows and reported.
 */
final class CompareRun {
    private final ComparePlan plan;
    private final String workload;
    private final PrintStream progress;
    private final Map<String, Contestant> contestants = new LinkedHashMap<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, List<WireBytes>> wire = new LinkedHashMap<>();
    private final Map<String, String> failures = new LinkedHashMap<>();
    private final List<CaseResult> results = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    CompareRun(ComparePlan plan, List<Contestant> contestants, String workload, PrintStream progress) {
        this.plan = plan;
        this.workload = workload;
        this.progress = progress;
        contestants.forEach(contestant -> this.contestants.put(contestant.label(), contestant));
    }

    void run() {
        for (Placement placement : plan.placements()) {
            List<Entrant> entrants = new ArrayList<>();
            try {
                run(placement, entrants);
            } finally {
                entrants.forEach(Entrant::close);
            }
        }
    }

    List<CaseResult> results() {
        return results;
    }

    /** The first error of every run that had any, by the name of its row, except where a system may refuse calls. */
    List<String> errors() {
        return errors;
    }

    /** All rows, those that were not measured with the reason. */
    List<SystemInfo> systems() {
        return contestants.values().stream()
                .map(contestant -> new SystemInfo(
                        contestant.label(),
                        contestant.versions(),
                        settings.getOrDefault(contestant.label(), ""),
                        contestant.source(),
                        wire.getOrDefault(contestant.label(), List.of()),
                        failures.getOrDefault(contestant.label(), "")))
                .toList();
    }

    private void run(Placement placement, List<Entrant> entrants) {
        progress.println();
        progress.println("JVMs " + placement.label());
        for (Contestant contestant : contestants.values()) {
            attempt(contestant.label(), "start", () -> {
                Entrant entrant = Entrant.start(contestant, placement, plan.jvmArgs(), workload);
                entrants.add(entrant);
                settings.put(entrant.label(), entrant.settings());
                progress.printf(
                        Locale.ROOT,
                        "  %-15s %s%n  %-15s %s%n",
                        entrant.label(),
                        entrant.describe(),
                        "",
                        entrant.settings());
            });
        }
        if (wire.isEmpty()) {
            each(entrants, "bytes on the wire", entrant -> wire.put(entrant.label(), entrant.countBytes()));
        }
        for (CompareCase which : plan.cases()) {
            each(
                    suitable(entrants, which, 0),
                    which.label() + ", warm-up",
                    entrant -> note(which, entrant, "warm-up", entrant.warmUp(which.load(), plan.warmup())));
        }
        for (int round = 1; round <= plan.rounds(); round++) {
            for (CompareCase which : plan.cases()) {
                round(placement, entrants, which, round);
            }
        }
    }

    private void round(Placement placement, List<Entrant> entrants, CompareCase which, int round) {
        progress.printf(Locale.ROOT, "round %d/%d  %-18s", round, plan.rounds(), which.label());
        each(suitable(entrants, which, round), which.label() + ", round " + round, entrant -> {
            LoadSpec load = which.isOpen() ? open(which, entrant, placement) : which.load();
            Pair.Outcome outcome = entrant.run(load, which, round, plan);
            if (outcome.result().checkedAnswers() > 0) { // or else it broke off, which the error tells
                results.add(outcome.result());
            }
            note(which, entrant, "round " + round, outcome.firstError());
            progress.printf(
                    Locale.ROOT,
                    "  %s %,.0f/s",
                    entrant.label(),
                    outcome.result().opsPerSecond());
            progress.flush();
        });
        entrants.removeIf(entrant -> failures.containsKey(entrant.label()));
        progress.println();
    }

    private static List<Entrant> suitable(List<Entrant> entrants, CompareCase which, int round) {
        List<Entrant> suitable = new ArrayList<>(
                entrants.stream().filter(entrant -> which.suits(entrant::suits)).toList());
        Collections.rotate(suitable, -round);
        return suitable;
    }

    /** So many calls per second as are the case's share of what this row did at most in this run. */
    private LoadSpec open(CompareCase which, Entrant entrant, Placement placement) {
        String label = which.load().label();
        List<Double> maxima = results.stream()
                .filter(result -> result.benchCase().equals(label)
                        && result.system().equals(entrant.label())
                        && result.pinned() == placement.isPinned())
                .map(CompareRun::answeredPerSecond)
                .toList();
        double maximum = maxima.isEmpty()
                ? answeredPerSecond(entrant.run(which.load(), which, 0, plan).result())
                : Spread.of(maxima).median();
        int perSecond = (int) Math.max(1, maximum * which.percent() / 100);
        return new LoadSpec(LoadSpec.Kind.OPEN, perSecond, which.load().question());
    }

    /** Without the calls that failed, of which a system that refuses some does more than it can. */
    private static double answeredPerSecond(CaseResult result) {
        double calls = result.checkedAnswers() + result.errors();
        return calls == 0 ? 0 : result.opsPerSecond() * result.checkedAnswers() / calls;
    }

    private void each(List<Entrant> entrants, String when, Step<Entrant> step) {
        for (Entrant entrant : entrants) {
            boolean well =
                    failures.containsKey(entrant.label()) || attempt(entrant.label(), when, () -> step.take(entrant));
            if (!well) {
                entrant.close(); // now: a JVM that runs out of memory would keep the processors from all others
            }
        }
    }

    /** False when the row has failed. */
    private boolean attempt(String label, String when, Action action) {
        try {
            action.run();
            return true;
        } catch (IOException | RuntimeException e) {
            failures.put(label, when + ": " + e.getMessage());
            progress.println("  " + label + " is left out: " + when + ": " + e.getMessage());
            return false;
        }
    }

    private void note(CompareCase which, Entrant entrant, String when, String error) {
        if (!error.isEmpty() && which.minds(error, entrant.isLimited())) {
            errors.add(entrant.label() + " " + which.label() + ", " + when + ": " + error);
        }
    }

    @FunctionalInterface
    private interface Action {
        void run() throws IOException;
    }

    @FunctionalInterface
    private interface Step<T> {
        void take(T one) throws IOException;
    }
}
