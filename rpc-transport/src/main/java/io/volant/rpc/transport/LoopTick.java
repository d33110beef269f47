package io.volant.rpc.transport;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.volant.rpc.Ticker;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The coarse clock of one event loop: instead of a timer per call, connections with calls in flight are asked every 10 ms whether
 * one of them is over, and all connections every 250 ms whether they live. Without connections nothing runs.
 *
 * <p>Confined to its event loop.
 */
final class LoopTick implements Runnable {
    /** A connection that wants to know how late it is. */
    interface Ticked {
        /** Called every 10 ms while {@link #busy}, and every 250 ms otherwise. */
        void onTick(long nowNanos);

        /** Whether anything here waits for a time that may come within the next 250 ms. */
        boolean busy();

        /** Nothing was busy for a while: from now on every 250 ms, until {@link LoopTick#hurry}. */
        void onCooled();
    }

    private static final int FAST_MILLIS = 10;
    private static final int FAST_PER_SLOW = 25;

    private final EventLoop loop;
    private final Ticker ticker;
    private final Set<Ticked> all = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Ticked> hot = Collections.newSetFromMap(new IdentityHashMap<>());
    private int turnsToSlow = FAST_PER_SLOW;
    private boolean fast;
    private @Nullable Future<?> next;

    LoopTick(EventLoop loop, Ticker ticker) {
        this.loop = loop;
        this.ticker = ticker;
    }

    void add(Ticked ticked) {
        all.add(ticked);
        if (next == null) {
            schedule(false);
        }
    }

    void remove(Ticked ticked) {
        all.remove(ticked);
        hot.remove(ticked);
    }

    /** Asks {@code ticked} every 10 ms until it has {@linkplain Ticked#onCooled cooled}. */
    void hurry(Ticked ticked) {
        if (hot.add(ticked) && !fast) {
            if (next != null) {
                next.cancel(false);
            }
            schedule(true);
        }
    }

    @Override
    public void run() {
        next = null;
        long now = ticker.nanoTime();
        turnsToSlow -= fast ? 1 : FAST_PER_SLOW;
        boolean slowTurn = turnsToSlow <= 0;
        for (Ticked ticked : List.copyOf(slowTurn ? all : hot)) { // a copy: a connection that ends leaves both sets
            ticked.onTick(now);
        }
        if (slowTurn) {
            turnsToSlow = FAST_PER_SLOW;
            coolDown();
        }
        if (next == null && !all.isEmpty()) {
            schedule(!hot.isEmpty());
        }
    }

    private void coolDown() {
        hot.removeIf(ticked -> {
            boolean idle = !ticked.busy();
            if (idle) {
                ticked.onCooled();
            }
            return idle;
        });
    }

    private void schedule(boolean fast) {
        this.fast = fast;
        if (!loop.isShuttingDown()) {
            next = loop.schedule(this, fast ? FAST_MILLIS : FAST_MILLIS * FAST_PER_SLOW, TimeUnit.MILLISECONDS);
        }
    }
}
