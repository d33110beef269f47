package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallMeterTest {
    private static final int CALLS = 100_000;

    private final CallMeter meter = new CallMeter("Shop", "find");

    private void call(Status status, Duration duration) {
        meter.onStart();
        meter.onEnd(status, duration.toNanos());
    }

    @Test
    void durationsAreKeptByStatus() {
        call(Status.OK, Duration.ofMillis(1));
        call(Status.OK, Duration.ofMillis(3));
        call(Status.INTERNAL, Duration.ofSeconds(90));
        meter.onStart();

        MethodStats stats = meter.snapshot();
        assertThat(stats.started()).isEqualTo(4);
        assertThat(stats.inFlight()).isEqualTo(1);
        assertThat(stats.byStatus().get(Status.OK).total()).isEqualTo(Duration.ofMillis(4));
        assertThat(stats.byStatus().get(Status.OK).mean()).isEqualTo(Duration.ofMillis(2));
        assertThat(stats.byStatus().get(Status.OK).max()).isEqualTo(Duration.ofMillis(3));
        assertThat(stats.durations().max()).isEqualTo(Duration.ofSeconds(90));
        assertThat(stats.durations().count()).isEqualTo(3);
    }

    @Test
    void aQuantileIsTheBoundAboveItAndNeverMoreThanTheMaximum() {
        for (int i = 0; i < 98; i++) {
            call(Status.OK, Duration.ofNanos(80_000));
        }
        call(Status.OK, Duration.ofMillis(7));
        call(Status.OK, Duration.ofMillis(8));

        DurationStats durations = meter.snapshot().durations();
        assertThat(durations.quantile(0.5)).isEqualTo(Duration.ofNanos(100_000));
        assertThat(durations.quantile(0.98)).isEqualTo(Duration.ofNanos(100_000));
        assertThat(durations.quantile(0.99)).isEqualTo(Duration.ofMillis(8));
        assertThat(durations.quantile(1)).isEqualTo(Duration.ofMillis(8));
        assertThatThrownBy(() -> durations.quantile(50)).hasMessage("q: 50.0 (expected: 0..1)");
    }

    @Test
    void aDurationOnABoundIsWithinIt() {
        call(Status.OK, DurationStats.bounds().get(3));
        call(Status.OK, DurationStats.bounds().get(18).plusNanos(1));

        List<Long> counts = meter.snapshot().durations().counts();
        assertThat(counts.get(3)).isEqualTo(1);
        assertThat(counts.get(19)).as("longer than all bounds").isEqualTo(1);
    }

    @Test
    void nothingWasCalledYet() {
        assertThat(meter.snapshot().durations().mean()).isZero();
        assertThat(meter.snapshot().durations().quantile(0.99)).isZero();
    }

    @Test
    void countingAllocatesNothing() {
        run(); // class loading and the like
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        run();
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("bytes allocated by " + CALLS + " calls")
                .isLessThan(CALLS);
    }

    private void run() {
        for (int i = 0; i < CALLS; i++) {
            meter.onStart();
            meter.onEnd(i % 10 == 0 ? Status.OVERLOADED : Status.OK, i * 1_000L);
        }
    }
}
