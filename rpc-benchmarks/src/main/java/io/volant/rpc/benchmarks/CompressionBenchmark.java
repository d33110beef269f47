package io.volant.rpc.benchmarks;

import io.volant.rpc.Compressor;
import io.volant.rpc.Payload;
import io.volant.rpc.serialization.Lz4Compressor;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does LZ4 cost per body? Random bytes do not shrink, so their {@code compress} is the price of trying in vain. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CompressionBenchmark {
    @Param({"64", "1024", "16384", "262144", "1048576"})
    public int bytes;

    @Param({"text", "random"})
    public String content = "";

    private final Compressor lz4 = new Lz4Compressor();
    private Payload original = Payload.empty();
    private Payload compressed = Payload.empty();

    @Setup
    public void compressOnce() {
        original = Payload.of(Content.of(content, bytes));
        compressed = lz4.compress(original);
        byte[] back = decompress().array();
        if (!Arrays.equals(back, original.array())) {
            throw new IllegalStateException("lz4 does not give back what it got");
        }
    }

    @Benchmark
    public Payload compress() {
        return lz4.compress(original);
    }

    /** Nothing to do where the body travels as it is. */
    @Benchmark
    public Payload decompress() {
        return compressed == original ? original : lz4.decompress(compressed, bytes);
    }
}
