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

/** How long does a call take whose caller waits for the answer? */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Threads(1)
public class CallLatencyBenchmark {
    @Benchmark
    public boolean existUser(Caller caller) {
        return check(caller.ask(Question.EXIST_USER), "existUser");
    }

    @Benchmark
    public boolean createUser(Caller caller) {
        return check(caller.ask(Question.CREATE_USER), "createUser");
    }

    @Benchmark
    public boolean getUser(Caller caller) {
        return check(caller.ask(Question.GET_USER), "getUser");
    }

    @Benchmark
    public boolean listUser(Caller caller) {
        return check(caller.ask(Question.LIST_USER), "listUser");
    }

    private static boolean check(boolean right, String question) {
        if (!right) {
            throw new IllegalStateException("wrong answer to " + question);
        }
        return true;
    }
}
