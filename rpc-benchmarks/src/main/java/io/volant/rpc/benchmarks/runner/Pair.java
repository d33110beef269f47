package io.volant.rpc.benchmarks.runner;

import io.volant.rpc.benchmarks.load.LoadResult;
import io.volant.rpc.benchmarks.load.Usage;
import io.volant.rpc.benchmarks.report.CaseResult;
import io.volant.rpc.benchmarks.system.RpcSystem;
import io.volant.rpc.benchmarks.system.ServerJvm;
import io.volant.rpc.benchmarks.system.ServerSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The two JVMs of one system, alive for all rounds. Confined to one thread. */
public final class Pair implements AutoCloseable {
    private static final double NANOS_PER_MICRO = TimeUnit.MICROSECONDS.toNanos(1);
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double ENOUGH = 0.9; // of the time of a warm-up
    private static final int MOST_WARM_UPS = 3; // where others keep the processor busy

    private final String system;
    private final boolean pinned;
    private final ServerJvm server;
    private final ClientJvm client;

    public Pair(String system, boolean pinned, ServerJvm server, ClientJvm client) {
        this.system = system;
        this.pinned = pinned;
        this.server = server;
        this.client = client;
    }

    static Pair start(RpcSystem system, Plan plan) {
        ServerJvm server = ServerJvm.start(ServerSpec.users(system), plan.launcher(), plan.jvmArgs());
        try {
            ClientJvm client = ClientJvm.start(system, server.port(), plan.launcher(), plan.jvmArgs());
            return new Pair(system.label(), plan.pinned(), server, client);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Where the server listens and which processes these are. */
    public String describe() {
        return "server pid " + server.pid() + " on " + server.address() + ", client pid " + client.pid();
    }

    public List<Long> pids() {
        return List.of(server.pid(), client.pid());
    }

    /** Runs without recording, pinned JVMs until they had the processor for that long; returns the first error, if any. */
    public String warmUp(String load, Duration time) {
        double wanted = pinned ? ENOUGH * time.toNanos() : 0;
        long had = 0;
        for (int run = 0; run < MOST_WARM_UPS; run++) {
            Ran ran = run(load, time);
            had += ran.used().cpuNanos();
            if (had >= wanted || !ran.result().firstError().isEmpty()) {
                return ran.result().firstError();
            }
        }
        return "";
    }

    /**
     * Runs a load.
     *
     * @param label of the case, in the result
     */
    public Outcome run(String load, String label, int round, Duration time) {
        Optional<MachineLoad> machineBefore = MachineLoad.now();
        long start = System.nanoTime();
        Ran ran = run(load, time);
        long elapsed = System.nanoTime() - start;
        Double others = machineBefore
                .flatMap(before -> MachineLoad.now()
                        .map(now -> now.otherCores(before, ran.used().cpuNanos(), elapsed)))
                .orElse(null);
        return new Outcome(
                result(label, round, ran.result(), ran.used(), others),
                ran.result().firstError());
    }

    @Override
    public void close() {
        try {
            client.close();
        } finally {
            server.close();
        }
    }

    /** Both usages are taken while nothing runs: of a thread that runs, only roughly is told what it has allocated. */
    private Ran run(String load, Duration time) {
        Usage serverBefore = server.usage();
        Usage clientBefore = client.begin(load, time);
        ClientJvm.End end = client.end(time);
        Usage used = end.usage().minus(clientBefore).plus(server.usage().minus(serverBefore));
        return new Ran(end.result(), used);
    }

    private CaseResult result(String label, int round, LoadResult load, Usage used, @Nullable Double otherCores) {
        double calls = Math.max(1, load.calls());
        return new CaseResult(
                label,
                system,
                round,
                rounded(load.calls() * NANOS_PER_SECOND / load.elapsedNanos()),
                rounded(load.p50Nanos() / NANOS_PER_MICRO),
                rounded(load.p99Nanos() / NANOS_PER_MICRO),
                rounded(load.p999Nanos() / NANOS_PER_MICRO),
                rounded(used.cpuNanos() / NANOS_PER_MICRO / calls),
                rounded(used.allocatedBytes() / calls),
                load.errors(),
                load.checked(),
                otherCores == null ? null : rounded(otherCores),
                pinned);
    }

    /** To three digits behind the point: more would be noise in the file. */
    private static double rounded(double figure) {
        return Math.round(figure * 1_000) / 1_000.0;
    }

    /** What a load came to, and what both JVMs used for it. */
    private record Ran(LoadResult result, Usage used) {}

    /** A result, and the first error behind its count; empty without any. */
    public record Outcome(CaseResult result, String firstError) {}
}
