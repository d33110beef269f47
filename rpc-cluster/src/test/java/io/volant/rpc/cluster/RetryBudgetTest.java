package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How many attempts may be added, on a clock in hand. */
class RetryBudgetTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000); // it wraps

    private RetryBudget budget(double share, double perSecond) {
        return new RetryBudget(RetryPolicy.defaults().withBudget(share, perSecond), nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static int taken(RetryBudget budget) {
        int taken = 0;
        while (taken < 1_000_000 && budget.tryTake()) {
            taken++;
        }
        return taken;
    }

    @Test
    void tenSecondsOfItAreThereFromTheStart() {
        assertThat(taken(budget(0.2, 10))).isEqualTo(100);
    }

    @Test
    void overTimeItGivesTheShareAndSoManyASecond() {
        RetryBudget budget = budget(0.2, 10);
        taken(budget);
        int taken = 0;
        for (int i = 0; i < 100; i++) {
            for (int call = 0; call < 100; call++) {
                budget.onCall();
            }
            pass(Duration.ofMillis(100));
            taken += taken(budget);
        }

        assertThat(taken).isBetween(2_070, 2_100); // of 10,000 calls in 10 s: 2,000 and 100
    }

    @Test
    void whatIsNotUsedFades() {
        RetryBudget budget = budget(0.2, 0);
        for (int call = 0; call < 1_000_000; call++) {
            budget.onCall();
        }
        pass(Duration.ofMinutes(5));

        assertThat(taken(budget)).isBetween(6_000, 6_667); // ten seconds' worth of five minutes
        pass(Duration.ofMinutes(5));
        assertThat(taken(budget)).isZero();
    }
}
