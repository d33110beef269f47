package io.volant.rpc.benchmarks;

import io.volant.rpc.benchmarks.load.Question;
import io.volant.rpc.benchmarks.system.RpcSystem;
import io.volant.rpc.benchmarks.system.ServerSpec;
import io.volant.rpc.benchmarks.system.UserClient;
import io.volant.rpc.examples.user.UserService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** What does a call cost more that goes through a cluster, here of one server? On one processor time is what it costs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Threads(32)
public class ClusterOverheadBenchmark {
    /** cluster, direct. */
    @Param({"cluster", "direct"})
    public String route = "";

    private final AtomicInteger number = new AtomicInteger();
    private @Nullable BenchServer server;
    private @Nullable UserClient client;
    private @Nullable UserService users;

    @Setup(Level.Trial)
    public void start() {
        RpcSystem system = switch (route) {
            case "cluster" -> RpcSystem.VOLANT_CLUSTER;
            case "direct" -> RpcSystem.VOLANT;
            default -> throw new IllegalArgumentException("route: " + route + " (expected: cluster or direct)");
        };
        BenchServer started = BenchServer.start("otherJvm", ServerSpec.users(system));
        UserClient connected = UserClient.connect(system, started.port());
        server = started;
        client = connected;
        users = connected.users();
    }

    @TearDown(Level.Trial)
    public void stop() {
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Benchmark
    public boolean existUser(Errors errors) {
        UserService called = users;
        if (called == null) {
            throw new IllegalStateException("not connected");
        }
        return errors.check(Question.EXIST_USER.ask(called, number.getAndIncrement()), "existUser");
    }
}
