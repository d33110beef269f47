package io.volant.rpc.cluster.discovery;

import java.util.concurrent.TimeUnit;

/**
 * Lets a few changes pass at once, and of more only the last one of every second. Confined to the turns it is given.
 *
 * <p>A bucket of {@link #AT_ONCE} permits, into which one falls every {@link #INTERVAL_NANOS}; a change takes one, or waits for it.
 */
final class Damper {
    static final int AT_ONCE = 5;
    static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Surroundings around;
    private final Delay delay;
    private long fullAtNanos; // when the bucket would be full again

    Damper(Surroundings around, SequentialExecutor turns) {
        this.around = around;
        this.delay = new Delay(around, turns);
        this.fullAtNanos = around.ticker().nanoTime();
    }

    /** Runs the change now or later; it stands for those that wait already. */
    void soon(Runnable change) {
        if (delay.waits()) {
            return;
        }
        long now = around.ticker().nanoTime();
        long missing = Math.max(0, fullAtNanos - now);
        long wait = missing - (AT_ONCE - 1) * INTERVAL_NANOS;
        if (wait > 0) {
            delay.start(wait, () -> pass(change));
        } else {
            pass(change);
        }
    }

    private void pass(Runnable change) {
        long now = around.ticker().nanoTime();
        fullAtNanos = now + Math.max(0, fullAtNanos - now) + INTERVAL_NANOS;
        change.run();
    }

    void cancel() {
        delay.cancel();
    }
}
