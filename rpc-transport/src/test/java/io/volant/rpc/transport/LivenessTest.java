package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LivenessTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Liveness liveness = new Liveness(10_000, 0);
    private long nowMillis;

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void aSilentPeerIsAskedAfterTheIntervalAndDeadFiveSecondsLater() {
        assertThat(after(9_900, false)).isEqualTo(Liveness.Verdict.FINE);
        assertThat(after(100, false)).isEqualTo(Liveness.Verdict.ASK);
        liveness.nextQuestion(nanos());

        assertThat(after(300, false)).isEqualTo(Liveness.Verdict.SUSPECT);
        assertThat(after(4_600, false)).isEqualTo(Liveness.Verdict.FINE);
        assertThat(after(100, false)).isEqualTo(Liveness.Verdict.SILENT);
    }

    @Test
    void anyByteIsASignOfLife() {
        after(10_000, false);
        liveness.nextQuestion(nanos());
        after(300, false);
        after(3_700, false);

        liveness.onRead(nanos());

        assertThat(after(5_000, false)).isEqualTo(Liveness.Verdict.FINE);
        assertThat(after(5_000, false)).isEqualTo(Liveness.Verdict.ASK);
    }

    @Test
    void aPeerThatOwesAnswersIsAskedAfterASecond() {
        assertThat(after(900, true)).isEqualTo(Liveness.Verdict.FINE);
        assertThat(after(100, true)).isEqualTo(Liveness.Verdict.ASK);
    }

    @Test
    void aPeerThatTakesLongerThanALiveOneIsSuspectOnceAndAnyByteClearsIt() {
        after(10_000, false);
        liveness.nextQuestion(nanos());
        assertThat(after(200, false)).isEqualTo(Liveness.Verdict.FINE);
        assertThat(after(100, false)).isEqualTo(Liveness.Verdict.SUSPECT);
        assertThat(after(4_600, false)).isEqualTo(Liveness.Verdict.FINE);

        assertThat(liveness.onRead(nanos())).isTrue();
        assertThat(liveness.onRead(nanos())).isFalse();

        assertThat(after(10_000, false)).isEqualTo(Liveness.Verdict.ASK);
        liveness.nextQuestion(nanos());
        assertThat(after(300, false)).isEqualTo(Liveness.Verdict.SUSPECT);
    }

    @Test
    void aStallOfThisProcessIsNoTimeInWhichItsPeersWereSilent() {
        after(10_000, false);
        liveness.nextQuestion(nanos());
        nowMillis += 60_000; // this process stood still

        assertThat(judge(false, false)).isEqualTo(Liveness.Verdict.FINE);
        assertThat(after(300, false)).isEqualTo(Liveness.Verdict.SUSPECT);
        assertThat(after(4_700, false)).isEqualTo(Liveness.Verdict.SILENT);
    }

    @Test
    void aStallOfThisProcessDoesNotMakeAFrameSlow() {
        liveness.onRead(nanos());
        assertThat(step(false, true)).isEqualTo(Liveness.Verdict.FINE);
        nowMillis += 60_000;

        assertThat(step(false, true)).isNotEqualTo(Liveness.Verdict.SLOW_FRAME);
    }

    @Test
    void aFrameThatDoesNotEndIsTooSlow() {
        liveness.onRead(nanos());
        for (int i = 0; i < 100; i++) {
            liveness.onRead(nanos()); // a byte now and then helps nothing
            assertThat(step(false, true)).isEqualTo(Liveness.Verdict.FINE);
        }
        liveness.onRead(nanos());
        assertThat(step(false, true)).isEqualTo(Liveness.Verdict.SLOW_FRAME);
    }

    @Test
    void manyLongFramesAreNotOneSlowOne() {
        for (int i = 0; i < 300; i++) {
            liveness.onRead(nanos());
            if (i % 50 == 0) {
                liveness.onFrame();
            }
            assertThat(step(false, true)).isEqualTo(Liveness.Verdict.FINE);
        }
    }

    private Liveness.Verdict after(long millis, boolean waiting) {
        Liveness.Verdict verdict = Liveness.Verdict.FINE;
        for (long passed = 0; passed < millis; passed += 100) {
            nowMillis += 100;
            verdict = judge(waiting, false);
            if (passed + 100 < millis) {
                assertThat(verdict).as(nowMillis + " ms").isEqualTo(Liveness.Verdict.FINE);
            }
        }
        return verdict;
    }

    private Liveness.Verdict step(boolean waiting, boolean partial) {
        nowMillis += 100;
        return judge(waiting, partial);
    }

    private Liveness.Verdict judge(boolean waiting, boolean partial) {
        return liveness.judge(nanos(), waiting, partial, channel);
    }

    private long nanos() {
        return TimeUnit.MILLISECONDS.toNanos(nowMillis);
    }
}
