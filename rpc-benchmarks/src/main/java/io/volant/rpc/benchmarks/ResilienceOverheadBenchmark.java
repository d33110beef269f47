package io.volant.rpc.benchmarks;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Fallback;
import io.volant.rpc.Hedge;
import io.volant.rpc.Interceptor;
import io.volant.rpc.Layer;
import io.volant.rpc.RpcClient;
import io.volant.rpc.benchmarks.load.Question;
import io.volant.rpc.benchmarks.system.RpcSystem;
import io.volant.rpc.benchmarks.system.ServerSpec;
import io.volant.rpc.cluster.Cluster;
import io.volant.rpc.cluster.RetryPolicy;
import io.volant.rpc.examples.user.UserService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
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

/** What does a call cost more that something is prepared to save, where nothing has to be saved? Each beside a cluster without any. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Threads(32)
public class ResilienceOverheadBenchmark {
    /** none, deadline (one of the stub's own), retry, throttle (with retry, as by default), hedge, fallback, metrics (an interceptor that counts). */
    @Param({"none", "deadline", "retry", "throttle", "hedge", "fallback", "metrics"})
    public String with = "";

    private final AtomicInteger number = new AtomicInteger();
    private final LongAdder counted = new LongAdder();
    private @Nullable BenchServer server;
    private @Nullable RpcClient client;
    private @Nullable UserService users;

    @Setup(Level.Trial)
    public void start() {
        BenchServer started = BenchServer.start("otherJvm", ServerSpec.users(RpcSystem.VOLANT_CLUSTER));
        RpcClient connected = RpcClient.builder()
                .routing(Cluster.of(started.address()).slowStart(Duration.ZERO).retry(policy()))
                .interceptor(Layer.METRICS, metrics())
                .connectTimeout(Duration.ofSeconds(30))
                .connect();
        server = started;
        client = connected;
        users = connected.with(options()).stub(UserService.class);
    }

    private RetryPolicy policy() {
        return switch (with) {
            case "none", "deadline", "hedge", "fallback", "metrics" ->
                RetryPolicy.off().withoutThrottle();
            case "retry" -> RetryPolicy.defaults().withoutThrottle();
            case "throttle" -> RetryPolicy.defaults();
            default ->
                throw new IllegalArgumentException(
                        "with: " + with + " (expected: none, deadline, retry, throttle, hedge, fallback or metrics)");
        };
    }

    private CallOptions options() {
        CallOptions plain = CallOptions.defaults();
        return switch (with) {
            case "deadline" -> plain.withTimeout(Duration.ofSeconds(4));
            case "hedge" -> plain.withHedge(Hedge.afterPercentile(95), "existUser");
            case "fallback" ->
                plain.withFallback(Fallback.from(UserService.class, failure -> {
                    throw failure;
                }));
            default -> plain;
        };
    }

    private Interceptor metrics() {
        boolean counts = with.equals("metrics");
        return (method, next) -> counts
                ? request -> {
                    long left = request.deadline().remainingNanos();
                    return next.invoke(request).thenApply(response -> {
                        counted.add(left - request.deadline().remainingNanos());
                        return response;
                    });
                }
                : next;
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
