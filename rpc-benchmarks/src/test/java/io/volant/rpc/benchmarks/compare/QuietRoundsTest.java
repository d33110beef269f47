package io.volant.rpc.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.benchmarks.report.CaseResult;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class QuietRoundsTest {
    @Test
    void aQuietMeasurementIsNotRepeated() {
        assertThat(measure(3, 0.3, 9.0)).isEqualTo("1 of 0.3, disturbed false");
    }

    @Test
    void aDisturbedOneIsRepeatedUntilTheMachineIsQuiet() {
        assertThat(measure(3, 0.31, 1.0, 0.1, 9.0)).isEqualTo("3 of 0.1, disturbed false");
    }

    @Test
    void afterThreeRepeatsTheLastOneIsKeptAndMarked() {
        assertThat(measure(3, 2.0, 1.0, 0.5, 0.4, 0.0)).isEqualTo("4 of 0.4, disturbed true");
    }

    @Test
    void withoutRepeatsTheFirstIsKeptAndMarked() {
        assertThat(measure(0, 2.0, 0.0)).isEqualTo("1 of 2.0, disturbed true");
    }

    @Test
    void whereTheSystemDoesNotTellNothingIsDisturbed() {
        CaseResult unknown = result(null);

        assertThat(QuietRounds.measure(3, () -> unknown, result -> result).disturbed())
                .isFalse();
    }

    private static String measure(int repeats, Double... others) {
        Iterator<Double> next = List.of(others).iterator();
        var measured = QuietRounds.measure(repeats, () -> result(next.next()), result -> result);
        return measured.attempts() + " of " + measured.value().otherCpuCores() + ", disturbed " + measured.disturbed();
    }

    private static CaseResult result(@Nullable Double others) {
        return new CaseResult("s1.existUser", "R2", 1, 1, 1, 1, 1, 1, 1, 0, 1, others, false);
    }
}
