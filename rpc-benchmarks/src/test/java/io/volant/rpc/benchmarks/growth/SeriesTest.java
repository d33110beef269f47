package io.volant.rpc.benchmarks.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class SeriesTest {
    @Test
    void whatCostsTheSameHoweverMuchThereIsHasExponentOne() {
        assertThat(slope(7, 7)).isEqualTo(1, within(1e-9));
    }

    @Test
    void aCostThatGrowsWithTheNumberHasExponentTwoAndOneThatIsSharedNone() {
        assertThat(slope(7, 70)).isEqualTo(2, within(1e-9));
        assertThat(slope(70, 7)).isEqualTo(0, within(1e-9));
    }

    @Test
    void whatIsTooSmallToBeSeenHasExponentZero() {
        assertThat(slope(-3, 7)).isZero();
        assertThat(slope(7, 0)).isZero();
    }

    private static double slope(double from, double to) {
        return Series.slope(new Series.Point(10, from), new Series.Point(100, to));
    }
}
