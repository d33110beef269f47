package io.volant.rpc.cluster;

import io.volant.rpc.VolantRuntime;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Does something once a second for as long as there is something to do, and else looks for it every 10 s. Thread-safe. */
final class Heartbeat implements AutoCloseable {
    private static final long BUSY_SECONDS = 1;
    private static final long IDLE_SECONDS = 10;

    private final VolantRuntime runtime;
    private final BooleanSupplier beat;
    private @Nullable Future<?> next; // guarded by this, as what follows
    private boolean closed;

    /** @param beat whether there will be something to do in a second; runs on the timer and must be short */
    Heartbeat(VolantRuntime runtime, BooleanSupplier beat) {
        this.runtime = runtime;
        this.beat = beat;
    }

    void start() {
        after(BUSY_SECONDS);
    }

    private synchronized void after(long seconds) {
        if (closed) {
            return;
        }
        try {
            next = runtime.timer().schedule(this::onTime, seconds, TimeUnit.SECONDS);
        } catch (RejectedExecutionException | IllegalStateException e) { // the runtime was closed, and this with it
            closed = true;
        }
    }

    private void onTime() {
        boolean busy = true;
        try {
            busy = beat.getAsBoolean();
        } finally {
            after(busy ? BUSY_SECONDS : IDLE_SECONDS);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (next != null) {
            next.cancel(false);
        }
    }
}
