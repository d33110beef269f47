package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final FakeTicker time = new FakeTicker();
    private final AtomicInteger over = new AtomicInteger();
    private TimeLimit limit;

    @BeforeEach
    void set() {
        channel.freezeTime();
        limit = TimeLimit.set(channel.eventLoop(), time, TimeUnit.SECONDS.toNanos(5), over::incrementAndGet);
    }

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    private void pass(Duration duration) {
        time.advance(duration);
        channel.advanceTimeBy(duration.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void isOverInTime() {
        pass(Duration.ofMillis(4_999));
        assertThat(over).hasValue(0);

        pass(Duration.ofMillis(1));

        assertThat(over).hasValue(1);
    }

    @Test
    void afterAStallTheLoopFirstGetsTheTimeToRead() {
        pass(Duration.ofSeconds(30));
        assertThat(over).hasValue(0);

        pass(Duration.ofMillis(249));
        assertThat(over).hasValue(0);
        pass(Duration.ofMillis(1));

        assertThat(over).hasValue(1);
    }

    @Test
    void whatWasReadMeanwhileCallsItOff() {
        pass(Duration.ofSeconds(30));
        limit.cancel();

        pass(Duration.ofSeconds(1));

        assertThat(over).hasValue(0);
    }
}
