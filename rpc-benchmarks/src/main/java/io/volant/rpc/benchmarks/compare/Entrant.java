package io.volant.rpc.benchmarks.compare;

import io.volant.rpc.benchmarks.load.LoadSpec;
import io.volant.rpc.benchmarks.report.CaseResult;
import io.volant.rpc.benchmarks.report.CompareFigures;
import io.volant.rpc.benchmarks.report.SystemInfo.WireBytes;
import io.volant.rpc.benchmarks.runner.ClientJvm;
import io.volant.rpc.benchmarks.runner.Pair;
import io.volant.rpc.benchmarks.runner.Placement;
import io.volant.rpc.benchmarks.system.ServerJvm;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A contestant with its two JVMs. Confined to one thread. */
final class Entrant implements AutoCloseable {
    private static final Duration WIRE_WARMUP = Duration.ofMillis(100);
    private static final Duration WIRE_TIME = Duration.ofMillis(250);
    private static final List<String> WIRE_LOADS = List.of("existUser", "createUser", "getUser", "listUser");
    private static final int WIRE_RUNS = 4; // on a busy machine a run has few calls
    private static final int WIRE_CALLS = 200;
    private static final double DIGITS = 1_000;

    private final Contestant contestant;
    private final Placement placement;
    private final List<String> jvmArgs;
    private final ServerJvm server;
    private final Pair pair;
    private final String settings;

    private Entrant(
            Contestant contestant, Placement placement, List<String> jvmArgs, ServerJvm server, ClientJvm client) {
        this.contestant = contestant;
        this.placement = placement;
        this.jvmArgs = jvmArgs;
        this.server = server;
        this.pair = new Pair(contestant.label(), placement.isPinned(), server, client);
        this.settings = "server: " + server.settings() + "; client: " + client.settings();
    }

    /** Starts both JVMs. */
    static Entrant start(Contestant contestant, Placement placement, List<String> jvmArgs, String workload) {
        ServerJvm server = contestant.serve(placement.launcher(), jvmArgs, workload);
        try {
            ClientJvm client = contestant.connect(server.port(), placement.launcher(), jvmArgs);
            return new Entrant(contestant, placement, jvmArgs, server, client);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    String label() {
        return contestant.label();
    }

    boolean suits(LoadSpec spec) {
        return contestant.suits(spec);
    }

    /** Whether it may refuse calls that are too much for it. */
    boolean isLimited() {
        return contestant.isLimited();
    }

    /** The effective settings of both JVMs. */
    String settings() {
        return settings;
    }

    String describe() {
        return pair.describe();
    }

    String warmUp(LoadSpec load, Duration time) {
        return pair.warmUp(load.label(), time);
    }

    /** Measures until the machine was quiet, or as often as the plan says. */
    Pair.Outcome run(LoadSpec load, CompareCase which, int round, ComparePlan plan) {
        var measured = QuietRounds.measure(
                plan.repeats(),
                () -> once(load, which, round, plan.time()),
                once -> once.outcome().result());
        CaseResult result = measured.value()
                .outcome()
                .result()
                .with(new CompareFigures(
                        measured.value().switchesPerCall().orElse(null),
                        loadAverage().orElse(null),
                        which.isOpen() ? load.number() : null,
                        measured.attempts(),
                        measured.disturbed()));
        return new Pair.Outcome(result, measured.value().outcome().firstError());
    }

    /** Counts bytes per call and method, of a second client that calls through a relay. */
    List<WireBytes> countBytes() throws IOException {
        List<WireBytes> counted = new ArrayList<>();
        try (Relay relay = Relay.to(server.port());
                ClientJvm client = contestant.connect(relay.port(), placement.launcher(), jvmArgs)) {
            for (String method : WIRE_LOADS) {
                LoadSpec load = LoadSpec.parse("s1." + method);
                LoadSpec instead = LoadSpec.parse("a1." + method);
                Optional<LoadSpec> suitable = contestant.suits(load)
                        ? Optional.of(load)
                        : contestant.suits(instead) ? Optional.of(instead) : Optional.empty();
                suitable.ifPresent(spec -> counted.add(countBytes(relay, client, spec)));
            }
        }
        return counted;
    }

    @Override
    public void close() {
        pair.close();
    }

    private static WireBytes countBytes(Relay relay, ClientJvm client, LoadSpec load) {
        client.begin(load.label(), WIRE_WARMUP);
        client.end(WIRE_WARMUP);
        Relay.Count before = relay.count();
        double calls = 0;
        for (int i = 0; i < WIRE_RUNS && calls < WIRE_CALLS; i++) {
            client.begin(load.label(), WIRE_TIME);
            calls += client.end(WIRE_TIME).result().calls();
        }
        Relay.Count after = relay.count();
        return new WireBytes(
                load.question().method(),
                rounded((after.toServer() - before.toServer()) / calls),
                rounded((after.toClient() - before.toClient()) / calls));
    }

    private Once once(LoadSpec load, CompareCase which, int round, Duration time) {
        Optional<Long> before = ContextSwitches.of(pair.pids());
        Pair.Outcome outcome = pair.run(load.label(), which.label(), round, time);
        Optional<Long> after = ContextSwitches.of(pair.pids());
        double calls = Math.max(1, outcome.result().opsPerSecond() * time.toNanos() / 1e9);
        return new Once(outcome, before.flatMap(b -> after.map(a -> rounded(Math.max(0, a - b) / calls))));
    }

    private static Optional<Double> loadAverage() {
        double average = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return average < 0 ? Optional.empty() : Optional.of(rounded(average));
    }

    private static double rounded(double figure) {
        return Math.round(figure * DIGITS) / DIGITS;
    }

    /** One attempt. */
    private record Once(Pair.Outcome outcome, Optional<Double> switchesPerCall) {}
}
