package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdaptiveLimitTest {
    private long now = Long.MAX_VALUE - 1_000; // it wraps
    private final AdaptiveLimit limit = AdaptiveLimit.of(8, 80, () -> now);
    private final AdaptiveLimit growing = AdaptiveLimit.growing(8, 80, () -> now);

    private void taken(int calls, Duration each, int waiting) {
        taken(limit, calls, each, waiting);
    }

    private void taken(AdaptiveLimit of, int calls, Duration each, int waiting) {
        for (int i = 0; i < calls; i++) {
            of.onTaken(waiting);
            now += each.toNanos();
        }
    }

    @Test
    void beginsAtWorkersAndQueue() {
        assertThat(limit.now()).isEqualTo(88);
    }

    @Test
    void aQueueThatStandsForLessThanAWindowIsABurst() {
        taken(1_000, Duration.ofNanos(90_000), 70);

        assertThat(limit.now()).isEqualTo(88);
    }

    @Test
    void fewCallsAreNoEvidenceHoweverLongTheyTake() {
        taken(15, Duration.ofMinutes(1), 70);

        assertThat(limit.now()).isEqualTo(88);
    }

    @Test
    void aQueueThatStandsLowersItByATenthAtATimeDownToTheLeast() {
        taken(16, Duration.ofMillis(10), 70);
        assertThat(limit.now()).isEqualTo(80);
        taken(16, Duration.ofMillis(10), 70);
        assertThat(limit.now()).isEqualTo(73);
        taken(16 * 40, Duration.ofMillis(10), 70);
        assertThat(limit.now()).isEqualTo(12); // eight workers and four that wait
    }

    @Test
    void aQueueThatRanLowOnceDoesNotStand() {
        taken(8, Duration.ofMillis(10), 70);
        taken(1, Duration.ofMillis(10), 4);
        taken(7, Duration.ofMillis(10), 70);

        assertThat(limit.now()).isEqualTo(88);
    }

    @Test
    void risesSlowlyWhileCallsAreRefusedAndQuicklyWhenTheyAreNot() {
        taken(16 * 40, Duration.ofMillis(10), 70);
        limit.onRefused();
        taken(16, Duration.ofMillis(10), 0);
        assertThat(limit.now()).isEqualTo(13);
        taken(16, Duration.ofMillis(10), 0);
        assertThat(limit.now()).isEqualTo(19);
        taken(16 * 10, Duration.ofMillis(10), 0);
        assertThat(limit.now()).isEqualTo(88);
    }

    @Test
    void aShortQueueIsNeverLimitedFurther() {
        AdaptiveLimit small = AdaptiveLimit.of(8, 3, () -> now);
        for (int i = 0; i < 1_000; i++) {
            small.onTaken(3);
            now += Duration.ofMillis(10).toNanos();
        }

        assertThat(small.now()).isEqualTo(11);
    }

    @Test
    void aQueueWithoutABoundIsNoneThatIsAlwaysFull() {
        AdaptiveLimit unbounded = AdaptiveLimit.of(8, Integer.MAX_VALUE, () -> now);
        assertThat(unbounded.now()).isEqualTo(Integer.MAX_VALUE);
        assertThat(AdaptiveLimit.fixed(8, Integer.MAX_VALUE).now()).isEqualTo(Integer.MAX_VALUE);

        for (int i = 0; i < 16 * 10; i++) {
            unbounded.onTaken(0);
            now += Duration.ofMillis(10).toNanos();
        }

        assertThat(unbounded.now()).isEqualTo(Integer.MAX_VALUE);
    }

    /** What a queue that nobody chose has grown to, by one window of 20,000 calls a second. */
    private void grow() {
        taken(growing, 2_016, Duration.ofNanos(50_000), 0);
        assertThat(growing.most()).isEqualTo(8 + 400);
    }

    @Test
    void aQueueThatNobodyChoseGrowsAtOnceToWhatIsTakenInTwentyMilliseconds() {
        grow();

        assertThat(growing.now()).isEqualTo(8 + 400);
    }

    @Test
    void callsThatAreRefusedDoNotKeepAQueueFromGrowing() {
        growing.onRefused();
        grow();

        assertThat(growing.now()).isEqualTo(8 + 400);
    }

    @Test
    void aQueueThatHasRefusedGrowsAsSoonAsFiveMillisecondsTellWhatIsServed() {
        growing.onRefused();
        taken(growing, 96, Duration.ofNanos(50_000), 70);
        assertThat(growing.now()).isEqualTo(88);

        taken(growing, 16, Duration.ofNanos(50_000), 70);
        assertThat(growing.now()).isEqualTo(8 + 374); // 104 in 5.55 ms, besides one of each worker
        assertThat(growing.most()).isEqualTo(8 + 374);
    }

    @Test
    void whatAllWorkersTakeAsAWindowBeginsIsNotWhatIsServedInIt() {
        AdaptiveLimit inStep = AdaptiveLimit.growing(32, 320, () -> now);
        inStep.onRefused();
        for (int turn = 0; turn < 20; turn++) { // of handlers that take 2.5 ms: 256 in 20 ms
            taken(inStep, 32, Duration.ZERO, 320);
            now += Duration.ofNanos(2_500_000).toNanos();
        }

        assertThat(inStep.most()).isEqualTo(32 + 320);
    }

    @Test
    void whereNothingIsRefusedAQueueGrowsByWholeWindowsOnly() {
        taken(growing, 1_984, Duration.ofNanos(50_000), 0);

        assertThat(growing.most()).isEqualTo(88);
    }

    @Test
    void aLimitThatAnOverloadHasLoweredStaysWhenItsQueueGrowsInTheMidstOfAWindow() {
        taken(growing, 16, Duration.ofMillis(10), 70);
        assertThat(growing.now()).isEqualTo(80);

        growing.onRefused();
        taken(growing, 112, Duration.ofNanos(50_000), 70);

        assertThat(growing.now()).isEqualTo(80);
        assertThat(growing.most()).isEqualTo(8 + 374);
    }

    @Test
    void aQueueThatSomebodyChoseDoesNotGrow() {
        limit.onRefused();
        taken(20_000, Duration.ofNanos(50_000), 0);

        assertThat(limit.most()).isEqualTo(88);
        assertThat(limit.now()).isEqualTo(88);
    }

    @Test
    void aQueueThatHasGrownShrinksByATenthAtATimeDownToWhatItWas() {
        grow();

        taken(growing, 16, Duration.ofMillis(10), 0);
        assertThat(growing.most()).isEqualTo(371);
        assertThat(growing.now()).isEqualTo(371);
        taken(growing, 16 * 40, Duration.ofMillis(10), 0);
        assertThat(growing.now()).isEqualTo(88);
        assertThat(growing.most()).isEqualTo(88);
    }

    @Test
    void aQueueThatHasGrownIsForgottenWhenHandlersBecomeSlowAndItStands() {
        grow();

        taken(growing, 16, Duration.ofMillis(10), 300);
        assertThat(growing.most()).isEqualTo(88);
        assertThat(growing.now()).isEqualTo(88);
        taken(growing, 16 * 40, Duration.ofMillis(10), 70);
        assertThat(growing.now()).isEqualTo(12);
    }

    @Test
    void aQueueThatHasGrownIsForgottenWhenHardlyAnythingIsCalled() {
        grow();

        taken(growing, 32, Duration.ofMillis(70), 0);

        assertThat(growing.most()).isEqualTo(88);
        assertThat(growing.now()).isEqualTo(88);
    }

    @Test
    void anOverloadOfFastHandlersLowersAQueueThatHasGrownAndKeepsWhatItMayGrowTo() {
        grow();

        taken(growing, 2_016, Duration.ofNanos(50_000), 300);

        assertThat(growing.most()).isEqualTo(408);
        assertThat(growing.now()).isEqualTo(408 - 408 / 11);
    }

    @Test
    void aQueueGrowsToSixteenThousandAtMost() {
        taken(growing, 6_000_000, Duration.ofNanos(500), 0);

        assertThat(growing.now()).isEqualTo(8 + 16_384);
    }

    @Test
    void aFixedLimitStays() {
        AdaptiveLimit fixed = AdaptiveLimit.fixed(8, 80);
        for (int i = 0; i < 1_000; i++) {
            fixed.onTaken(70);
        }

        assertThat(fixed.now()).isEqualTo(88);
    }
}
