package io.volant.rpc.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FirstErrorTest {
    private final FirstError error = new FirstError();

    @Test
    void theFirstOneStays() {
        assertThat(error.text()).isEmpty();
        error.note("OVERLOADED");
        error.note("UNAVAILABLE");

        assertThat(error.text()).isEqualTo("OVERLOADED");
    }

    @Test
    void aWrongAnswerIsNotHiddenByWhatCameBeforeItNorByAnotherOne() {
        error.note("OVERLOADED");
        error.note(FirstError.wrong("existUser", 3));
        error.note(FirstError.wrong("existUser", 4));
        error.note("OVERLOADED");

        assertThat(error.text()).isEqualTo("wrong answer to existUser number 3");
        assertThat(FirstError.isWrongAnswer(error.text())).isTrue();
        assertThat(FirstError.isWrongAnswer("OVERLOADED")).isFalse();
    }

    @Test
    void aWrongAnswerAmongErrorsOfOtherThreadsIsFound() {
        CompletableFuture<?>[] noted = IntStream.range(0, 1_000)
                .mapToObj(n -> CompletableFuture.runAsync(
                        () -> error.note(n == 700 ? FirstError.wrong("getUser", n) : "OVERLOADED")))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(noted).join();

        assertThat(error.text()).isEqualTo("wrong answer to getUser number 700");
    }
}
