package io.volant.rpc.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TriedTest {
    private static final Fault FAULT =
            Fault.of("kill", "a test", stage -> {}).with(Bound.NO_ERRORS, Bound.recovery(100));

    private static final Disturbance QUIET = new Disturbance(0.1, 0);
    private static final Disturbance BUSY = QUIET.and(new Disturbance(1.2, 0));
    private static final Disturbance LATE = QUIET.and(new Disturbance(0, 80_000_000));

    @Test
    void aFaultThatProtectionBearsAndThatHurtsWithoutItIsASuccess() {
        assertThat(tried(figures(0, 0, 50), figures(0, 7, 900)).failures()).isEmpty();
    }

    @Test
    void aBoundThatIsMissedIsNamedWithItsFigure() {
        assertThat(tried(figures(1, 3, 200), figures(0, 7, 900)).failures())
                .containsExactly("lost 1 (at most 0)", "errors 3 (at most 0)", "recovery ms 200 (at most 100)");
    }

    @Test
    void aFaultThatDoesNoDamageWithoutProtectionHasTestedNothing() {
        assertThat(tried(figures(0, 0, 50), figures(0, 0, 50)).failures())
                .containsExactly("without protection it did no damage, so nothing was tested");
    }

    @Test
    void aFaultThatMetNothingIsAFailure() {
        Tried tried = new Tried(
                FAULT, 1, figures(0, 0, 50), figures(0, 7, 900), Map.of("connectionsReset", 0), QUIET, List.of());
        assertThat(tried.failures()).containsExactly("the fault met nothing: connectionsReset is 0");
    }

    @Test
    void whatFailsOnABusyMachineIsDisturbedAndWhatIsWrongIsWrongEverywhere() {
        Figures missed = figures(0, 3, 200);
        assertThat(tried(missed, BUSY).isDisturbed()).isTrue();
        assertThat(tried(missed, QUIET).isDisturbed()).isFalse();
        assertThat(tried(figures(0, 0, 50), BUSY).isDisturbed())
                .as("no bound was missed")
                .isFalse();
        Figures wrong = new Figures(100, 0, 1, 0, 3, 0, 0, 50, 1, 1_000, 1, 33, 0, Peak.NONE);
        assertThat(tried(wrong, BUSY).isDisturbed()).isFalse();
        assertThat(tried(missed, LATE).isDisturbed())
                .as("the calls were made late")
                .isTrue();
    }

    private static Tried tried(Figures with, Disturbance disturbance) {
        return new Tried(FAULT, 1, with, figures(0, 7, 900), Map.of("pid", 1), disturbance, List.of());
    }

    private static Tried tried(Figures with, Figures without) {
        return new Tried(FAULT, 1, with, without, Map.of("pid", 1, "clientStallMillis", 0), QUIET, List.of());
    }

    private static Figures figures(int lost, int errors, double recoveryMillis) {
        return new Figures(100, lost, 0, 0, errors, 0, 0, recoveryMillis, 1, 1_000, 1, 33, 0, Peak.NONE);
    }
}
