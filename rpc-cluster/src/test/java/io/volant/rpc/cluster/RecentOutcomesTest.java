package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentOutcomesTest {
    private long word = RecentOutcomes.CLEAN;
    private long now = Long.MAX_VALUE - 1_000_000_000; // wraps after a second

    private int after(boolean bad, int times) {
        for (int i = 0; i < times; i++) {
            word = RecentOutcomes.after(word, bad, now);
        }
        return RecentOutcomes.bad(word, now);
    }

    @Test
    void goodCallsLeaveNoTrace() {
        assertThat(after(false, 10)).isZero();
        assertThat(word).isEqualTo(RecentOutcomes.CLEAN);
    }

    @Test
    void theBadOnesOfTheLastFortyAreCounted() {
        assertThat(after(true, 3)).isEqualTo(3);
        assertThat(after(false, 37)).isEqualTo(3);
        assertThat(after(false, 1)).isEqualTo(2);
        assertThat(after(false, 2)).isZero();
        assertThat(word).isEqualTo(RecentOutcomes.CLEAN);
        assertThat(after(true, 100)).isEqualTo(40);
    }

    @Test
    void timeForgetsAsCallsDo() {
        after(true, 40);
        now += Duration.ofSeconds(5).toNanos();
        assertThat(RecentOutcomes.bad(word, now)).isBetween(20, 23);
        now += Duration.ofSeconds(6).toNanos();
        assertThat(RecentOutcomes.bad(word, now)).isZero();
        assertThat(after(true, 1)).isEqualTo(1);
    }

    @Test
    void anEarlierTimeForgetsNothing() {
        after(true, 5);
        assertThat(RecentOutcomes.bad(word, now - Duration.ofSeconds(9).toNanos()))
                .isEqualTo(5);
    }
}
