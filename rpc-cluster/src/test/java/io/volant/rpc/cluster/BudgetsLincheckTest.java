package io.volant.rpc.cluster;

import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What many threads take attempts out of at once: it has to look as if they had done so one after the other. */
@Tag("lincheck")
public class BudgetsLincheckTest {
    /** Two attempts, one of which a hedge may have, at a time that stands still. */
    public static class Budget {
        private long now;
        private final RetryBudget budget =
                new RetryBudget(RetryPolicy.defaults().withBudget(0.2, 0.1), () -> now);

        public Budget() {
            for (int i = 0; i < 6; i++) {
                budget.onCall();
            }
            now = 1;
        }

        @Operation
        public boolean tryTake() {
            return budget.tryTake();
        }

        @Operation
        public boolean tryTakeHedge() {
            return budget.tryTakeHedge();
        }
    }

    /** What is kept back while a server refuses nine of ten, at a time that stands still. */
    public static class Gate {
        private long now;
        private long calls;
        private final Throttle throttle = new Throttle(2, () -> calls, () -> now, () -> 0.5);

        public Gate() {
            for (int i = 0; i < 3; i++) {
                calls += 10;
                for (int refused = 0; refused < 9; refused++) {
                    throttle.onRefused();
                }
                now += 100_000_000;
            }
            throttle.onRefused();
        }

        @Operation
        public boolean keepsBack() {
            return throttle.keepsBack();
        }

        @Operation
        public void refused() {
            throttle.onRefused();
        }

        @Operation
        public double chance() {
            return throttle.chance();
        }
    }

    @Test
    void noAttemptIsTakenTwice() {
        Interleavings.explore(Budget.class);
    }

    @Test
    void aLookAtTheCountsIsWhole() {
        Interleavings.explore(Gate.class);
    }
}
