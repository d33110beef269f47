package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.DefaultEventLoop;
import io.volant.rpc.Ticker;
import io.volant.rpc.Warnings;
import io.volant.rpc.contract.Events;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopCrossingTest {
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final StubbornLoop loop = new StubbornLoop();
    private final LoopCrossing crossing = new LoopCrossing(loop, () -> {}, new Warnings(Ticker.system()));

    @AfterEach
    void close() {
        loop.shutdownGracefully();
    }

    @Test
    void whatCameWhenNoDrainCouldBeHandedOverComesWithTheNext() {
        loop.refusesWith = new StackOverflowError("on purpose");
        assertThatThrownBy(() -> crossing.submit(word("first"))).isInstanceOf(StackOverflowError.class);
        loop.refusesWith = null;

        crossing.submit(word("second"));

        Events.until("both are there", () -> seen.equals(List.of("first", "second")));
    }

    @Test
    void whatALoopThatHasEndedRefusesHearsOfIt() {
        loop.refusesWith = new RejectedExecutionException("on purpose");

        crossing.submit(word("first"));
        crossing.submit(word("second"));

        assertThat(seen).containsExactly("first: gone", "second: gone");
    }

    private static final class StubbornLoop extends DefaultEventLoop {
        private volatile @Nullable Throwable refusesWith;

        @Override
        public void execute(Runnable task) {
            if (refusesWith instanceof Error error) {
                throw error;
            }
            if (refusesWith instanceof RuntimeException exception) {
                throw exception;
            }
            super.execute(task);
        }
    }

    private Submission word(String word) {
        return new LoopTask(() -> seen.add(word), () -> seen.add(word + ": gone"));
    }
}
