package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReconnectPacingTest {
    private static final long LONG = TimeUnit.SECONDS.toNanos(1);

    private double random = 0.5;
    private final ReconnectPacing pacing = new ReconnectPacing(() -> random);

    @Test
    void afterAConnectionThatWorkedItComesWithinTwentyMilliseconds() {
        for (double each : new double[] {0, 0.5, 1}) {
            random = each;
            assertThat(millis(pacing.afterLoss(LONG))).isEqualTo((long) (20 * each));
        }
    }

    @Test
    void afterFailuresItComesLaterEachTimeUpToFiveSeconds() {
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            delays.add(millis(pacing.afterFailure()));
        }

        assertThat(delays).containsExactly(200L, 320L, 512L, 819L, 1_310L, 2_097L, 3_355L, 5_000L, 5_000L, 5_000L);
    }

    @Test
    void clientsOfOneServerDoNotComeBackTogether() {
        random = 0;
        long soonest = millis(pacing.afterFailure());
        pacing.restart();
        random = 1;

        assertThat(List.of(soonest, millis(pacing.afterFailure()))).containsExactly(160L, 240L);
    }

    @Test
    void aConnectionThatWorkedBeginsAgainWithTheShortestDelay() {
        pacing.afterFailure();
        pacing.afterFailure();

        pacing.afterLoss(LONG);

        assertThat(millis(pacing.afterFailure())).isEqualTo(200);
    }

    @Test
    void aServerThatAcceptsAndClosesIsNotBesieged() {
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            delays.add(millis(pacing.afterLoss(TimeUnit.MILLISECONDS.toNanos(99))));
        }

        assertThat(delays).containsExactly(200L, 320L, 512L);
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
