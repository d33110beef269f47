package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who waits looks for what it waits for as long as that has been worth it. */
class AdaptiveSpinTest {
    private static final Duration MOST = Duration.ofNanos(100_000);
    private static final Duration SOON = MOST.minusNanos(1);
    private static final Duration LATE = MOST;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - MOST.toNanos()); // it wraps soon
    private final AdaptiveSpin spin = new AdaptiveSpin(now::get, MOST);

    /** Whether a call whose answer takes so long looks for it at first. */
    private boolean call(Duration wait) {
        spin.begin();
        boolean looks = spin.goesOn();
        now.addAndGet(wait.toNanos());
        assertThat(spin.goesOn()).as("looks after %s", wait).isEqualTo(looks && wait.compareTo(LATE) < 0);
        spin.end(wait.compareTo(LATE) < 0);
        return looks;
    }

    private int callsUntilOneLooks(Duration wait) {
        return (int) Stream.generate(() -> call(wait))
                        .limit(2L * AdaptiveSpin.MOST_PAUSE)
                        .takeWhile(looks -> !looks)
                        .count()
                + 1;
    }

    @Test
    void aCallLooksForTheGivenTimeAtMost() {
        spin.begin();
        assertThat(spin.goesOn()).isTrue();
        now.addAndGet(SOON.toNanos());
        assertThat(spin.goesOn()).isTrue();
        now.incrementAndGet();
        assertThat(spin.goesOn()).isFalse();
    }

    @Test
    void callsGoOnLookingWhereTheirAnswersComeSoon() {
        assertThat(Stream.generate(() -> call(SOON)).limit(5_000)).containsOnly(true);
    }

    @Test
    void callsThatLookInVainAreFollowedByEverMoreThatDoNot() {
        assertThat(call(LATE)).isTrue();

        assertThat(Stream.generate(() -> callsUntilOneLooks(LATE)).limit(12))
                .containsExactly(2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024, 1_024, 1_024);
    }

    @Test
    void oneThatLooksInVainNowAndThenKeepsFewFromIt() {
        for (int round = 0; round < 100; round++) {
            call(LATE);
            assertThat(callsUntilOneLooks(SOON)).as("round %d", round).isEqualTo(2);
        }
    }

    @Test
    void answersThatComeSoonAgainBringItBack() {
        for (int looked = 0; looked < 12; looked++) {
            callsUntilOneLooks(LATE);
        }

        assertThat(callsUntilOneLooks(SOON)).isEqualTo(1_024);
        assertThat(Stream.generate(() -> call(SOON)).limit(5_000)).containsOnly(true);
        call(LATE);
        assertThat(callsUntilOneLooks(SOON)).as("forgiven").isEqualTo(2);
    }

    @Test
    void anAnswerThatComesSoonHalvesWhatFollowsTheNextLookInVain() {
        call(LATE);
        callsUntilOneLooks(LATE);
        assertThat(callsUntilOneLooks(LATE)).isEqualTo(4);

        assertThat(callsUntilOneLooks(SOON)).isEqualTo(8);
        assertThat(call(LATE)).isTrue();
        assertThat(callsUntilOneLooks(LATE)).isEqualTo(8);
    }

    @Test
    void aCallThatEndsWithoutAnAnswerLookedInVain() {
        spin.begin();
        spin.end(false);

        assertThat(callsUntilOneLooks(SOON)).isEqualTo(2);
    }
}
