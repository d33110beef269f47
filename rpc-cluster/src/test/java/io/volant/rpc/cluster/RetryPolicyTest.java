package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private final RetryPolicy defaults = RetryPolicy.defaults();

    @Test
    void backOffDoublesUpToTheLongestAndIsSpread() {
        assertThat(millis(2, 0.5)).isEqualTo(50);
        assertThat(millis(3, 0.5)).isEqualTo(100);
        assertThat(millis(6, 0.5)).isEqualTo(800);
        assertThat(millis(7, 0.5)).isEqualTo(1_000);
        assertThat(millis(10, 0)).isEqualTo(800);
        assertThat(millis(10, 1)).isEqualTo(1_200);
    }

    private long millis(int attempt, double chance) {
        return TimeUnit.NANOSECONDS.toMillis(defaults.backoffNanos(attempt, chance));
    }

    @Test
    void whatMakesNoSenseIsRefusedWithWhatWasExpected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> defaults.withAttempts(0))
                .withMessage("attempts: 0 (expected: 1 to 10)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> defaults.withBackoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .withMessage("backoff: PT2S to PT1S (expected: 0 <= first <= longest <= PT1H)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> defaults.withBudget(Double.NaN, 10))
                .withMessageStartingWith("budget: NaN of the calls and 10.0 a second");
    }
}
