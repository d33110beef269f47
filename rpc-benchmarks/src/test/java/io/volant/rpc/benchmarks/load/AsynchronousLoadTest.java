package io.volant.rpc.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both loads that make calls without waiting. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class AsynchronousLoadTest {
    private static final Duration SHORT = Duration.ofMillis(500); // of which a few questions need a few milliseconds
    private static final int IN_FLIGHT = 4;
    private static final int RIGHT = 1;
    private static final int WRONG = 2;
    private static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.MICROSECONDS);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsInTimeThoughEveryCallFailsAtOnce(boolean inFlight) throws InterruptedException {
        LoadResult result =
                run(inFlight, number -> CompletableFuture.failedFuture(new IllegalStateException("closed")));

        assertThat(result.calls()).isPositive();
        assertThat(result.errors()).isEqualTo(result.calls());
        assertThat(result.checked()).isZero();
        assertThat(result.firstError()).contains("closed");
        assertThat(result.elapsedNanos()).isLessThan(TimeUnit.SECONDS.toNanos(20));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tellsAWrongAnswerThoughOthersWereRefusedBefore(boolean inFlight) throws InterruptedException {
        LoadResult result = run(
                inFlight,
                number -> number == 0
                        ? CompletableFuture.failedFuture(new IllegalStateException("OVERLOADED"))
                        : CompletableFuture.supplyAsync(() -> number == 3 ? WRONG : RIGHT, LATER));

        assertThat(result.firstError()).isEqualTo("wrong answer to made up number 3");
        assertThat(result.errors()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void doesNotCountWhatWasRefusedAmongTheAnswers(boolean inFlight) throws InterruptedException {
        LoadResult result = run(
                inFlight,
                number -> number % 2 == 0
                        ? CompletableFuture.failedFuture(new IllegalStateException("OVERLOADED"))
                        : CompletableFuture.supplyAsync(() -> RIGHT, LATER));

        assertThat(result.errors()).isPositive();
        assertThat(result.checked()).isEqualTo(result.calls() - result.errors()).isPositive();
    }

    private static LoadResult run(boolean inFlight, Calls calls) throws InterruptedException {
        Asker asker = asker(calls);
        Load load = inFlight ? new InFlightLoad(asker, IN_FLIGHT) : new OpenLoad(asker, 1_000);
        return load.run(SHORT);
    }

    private interface Calls {
        CompletableFuture<?> start(int number);
    }

    private static Asker asker(Calls calls) {
        return new Asker() {
            @Override
            public String method() {
                return "made up";
            }

            @Override
            public CompletableFuture<?> start(int number) {
                return calls.start(number);
            }

            @Override
            public boolean accepts(int number, Object answer) {
                return answer.equals(RIGHT);
            }
        };
    }
}
