package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private final AtomicLong now = new AtomicLong(1_000);
    private final Ticker ticker = now::get;

    @Test
    void expiresWhenItsTimeHasCome() {
        Deadline deadline = Deadline.after(Duration.ofNanos(10), ticker);

        assertThat(deadline.remainingNanos()).isEqualTo(10);
        assertThat(deadline.expired()).isFalse();
        now.addAndGet(9);
        assertThat(deadline.expired()).isFalse();
        now.addAndGet(1);
        assertThat(deadline.expired()).isTrue();
        assertThat(deadline.remaining()).isEqualTo(Duration.ZERO);
        now.addAndGet(5);
        assertThat(deadline.remainingNanos()).isEqualTo(-5);
        assertThat(deadline.remaining()).isEqualTo(Duration.ZERO);
    }

    @Test
    void outlivesTheWrapOfTheTicker() {
        now.set(Long.MAX_VALUE - 5);
        Deadline deadline = Deadline.after(Duration.ofNanos(20), ticker);
        Deadline earlier = Deadline.after(Duration.ofNanos(3), ticker);

        assertThat(deadline.atNanos()).isNegative();
        assertThat(deadline.expired()).isFalse();
        assertThat(deadline.remainingNanos()).isEqualTo(20);
        assertThat(earlier.isBefore(deadline)).isTrue();
        assertThat(deadline.isBefore(earlier)).isFalse();
        now.addAndGet(19); // wrapped
        assertThat(deadline.expired()).isFalse();
        now.addAndGet(1);
        assertThat(deadline.expired()).isTrue();
    }

    @Test
    void takesATimeOutThatNoClockReaches() {
        now.set(Long.MAX_VALUE - 5);

        Deadline deadline = Deadline.after(Duration.ofSeconds(Long.MAX_VALUE), ticker);

        assertThat(deadline.expired()).isFalse();
        assertThat(deadline.remaining()).isGreaterThan(Duration.ofDays(20_000));
    }
}
