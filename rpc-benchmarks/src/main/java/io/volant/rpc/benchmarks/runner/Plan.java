package io.volant.rpc.benchmarks.runner;

import io.volant.rpc.benchmarks.system.RpcSystem;
import io.volant.rpc.benchmarks.system.RunningServer;
import java.time.Duration;
import java.util.List;

/**
 * What a run of the runner will do.
 *
 * @param pinned whether all JVMs are held on one processor
 */
record Plan(
        List<BenchCase> cases,
        List<RpcSystem> systems,
        int rounds,
        Duration time,
        Duration warmup,
        List<String> jvmArgs,
        boolean pinned) {
    private static final long START_MILLIS = 1_000; // of a pair of JVMs
    private static final long PAUSE_MILLIS = 60; // between runs: commands, last answers
    private static final long MILLIS_PER_SECOND = 1_000;

    public Plan {
        cases = List.copyOf(cases);
        systems = List.copyOf(systems);
        jvmArgs = List.copyOf(jvmArgs);
        if (rounds < 1) {
            throw new IllegalArgumentException("rounds: " + rounds + " (expected: > 0)");
        }
        if (runsPerRound(cases, systems) == 0) {
            throw new IllegalArgumentException("systems: none of them takes part in the cases (R1: s*; R3: a*)");
        }
    }

    /** What stands before {@code java}. */
    List<String> launcher() {
        return (pinned ? Placement.ONE_CORE : Placement.ALL_CORES).launcher();
    }

    /** How long it will take, about. */
    Duration estimate() {
        long runs = runsPerRound(cases, systems);
        long millis = START_MILLIS * systems.size()
                + runs * (warmup.toMillis() + PAUSE_MILLIS)
                + runs * rounds * (time.toMillis() + PAUSE_MILLIS);
        return Duration.ofMillis(millis);
    }

    /** The announcement. */
    String describe() {
        long seconds = estimate().toMillis() / MILLIS_PER_SECOND;
        return String.join(
                "\n",
                "systems   " + join(systems.stream().map(RpcSystem::label).toList())
                        + ": a server JVM and a client JVM each, one connection",
                "cases     " + join(cases.stream().map(BenchCase::label).toList()),
                "rounds    " + rounds + ", all systems in turn within each case; " + inSeconds(time)
                        + " s per run after " + inSeconds(warmup) + " s of warm-up",
                "JVMs      " + String.join(" ", jvmArgs) + (pinned ? ", all on processor 0" : ""),
                "servers   workersQueue " + RunningServer.WORKERS_QUEUE + ", so that no call is refused",
                "takes     about " + seconds / 60 + " min " + seconds % 60 + " s");
    }

    private static double inSeconds(Duration duration) {
        return duration.toMillis() / (double) MILLIS_PER_SECOND;
    }

    private static String join(List<String> labels) {
        return String.join(", ", labels);
    }

    private static long runsPerRound(List<BenchCase> cases, List<RpcSystem> systems) {
        return cases.stream()
                .flatMap(which -> systems.stream().filter(which::suits))
                .count();
    }
}
