package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopTickTest {
    private static final Duration SLOW = Duration.ofMillis(250);
    private static final Duration STALL = Duration.ofSeconds(30);

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final FakeTicker time = new FakeTicker();
    private final LoopTick tick = new LoopTick(channel.eventLoop(), time);
    private int ticks;
    private boolean busy;

    private final LoopTick.Ticked ticked = new LoopTick.Ticked() {
        @Override
        public void onTick(long nowNanos) {
            ticks++;
        }

        @Override
        public boolean busy() {
            return busy;
        }

        @Override
        public void onCooled() {}
    };

    @BeforeEach
    void begin() {
        channel.freezeTime();
        tick.add(ticked);
    }

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    /** The loop's own time and the runtime's both pass. */
    private void pass(Duration duration) {
        time.advance(duration);
        turn(duration);
    }

    private void turn(Duration duration) {
        channel.advanceTimeBy(duration.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
    }

    private void turn() {
        time.advance(Duration.ofMillis(1));
        turn(Duration.ofMillis(1));
    }

    @Test
    void everyoneIsAskedFourTimesASecond() {
        for (int i = 0; i < 8; i++) {
            pass(SLOW);
        }

        assertThat(ticks).isEqualTo(8);
    }

    @Test
    void afterAStallNobodyIsAskedBeforeNothingMoreIsRead() {
        pass(SLOW);
        time.advance(STALL);
        turn(SLOW);
        assertThat(ticks).isEqualTo(1);
        assertThat(tick.behind()).isTrue();

        for (int i = 0; i < 10; i++) {
            tick.onRead();
            turn();
            assertThat(ticks).isEqualTo(1);
        }
        turn();

        assertThat(ticks).isEqualTo(2);
        assertThat(tick.behind()).isFalse();
        pass(SLOW);
        assertThat(ticks).isEqualTo(3);
    }

    @Test
    void whoeverNeverStopsSendingDelaysTheOthersForMomentsOnly() {
        time.advance(STALL);
        turn(SLOW);

        int turns = 0;
        while (ticks == 0) {
            tick.onRead();
            turn();
            turns++;
        }

        assertThat(turns).isEqualTo(100);
    }

    @Test
    void aCallThatBeginsRightAfterTheStallDoesNotHideIt() {
        time.advance(STALL);
        busy = true;
        tick.hurry(ticked);
        assertThat(tick.behind()).isTrue();

        tick.onRead();
        turn();
        assertThat(ticks).isZero();
        turn();
        assertThat(ticks).isEqualTo(1);
        pass(Duration.ofMillis(10));
        assertThat(ticks).isEqualTo(2);
    }

    @Test
    void aStallIsNoticedBeforeTheTickThatTellsOfIt() {
        assertThat(tick.behind()).isFalse();

        time.advance(STALL);

        assertThat(tick.behind()).isTrue();
    }
}
