package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In what time calls are answered, on a clock in hand. */
class RecentTimesTest {
    private static final Percentage A_STEP = Percentage.withPercentage(6.5);

    private long now = Long.MAX_VALUE - 1_000; // it wraps

    private void add(RecentTimes times, int calls, Duration each) {
        for (int i = 0; i < calls; i++) {
            times.add(each.toNanos(), now);
        }
    }

    private long percentile(RecentTimes times) {
        now += Duration.ofMillis(100).toNanos();
        return times.percentileNanos(now);
    }

    @Test
    void tooFewCallsTellNothing() {
        RecentTimes times = new RecentTimes(99, now);
        add(times, 99, Duration.ofMillis(1));
        assertThat(percentile(times)).isEqualTo(RecentTimes.UNKNOWN);

        add(times, 1, Duration.ofMillis(1));
        assertThat(percentile(times)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 15, 16, 17, 31, 32, 1_000, 999_999, 5_000_000_000L, 3_600_000_000_000L})
    void aTimeIsKnownToASixteenth(long nanos) {
        RecentTimes times = new RecentTimes(95, now);
        add(times, 100, Duration.ofNanos(nanos));

        assertThat(percentile(times)).isGreaterThanOrEqualTo(nanos).isCloseTo(nanos, A_STEP);
    }

    @Test
    void soManyOfAHundredCallsAreNotSlower() {
        RecentTimes times = new RecentTimes(95, now);
        for (int millis = 1; millis <= 1_000; millis++) {
            add(times, 1, Duration.ofMillis(millis));
        }

        assertThat(percentile(times)).isCloseTo(Duration.ofMillis(950).toNanos(), A_STEP);
    }

    @Test
    void whatWasIsForgottenAfterTwoTurns() {
        RecentTimes times = new RecentTimes(50, now);
        add(times, 1_000, Duration.ofMillis(100));
        for (int turn = 0; turn < 2; turn++) {
            now += Duration.ofSeconds(10).toNanos();
            add(times, 100, Duration.ofMillis(1));
        }

        assertThat(percentile(times)).isCloseTo(Duration.ofMillis(1).toNanos(), A_STEP);
    }

    @Test
    void calledSeldomItRemembersLonger() {
        RecentTimes times = new RecentTimes(50, now);
        for (int i = 0; i < 50; i++) {
            now += Duration.ofMinutes(1).toNanos();
            add(times, 1, Duration.ofMillis(3));
        }

        assertThat(percentile(times)).isCloseTo(Duration.ofMillis(3).toNanos(), A_STEP);
    }

    @Test
    void impossibleTimesAreBounded() {
        RecentTimes times = new RecentTimes(50, now);
        add(times, 100, Duration.ofDays(100));
        add(times, 100, Duration.ofNanos(-1));

        assertThat(percentile(times)).isZero();
    }
}
