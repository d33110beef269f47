package io.volant.rpc.benchmarks.runner;

import io.volant.rpc.benchmarks.report.CaseResult;
import io.volant.rpc.benchmarks.system.RpcSystem;
import io.volant.rpc.benchmarks.system.ServerJvm;
import io.volant.rpc.benchmarks.system.ServerSpec;
import io.volant.rpc.benchmarks.system.Usage;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The two JVMs of one system, alive for all rounds. Confined to one thread. */
final class Pair implements AutoCloseable {
    private static final double NANOS_PER_MICRO = TimeUnit.MICROSECONDS.toNanos(1);
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final RpcSystem system;
    private final Plan plan;
    private final ServerJvm server;
    private final ClientJvm client;

    private Pair(RpcSystem system, Plan plan, ServerJvm server, ClientJvm client) {
        this.system = system;
        this.plan = plan;
        this.server = server;
        this.client = client;
    }

    static Pair start(RpcSystem system, Plan plan) {
        ServerJvm server = ServerJvm.start(ServerSpec.users(system), plan.launcher(), plan.jvmArgs());
        try {
            return new Pair(
                    system, plan, server, ClientJvm.start(system, server.port(), plan.launcher(), plan.jvmArgs()));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Where the server listens and which processes these are. */
    String describe() {
        return "server pid " + server.pid() + " on " + server.address() + ", client pid " + client.pid();
    }

    /** Runs without recording; returns the first error, if any. */
    String warmUp(BenchCase which) {
        client.begin(which, plan.warmup());
        return client.end(plan.warmup()).result().firstError();
    }

    Outcome run(BenchCase which, int round) {
        Usage clientBefore = client.begin(which, plan.time());
        Usage serverBefore = server.usage();
        Optional<MachineLoad> machineBefore = MachineLoad.now();
        long start = System.nanoTime();
        ClientJvm.End end = client.end(plan.time());
        Usage used = end.usage().minus(clientBefore).plus(server.usage().minus(serverBefore));
        long elapsed = System.nanoTime() - start;
        Double others = machineBefore
                .flatMap(before -> MachineLoad.now().map(now -> now.otherCores(before, used.cpuNanos(), elapsed)))
                .orElse(null);
        return new Outcome(
                result(which, round, end.result(), used, others), end.result().firstError());
    }

    @Override
    public void close() {
        try {
            client.close();
        } finally {
            server.close();
        }
    }

    private CaseResult result(BenchCase which, int round, LoadResult load, Usage used, @Nullable Double otherCores) {
        double calls = Math.max(1, load.calls());
        return new CaseResult(
                which.label(),
                system.label(),
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
                plan.pinned());
    }

    /** To three digits behind the point: more would be noise in the file. */
    private static double rounded(double figure) {
        return Math.round(figure * 1_000) / 1_000.0;
    }

    /** A result, and the first error behind its count; empty without any. */
    record Outcome(CaseResult result, String firstError) {}
}
