package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import io.volant.rpc.AdaptiveSpin;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.WireMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An event loop looks for what comes next before it sleeps. Each look takes a microsecond here. */
class SpinningIoTest {
    private static final Duration MOST = Duration.ofNanos(3_000);
    private static final boolean SLEEPS = true;
    private static final boolean LOOKS = false;
    private static final int NEVER = Integer.MAX_VALUE;

    private final FakeTicker clock = new FakeTicker();
    private final List<Boolean> turns = new ArrayList<>();
    private final List<String> passedOn = new ArrayList<>();
    private final SpinningIo io = new SpinningIo(new Script(), new AdaptiveSpin(clock, MOST), this::giveWay);
    private int givenWay;
    private int ioComesAt = NEVER; // in the so many-th turn
    private int taskComesAt = NEVER;
    private Duration handling = Duration.ZERO; // of what comes
    private Runnable meanwhile = () -> {}; // others run

    private void giveWay() {
        givenWay++;
        meanwhile.run();
    }

    /** The turns that the I/O behind makes while the loop makes one. */
    private List<Boolean> turn() {
        turns.clear();
        io.run(new Loop());
        return List.copyOf(turns);
    }

    @Test
    void aLoopLooksForAWhileBeforeItSleeps() {
        assertThat(turn()).containsExactly(LOOKS, LOOKS, LOOKS, SLEEPS);
        assertThat(givenWay).as("how often it gave way").isEqualTo(3);
    }

    @Test
    void whatComesMeanwhileFindsItAwake() {
        ioComesAt = 2;

        assertThat(turn()).containsExactly(LOOKS, LOOKS);
        assertThat(io.run(new Loop())).as("events").isEqualTo(Script.EVENTS);
    }

    @Test
    void aTaskThatComesMeanwhileIsRunAtOnce() {
        taskComesAt = 2;

        assertThat(turn()).containsExactly(LOOKS, LOOKS);
    }

    @Test
    void whoHasSomethingToDoNeitherLooksNorSleeps() {
        taskComesAt = 0;

        assertThat(turn()).containsExactly(LOOKS);
    }

    @Test
    void oneThatLookedInVainSleepsAtOnceTheNextTime() {
        turn();

        assertThat(turn()).containsExactly(SLEEPS);
        assertThat(turn()).containsExactly(LOOKS, LOOKS, LOOKS, SLEEPS);
    }

    @Test
    void oneThatFoundSomethingLooksAgainHoweverLongItsHandlingTook() {
        ioComesAt = 2;
        handling = MOST.multipliedBy(2);
        for (int i = 0; i < 10; i++) {
            assertThat(turn()).as("turn %d", i).containsExactly(LOOKS, LOOKS);
        }
    }

    @Test
    void whatIsFoundMakesUpForHalfOfWhatWasLookedForInVain() {
        turn(); // in vain: the next one sleeps
        turn();
        turn(); // in vain again: the next three do
        IntStream.range(0, 3).forEach(i -> assertThat(turn()).containsExactly(SLEEPS));
        taskComesAt = 1;
        assertThat(turn()).containsExactly(LOOKS);

        taskComesAt = NEVER;
        turn(); // in vain: but for what was found the next seven would sleep
        IntStream.range(0, 3).forEach(i -> assertThat(turn()).containsExactly(SLEEPS));
        assertThat(turn()).containsExactly(LOOKS, LOOKS, LOOKS, SLEEPS);
    }

    @Test
    void aTaskThatCameWhileTheLoopGaveWayWasNotLookedForInVain() {
        meanwhile = () -> {
            clock.advance(MOST);
            taskComesAt = 0;
        };
        for (int i = 0; i < 10; i++) {
            taskComesAt = NEVER;
            assertThat(turn()).as("turn %d", i).containsExactly(LOOKS, LOOKS);
        }
    }

    @Test
    void everythingElseIsLeftToTheIoBehind() {
        io.initialize();
        io.wakeup();
        assertThatThrownBy(() -> io.register(new Handle())).isInstanceOf(UnsupportedOperationException.class);
        assertThat(io.isCompatible(IoHandle.class)).isTrue();
        io.prepareToDestroy();
        io.destroy();

        assertThat(passedOn)
                .containsExactly("initialize", "wakeup", "register", "isCompatible", "prepareToDestroy", "destroy");
    }

    @Test
    void theLoopsOfARuntimeLookUnlessItIsToSleepAtOnce() {
        assertThat(looks(VolantRuntime.builder())).isEqualTo(SocketSettings.EPOLL);
        assertThat(looks(VolantRuntime.builder().callersDrive())).isEqualTo(SocketSettings.EPOLL);
        assertThat(looks(VolantRuntime.builder().spin(Duration.ZERO))).isFalse();
        assertThat(looks(VolantRuntime.builder().spin(Duration.ZERO).callersDrive()))
                .isFalse();
    }

    private static boolean looks(VolantRuntime.Builder builder) {
        try (VolantRuntime runtime = builder.build()) {
            EventLoop loop = NettyLoops.of(runtime).shares().take(WireMeter.client(runtime.ticker()));
            return ((IoEventLoop) loop).isIoType(SpinningIo.class);
        }
    }

    private static final class Handle implements IoHandle {
        @Override
        public void handle(IoRegistration registration, IoEvent event) {}

        @Override
        public void close() {}
    }

    /** What a loop tells its I/O about the turn; its deadline is passed on to looks. */
    private final class Loop implements IoHandlerContext {
        private static final long DEADLINE = 77;

        @Override
        public boolean canBlock() {
            return turns.size() < taskComesAt;
        }

        @Override
        public long delayNanos(long currentTimeNanos) {
            return DEADLINE - currentTimeNanos;
        }

        @Override
        public long deadlineNanos() {
            return DEADLINE;
        }
    }

    private final class Script implements IoHandler {
        private static final int EVENTS = 5;

        @Override
        public int run(IoHandlerContext context) {
            turns.add(context.canBlock());
            assertThat(context.deadlineNanos()).isEqualTo(Loop.DEADLINE);
            assertThat(context.delayNanos(7)).isEqualTo(Loop.DEADLINE - 7);
            clock.advance(Duration.ofNanos(1_000));
            if (turns.size() < ioComesAt) {
                return 0;
            }
            clock.advance(handling);
            return EVENTS;
        }

        @Override
        public void initialize() {
            passedOn.add("initialize");
        }

        @Override
        public IoRegistration register(IoHandle handle) {
            passedOn.add("register");
            throw new UnsupportedOperationException("no channels");
        }

        @Override
        public void wakeup() {
            passedOn.add("wakeup");
        }

        @Override
        public boolean isCompatible(Class<? extends IoHandle> handleType) {
            passedOn.add("isCompatible");
            return true;
        }

        @Override
        public void prepareToDestroy() {
            passedOn.add("prepareToDestroy");
        }

        @Override
        public void destroy() {
            passedOn.add("destroy");
        }
    }
}
