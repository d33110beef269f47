package io.volant.rpc.benchmarks;

import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcClientBuilder;
import io.volant.rpc.RpcService;
import io.volant.rpc.benchmarks.system.RpcSystem;
import io.volant.rpc.benchmarks.system.ServerSpec;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
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

/** What does the size of arguments and results cost, and what does compression change? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Threads(1)
public class PayloadBenchmark {
    @Param({"64", "1024", "16384", "262144", "1048576"})
    public int bytes;

    /** none, lz4. */
    @Param("none")
    public String compression = "";

    /** text, random. */
    @Param("text")
    public String content = "";

    /** otherJvm, sameJvm, inProcess. */
    @Param("otherJvm")
    public String server = "";

    private byte[] sent = {};
    private @Nullable BenchServer running;
    private @Nullable RpcClient client;
    private @Nullable EchoService echo;

    @Setup(Level.Trial)
    public void start() {
        sent = Content.of(content, bytes);
        boolean compress = compression.equals("lz4");
        if (!compress && !compression.equals("none")) {
            throw new IllegalArgumentException("compression: " + compression + " (expected: none or lz4)");
        }
        ServerSpec spec = ServerSpec.of(RpcSystem.VOLANT, EchoService.class, Echo.class);
        BenchServer started = BenchServer.start(server, spec.withCompression(compress));
        running = started;
        RpcClientBuilder builder = RpcClient.builder().address(started.address());
        started.clientTransport().ifPresent(builder::transport);
        if (compress) {
            builder.compressAbove(0);
        }
        RpcClient connected = builder.connect();
        client = connected;
        echo = connected.stub(EchoService.class);
    }

    @TearDown(Level.Trial)
    public void stop() {
        if (client != null) {
            client.close();
        }
        if (running != null) {
            running.close();
        }
    }

    @Benchmark
    public byte[] echo(Errors errors) {
        EchoService service = echo;
        if (service == null) {
            throw new IllegalStateException("not connected");
        }
        byte[] answer = service.echo(sent);
        errors.check(Arrays.equals(answer, sent), "echo");
        return answer;
    }

    /** Sends back what it gets. */
    @RpcService
    public interface EchoService {
        byte[] echo(byte[] bytes);
    }

    static final class Echo implements EchoService {
        @Override
        public byte[] echo(byte[] bytes) {
            return bytes;
        }
    }
}
