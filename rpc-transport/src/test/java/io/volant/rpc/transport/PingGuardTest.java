package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PingGuardTest {
    private final PingGuard guard = new PingGuard(10_000);

    @Test
    void pingsAtHalfTheIntervalAreFine() {
        for (int i = 0; i < 20; i++) {
            guard.onPing(TimeUnit.SECONDS.toNanos(5L * i), false);
        }
    }

    @Test
    void theThirdInARowThatComesTooEarlyIsAFlood() {
        guard.onPing(0, false);
        guard.onPing(TimeUnit.SECONDS.toNanos(1), false);
        guard.onPing(TimeUnit.SECONDS.toNanos(2), false);

        Bytes.fault(Rule.PING_FLOOD, () -> guard.onPing(TimeUnit.SECONDS.toNanos(3), false));
    }

    @Test
    void withCallsInFlightPingsMayComeOften() {
        assertThatCode(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        guard.onPing(TimeUnit.MILLISECONDS.toNanos(20L * i), true);
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void moreThanAHundredInASecondAreAlwaysAFlood() {
        for (int i = 0; i < 100; i++) {
            guard.onPing(i, true);
        }

        Bytes.fault(Rule.PING_FLOOD, () -> guard.onPing(100, true));
    }
}
