package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class UsualTimeTest {
    private final UsualTime usual = new UsualTime();

    @Test
    void isNotKnownFromAFewCalls() {
        for (int i = 0; i < 63; i++) {
            usual.onCall(10);
        }
        assertThat(usual.millis()).isZero();

        usual.onCall(10);
        assertThat(usual.millis()).isEqualTo(10);
    }

    @Test
    void settlesWhereOneInAHundredTakesLonger() {
        Random random = new Random(42);
        int longer = 0;
        for (int i = 0; i < 200_000; i++) {
            long took = (long) (-100 * Math.log(1 - random.nextDouble())); // 461 ms for one in a hundred
            longer += i >= 20_000 && took > usual.millis() ? 1 : 0;
            usual.onCall(took);
        }

        assertThat(longer / 180_000.0).isBetween(0.007, 0.013);
    }

    @Test
    void followsAMethodThatTurnsSlower() {
        for (int i = 0; i < 64; i++) {
            usual.onCall(10);
        }
        int calls = 0;
        while (usual.millis() < 100 && calls < 1_000) {
            usual.onCall(100);
            calls++;
        }

        assertThat(calls).isLessThan(50);
    }
}
