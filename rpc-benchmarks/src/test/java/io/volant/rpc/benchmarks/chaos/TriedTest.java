package io.volant.rpc.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class TriedTest {
    private static final Fault FAULT =
            Fault.of("kill", "a test", stage -> {}).with(Bound.NO_ERRORS, Bound.recovery(100));

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
        Tried tried = new Tried(FAULT, 1, figures(0, 0, 50), figures(0, 7, 900), Map.of("connectionsReset", 0));
        assertThat(tried.failures()).containsExactly("the fault met nothing: connectionsReset is 0");
    }

    private static Tried tried(Figures with, Figures without) {
        return new Tried(FAULT, 1, with, without, Map.of("pid", 1, "clientStallMillis", 0));
    }

    private static Figures figures(int lost, int errors, double recoveryMillis) {
        return new Figures(100, lost, 0, 0, errors, 0, 0, recoveryMillis, 1, 1_000, 1, 33, 1_000);
    }
}
