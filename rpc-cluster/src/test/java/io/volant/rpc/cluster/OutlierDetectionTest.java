package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OutlierDetectionTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private final OutlierDetection defaults = OutlierDetection.defaults();

    @Test
    void theDefaultsAreThoseOfTheDocumentation() {
        assertThat(defaults)
                .isEqualTo(new OutlierDetection(
                        true, 5, 0.8, 5, Duration.ofSeconds(30), 10, Duration.ofSeconds(5), Duration.ofSeconds(300)));
        assertThat(OutlierDetection.off().enabled()).isFalse();
    }

    @Test
    void eachSettingChangesWhatItSays() {
        assertThat(defaults.withConsecutiveFailures(3).consecutiveFailures()).isEqualTo(3);
        assertThat(defaults.withSlowness(4).slowness()).isEqualTo(4);
        OutlierDetection rate = defaults.withSuccessRate(0.5, 20, Duration.ofMinutes(1));
        assertThat(rate.successRate()).isEqualTo(0.5);
        assertThat(rate.leastCalls()).isEqualTo(20);
        assertThat(rate.window()).isEqualTo(Duration.ofMinutes(1));
        OutlierDetection times = defaults.withEjection(SECOND, SECOND);
        assertThat(times.ejection()).isEqualTo(SECOND);
        assertThat(times.longestEjection()).isEqualTo(SECOND);
    }

    @Test
    void whatMakesNoSenseIsRefusedWithItsValue() {
        refused(() -> defaults.withConsecutiveFailures(0), "consecutiveFailures: 0 (expected: >= 1)");
        refused(() -> defaults.withSuccessRate(1.1, 5, SECOND), "successRate: 1.1 (expected: 0..1)");
        refused(() -> defaults.withSuccessRate(Double.NaN, 5, SECOND), "successRate: NaN (expected: 0..1)");
        refused(() -> defaults.withSuccessRate(0.5, 0, SECOND), "leastCalls: 0 (expected: >= 1)");
        refused(
                () -> defaults.withSuccessRate(0.5, 5, Duration.ofMillis(9)),
                "window: PT0.009S (expected: PT1S..PT1H)");
        refused(() -> defaults.withSlowness(1), "slowness: 1.0 (expected: > 1)");
        refused(() -> defaults.withEjection(Duration.ZERO, SECOND), "ejection: PT0S (expected: > 0)");
        refused(
                () -> defaults.withEjection(Duration.ofSeconds(2), SECOND),
                "longestEjection: PT1S (expected: PT2S..PT24H)");
    }

    private static void refused(ThrowingCallable setting, String message) {
        assertThatIllegalArgumentException().isThrownBy(setting).withMessage(message);
    }
}
