package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockSkewTest {
    private static final long SECOND = 1_000_000;

    private final ClockSkew skew = new ClockSkew();

    @Test
    void withoutAClockNothingIsOld() {
        assertThat(skew.ageMicros(10 * SECOND)).isZero();
    }

    @Test
    void theFirstClockSetsTheMeasureWhateverTheClocksSay() {
        skew.onClock(500 * SECOND, 3);
        assertThat(skew.ageMicros(500 * SECOND)).isZero();
        ClockSkew ahead = new ClockSkew();
        ahead.onClock(3, 500 * SECOND);
        assertThat(ahead.ageMicros(3)).isZero();
    }

    @Test
    void whatComesLaterThanTheQuickestIsThatMuchOld() {
        skew.onClock(1_000, 0);
        skew.onClock(SECOND + 31_000, SECOND);
        assertThat(skew.ageMicros(SECOND + 31_000)).isEqualTo(30_000 - 103);
    }

    @Test
    void aQuickerFrameLowersTheMeasure() {
        skew.onClock(40_000, 0);
        skew.onClock(SECOND + 10_000, SECOND);
        skew.onClock(2 * SECOND + 30_000, 2 * SECOND);
        assertThat(skew.ageMicros(2 * SECOND + 30_000)).isEqualTo(20_000 - 102);
    }

    @Test
    void aPausedProcessMakesEverythingInItsSocketOld() {
        skew.onClock(1_000, 0);
        skew.onClock(31 * SECOND, SECOND);
        long age = skew.ageMicros(31 * SECOND);
        assertThat(age).isBetween(29 * SECOND, 30 * SECOND);
    }

    @Test
    void aDriftOf100PartsPerMillionIsNotAge() {
        for (long second = 0; second <= 3_600; second++) {
            long received = second * SECOND + second * 100;
            skew.onClock(received, second * SECOND);
            assertThat(skew.ageMicros(received)).isLessThanOrEqualTo(100);
        }
    }

    @Test
    void theRiseIsNotLostWhenClocksComeOften() {
        long offset = 0;
        for (long millis = 0; millis <= 60_000; millis++) {
            offset = millis / 10; // 100 µs per second
            skew.onClock(millis * 1_000 + offset, millis * 1_000);
        }
        assertThat(skew.ageMicros(60_000_000 + offset)).isLessThanOrEqualTo(2);
    }

    @Test
    void aFasterDriftBecomesAgeOnlyForThePartAboveTheRise() {
        skew.onClock(0, 0);
        skew.onClock(10 * SECOND + 5_000, 10 * SECOND);
        assertThat(skew.ageMicros(10 * SECOND + 5_000)).isEqualTo(4_000);
    }

    @Test
    void whatComesSoonAfterAClockIsAsOldAsTheClock() {
        skew.onClock(1_000, 0);
        assertThat(skew.ageMicros(1_000 + 100_000)).isZero();
    }

    @Test
    void whatComesLongAfterTheClockThatWentBeforeItWasDelayedItself() {
        skew.onClock(1_000, 0);
        assertThat(skew.ageMicros(1_000 + 100_001)).isEqualTo(1);
        assertThat(skew.ageMicros(1_000 + 10 * SECOND)).isEqualTo(10 * SECOND - 100_000);
    }

    @Test
    void aClockThatGoesBackMakesNobodyElseOld() {
        skew.onClock(SECOND, SECOND);
        skew.onClock(SECOND + 10, 0);
        assertThat(skew.ageMicros(SECOND + 10)).isEqualTo(SECOND + 10);
    }
}
