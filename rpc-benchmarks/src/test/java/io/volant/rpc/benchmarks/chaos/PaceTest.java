package io.volant.rpc.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PaceTest {
    private final Pace pace = new Pace(100, 1_000, 2, 6, 3);

    @Test
    void callsAreDueOneAfterTheOtherAndDenserInThePeak() {
        assertThat(pace.calls()).isEqualTo(200 + 6_000 + 300);
        assertThat(pace.seconds()).isEqualTo(11);
        assertThat(seconds(pace.peakBegin())).isEqualTo(2);
        assertThat(seconds(pace.peakBegin() + 1_000)).isEqualTo(3);
        assertThat(seconds(pace.peakEnd())).isEqualTo(8);
        assertThat(seconds(pace.calls())).isEqualTo(11);
        assertThat(IntStream.range(1, pace.calls()).mapToLong(call -> pace.dueNanos(call) - pace.dueNanos(call - 1)))
                .allMatch(gap -> gap == 10_000_000 || gap == 1_000_000);
    }

    @Test
    void limitsHaveSecondsToComeDownInALongPeakAndAllButOneInAShortOne() {
        assertThat(pace.settledSecond()).isEqualTo(2 + AttemptTimes.SETTLING_SECONDS);
        assertThat(seconds(pace.settled())).isEqualTo(pace.settledSecond());
        assertThat(new Pace(100, 1_000, 2, 2, 3).settledSecond()).isEqualTo(3);
    }

    @Test
    void whatIsSaidOfItIsReadBack() {
        assertThat(Pace.parse(pace.text())).isEqualTo(pace);
        assertThat(Pace.steady(600, 5).calls()).isEqualTo(3_000);
        assertThatThrownBy(() -> Pace.parse("600,5")).hasMessage("pace: 600,5 (expected: five numbers)");
    }

    private double seconds(int call) {
        return pace.dueNanos(call) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
