package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ResponseTimeTest {
    private static final Percentage NEARLY = Percentage.withPercentage(0.1);

    private long word = ResponseTime.UNKNOWN;
    private long now = Long.MAX_VALUE - 1_000_000_000; // wraps after a second

    private double after(Duration pause, double millis) {
        now += pause.toNanos();
        word = ResponseTime.after(word, (long) (millis * 1e6), now);
        return ResponseTime.nanos(word) / 1e6;
    }

    @Test
    void theFirstCallIsTheEstimate() {
        assertThat(ResponseTime.nanos(word)).isZero();
        assertThat(after(Duration.ZERO, 5)).isCloseTo(5, NEARLY);
        assertThat(ResponseTime.nanos(ResponseTime.after(ResponseTime.UNKNOWN, 0, now)))
                .isPositive();
    }

    @Test
    void aSlowerCallMovesItByAQuarterAndAFasterOneByA32nd() {
        after(Duration.ZERO, 1);
        assertThat(after(Duration.ofMillis(1), 9)).isCloseTo(3, NEARLY);
        assertThat(after(Duration.ofMillis(1), 1)).isCloseTo(3 - 2 / 32.0, NEARLY);
    }

    @Test
    void whatIsOldFades() {
        after(Duration.ZERO, 11);
        assertThat(after(Duration.ofSeconds(10), 1)).isCloseTo(1 + 10 / Math.E, NEARLY);
        assertThat(after(Duration.ofSeconds(100), 1)).isCloseTo(1, NEARLY);
    }

    @Test
    void howManyCallsThereAreMakesNoDifferenceToWhereItSettles() {
        double often = settled(Duration.ofMillis(1));
        double seldom = settled(Duration.ofMillis(200));
        assertThat(often).isCloseTo(seldom, Percentage.withPercentage(15));
    }

    private double settled(Duration pause) {
        Simulation simulation = new Simulation(1);
        word = ResponseTime.UNKNOWN;
        double sum = 0;
        for (int i = 0; i < 20_000; i++) {
            sum += after(pause, simulation.exponential(1e6) / 1e6);
        }
        return sum / 20_000;
    }

    @Test
    void theAgeIsThatOfTheLastCall() {
        after(Duration.ZERO, 5);
        now += Duration.ofMinutes(3).toNanos();
        assertThat(ResponseTime.age(word, now)).isCloseTo(Duration.ofMinutes(3).toNanos(), NEARLY);
        assertThat(ResponseTime.age(word, now - Duration.ofHours(1).toNanos())).isZero();
    }
}
