package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdaptiveLimitTest {
    private long now = Long.MAX_VALUE - 1_000; // it wraps
    private final AdaptiveLimit limit = AdaptiveLimit.of(8, 80, () -> now);

    private void taken(int calls, Duration each, int waiting) {
        for (int i = 0; i < calls; i++) {
            limit.onTaken(waiting);
            now += each.toNanos();
        }
    }

    @Test
    void beginsAtWorkersAndQueue() {
        assertThat(limit.now()).isEqualTo(88);
    }

    @Test
    void aQueueThatStandsForLessThanAWindowIsABurst() {
        taken(1_000, Duration.ofNanos(90_000), 70);

        assertThat(limit.now()).isEqualTo(88);
    }

    @Test
    void fewCallsAreNoEvidenceHoweverLongTheyTake() {
        taken(15, Duration.ofMinutes(1), 70);

        assertThat(limit.now()).isEqualTo(88);
    }

    @Test
    void aQueueThatStandsLowersItByATenthAtATimeDownToTheLeast() {
        taken(16, Duration.ofMillis(10), 70);
        assertThat(limit.now()).isEqualTo(80);
        taken(16, Duration.ofMillis(10), 70);
        assertThat(limit.now()).isEqualTo(73);
        taken(16 * 40, Duration.ofMillis(10), 70);
        assertThat(limit.now()).isEqualTo(12); // eight workers and four that wait
    }

    @Test
    void aQueueThatRanLowOnceDoesNotStand() {
        taken(8, Duration.ofMillis(10), 70);
        taken(1, Duration.ofMillis(10), 4);
        taken(7, Duration.ofMillis(10), 70);

        assertThat(limit.now()).isEqualTo(88);
    }

    @Test
    void risesSlowlyWhileCallsAreRefusedAndQuicklyWhenTheyAreNot() {
        taken(16 * 40, Duration.ofMillis(10), 70);
        limit.onRefused();
        taken(16, Duration.ofMillis(10), 0);
        assertThat(limit.now()).isEqualTo(13);
        taken(16, Duration.ofMillis(10), 0);
        assertThat(limit.now()).isEqualTo(19);
        taken(16 * 10, Duration.ofMillis(10), 0);
        assertThat(limit.now()).isEqualTo(88);
    }

    @Test
    void aShortQueueIsNeverLimitedFurther() {
        AdaptiveLimit small = AdaptiveLimit.of(8, 3, () -> now);
        for (int i = 0; i < 1_000; i++) {
            small.onTaken(3);
            now += Duration.ofMillis(10).toNanos();
        }

        assertThat(small.now()).isEqualTo(11);
    }

    @Test
    void aQueueWithoutABoundIsNoneThatIsAlwaysFull() {
        AdaptiveLimit unbounded = AdaptiveLimit.of(8, Integer.MAX_VALUE, () -> now);
        assertThat(unbounded.now()).isEqualTo(Integer.MAX_VALUE);
        assertThat(AdaptiveLimit.fixed(8, Integer.MAX_VALUE).now()).isEqualTo(Integer.MAX_VALUE);

        for (int i = 0; i < 16 * 10; i++) {
            unbounded.onTaken(0);
            now += Duration.ofMillis(10).toNanos();
        }

        assertThat(unbounded.now()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aFixedLimitStays() {
        AdaptiveLimit fixed = AdaptiveLimit.fixed(8, 80);
        for (int i = 0; i < 1_000; i++) {
            fixed.onTaken(70);
        }

        assertThat(fixed.now()).isEqualTo(88);
    }
}
