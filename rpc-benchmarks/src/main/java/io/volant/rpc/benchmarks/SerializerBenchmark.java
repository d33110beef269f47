package io.volant.rpc.benchmarks;

import io.volant.rpc.benchmarks.codec.Form;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/** What do the objects of a call cost in bytes and time, with Volant's codecs, with Kryo by itself, with the JDK? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SerializerBenchmark {
    @Param({"kryo", "kryoPlain", "jdk"})
    public String serializer = "";

    @Param({"user", "page15", "order", "longs1k"})
    public String type = "";

    private @Nullable Form form;
    private byte[] encoded = {};

    @Setup
    public void prepare() {
        Form chosen = Form.of(serializer, type);
        form = chosen;
        encoded = chosen.encode();
        if (!Objects.deepEquals(chosen.decode(encoded), chosen.sample())) {
            throw new IllegalStateException(serializer + " does not give back the " + type + " it got");
        }
        System.out.println("# " + serializer + " writes a " + type + " in " + encoded.length + " bytes");
    }

    @Benchmark
    public byte[] encode() {
        return form().encode();
    }

    @Benchmark
    public Object decode() {
        return form().decode(encoded);
    }

    @Benchmark
    public Object roundTrip() {
        Form chosen = form();
        return chosen.decode(chosen.encode());
    }

    private Form form() {
        Form chosen = form;
        if (chosen == null) {
            throw new IllegalStateException("not prepared");
        }
        return chosen;
    }
}
