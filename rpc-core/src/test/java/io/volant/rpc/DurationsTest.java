package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"200ms, PT0.2S", "5s, PT5S", "1m, PT1M", "090s, PT90S"})
    void readsMillisecondsSecondsAndMinutes(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "5 s", "-5s", "5S", "1.5s", "5h", "1234567890s"})
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + text + "\" (expected: a number and ms, s or m, such as \"200ms\")");
    }

    @Test
    void refusesZero() {
        assertThatThrownBy(() -> Durations.parse("000ms"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"000ms\" (expected: more than 0)");
    }

    @Test
    void boundsNanosecondsInsteadOfOverflowing() {
        assertThat(Durations.nanos(Duration.ofMillis(1))).isEqualTo(1_000_000);
        assertThat(Durations.nanos(Durations.parse("999999999m"))).isPositive();
        assertThat(Durations.nanos(Duration.ofSeconds(Long.MAX_VALUE))).isPositive();
    }
}
