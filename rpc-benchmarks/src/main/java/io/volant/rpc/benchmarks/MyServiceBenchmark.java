package io.volant.rpc.benchmarks;

import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcService;
import io.volant.rpc.benchmarks.system.RpcSystem;
import io.volant.rpc.benchmarks.system.ServerJvm;
import io.volant.rpc.benchmarks.system.ServerSpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** A template: measure your own interface in 25 lines. Put yours in place of {@code Greeter} and {@code PoliteGreeter}. */
@State(Scope.Benchmark)
@Threads(32)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class MyServiceBenchmark {
    private final ServerJvm server =
            ServerJvm.start(ServerSpec.of(RpcSystem.VOLANT_POOL, Greeter.class, PoliteGreeter.class));
    private final RpcClient client = RpcClient.connect(server.address());
    private final Greeter greeter = client.stub(Greeter.class);

    @Benchmark
    public String greet() {
        String answer = greeter.greet("world");
        if (!answer.equals("Hello, world")) { // an exception fails the run
            throw new IllegalStateException("wrong answer: " + answer);
        }
        return answer;
    }

    @TearDown
    public void stop() {
        client.close();
        server.close();
    }

    @RpcService
    public interface Greeter {
        String greet(String name);
    }

    static final class PoliteGreeter implements Greeter {
        @Override
        public String greet(String name) {
            return "Hello, " + name;
        }
    }
}
