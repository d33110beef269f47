package io.volant.rpc.benchmarks;

import io.volant.rpc.benchmarks.load.Question;
import io.volant.rpc.examples.user.UserService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
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

/** How many calls a second does one thread make that keeps many in flight? (R1 cannot take part.) */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Threads(1)
public class InFlightBenchmark {
    /** Most calls in flight: 256, 1, 32, 2048, 8192. */
    @Param("256")
    public int inFlight;

    private Semaphore room = new Semaphore(0);
    private volatile @Nullable Throwable failure;
    private int number;

    @Setup
    public void makeRoom() {
        room = new Semaphore(inFlight);
    }

    @Benchmark
    public void existUser(UserCalls calls, Errors errors) throws InterruptedException {
        int asked = number++;
        UserService users = begin(calls, errors);
        end(Question.askExistUser(users, asked), exists -> Question.isRight(asked, exists));
    }

    @Benchmark
    public void getUser(UserCalls calls, Errors errors) throws InterruptedException {
        int asked = number++;
        UserService users = begin(calls, errors);
        end(Question.askGetUser(users, asked), user -> Question.isRight(asked, user));
    }

    /** So that no answer of one iteration counts in the next, and none goes unchecked. */
    @TearDown(Level.Iteration)
    public void awaitAnswers() throws InterruptedException {
        if (!room.tryAcquire(inFlight, 30, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    (inFlight - room.availablePermits()) + " of " + inFlight + " calls were not answered in 30 s");
        }
        room.release(inFlight);
        checkSoFar();
    }

    private UserService begin(UserCalls calls, Errors errors) throws InterruptedException {
        if (failure != null) {
            errors.errors++;
            checkSoFar();
        }
        room.acquire();
        return calls.users(0);
    }

    private void checkSoFar() {
        Throwable failed = failure;
        if (failed != null) {
            throw new IllegalStateException("a call failed", failed);
        }
    }

    private <T> void end(CompletableFuture<T> answer, Predicate<T> right) {
        answer.whenComplete((value, error) -> {
            if (error != null) {
                failure = error;
            } else if (!right.test(value)) {
                failure = new IllegalStateException("wrong answer: " + value);
            }
            room.release();
        });
    }
}
