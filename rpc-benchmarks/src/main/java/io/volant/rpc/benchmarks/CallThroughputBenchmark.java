package io.volant.rpc.benchmarks;

import io.volant.rpc.benchmarks.load.Question;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** How many calls a second do threads make that wait for every answer? */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Threads(32)
public class CallThroughputBenchmark {
    @Benchmark
    public boolean existUser(Caller caller, Errors errors) {
        return errors.check(caller.ask(Question.EXIST_USER), "existUser");
    }

    @Benchmark
    public boolean createUser(Caller caller, Errors errors) {
        return errors.check(caller.ask(Question.CREATE_USER), "createUser");
    }

    @Benchmark
    public boolean getUser(Caller caller, Errors errors) {
        return errors.check(caller.ask(Question.GET_USER), "getUser");
    }

    @Benchmark
    public boolean listUser(Caller caller, Errors errors) {
        return errors.check(caller.ask(Question.LIST_USER), "listUser");
    }
}
