package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutcomeWindowTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private long now = Long.MAX_VALUE - SECOND; // wraps
    private long good;
    private long bad;
    private final OutcomeWindow window = new OutcomeWindow(30 * SECOND, new CallTotals(0, 0), now);

    private CallTotals passed(int seconds, long goodOnes, long badOnes) {
        good += goodOnes;
        bad += badOnes;
        now += seconds * SECOND;
        return window.look(new CallTotals(good, bad), now);
    }

    @Test
    void countsTheCallsOfTheLastThirtySeconds() {
        passed(1, 3, 2);
        assertThat(window.calls()).isEqualTo(new CallTotals(3, 2));
        for (int i = 0; i < 29; i++) {
            passed(1, 1, 0);
        }
        assertThat(window.calls()).isEqualTo(new CallTotals(32, 2));
        for (int i = 0; i < 4; i++) {
            passed(1, 1, 0);
        }
        assertThat(window.calls().bad()).isZero();
        assertThat(window.calls().good()).isBetween(30L, 33L);
    }

    @Test
    void aPauseForgetsWhatWasBefore() {
        passed(1, 0, 5);
        passed(3, 0, 5);
        passed(60, 0, 0);
        passed(1, 7, 0);
        assertThat(window.calls().bad()).isZero();
        assertThat(window.calls().good()).isEqualTo(7);
    }

    @Test
    void aLookTellsWhatCameSinceTheLastOne() {
        assertThat(passed(1, 3, 2)).isEqualTo(new CallTotals(3, 2));
        assertThat(passed(1, 1, 0)).isEqualTo(new CallTotals(1, 0));
        assertThat(passed(1, 0, 0).all()).isZero();
    }

    @Test
    void aRestartForgetsAll() {
        passed(1, 3, 2);
        window.restart(new CallTotals(good, bad), now);
        assertThat(window.calls().all()).isZero();
        passed(1, 4, 0);
        assertThat(window.calls()).isEqualTo(new CallTotals(4, 0));
    }

    @Test
    void totalsThatSeemToShrinkCountForNothing() {
        passed(1, 3, 0);
        good = 2; // read while a call began
        assertThat(passed(1, 0, 0).good()).isZero();
    }
}
