package io.volant.rpc.transport;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.volant.rpc.Ticker;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The coarse clock of one event loop: instead of a timer per call, connections with calls in flight are asked every 10 ms whether
 * one of them is over, and all connections every 250 ms whether they live. Without connections nothing runs.
 *
 * <p>When the tick comes more than a second late, this process stood still, and answers and signs of life may lie in the sockets
 * unread. Then the loop reads first: nobody is asked before a turn of it found nothing more to read.
 *
 * <p>Confined to its event loop.
 */
final class LoopTick implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(LoopTick.class);

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
    /** So late, and the process stood still. */
    static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int DRAIN_MILLIS = 1; // not at once: tasks of the same turn run before the next reading
    private static final int MOST_DRAIN_TURNS = 100; // some peer always sends something

    private final EventLoop loop;
    private final Ticker ticker;
    private final Set<Ticked> all = new LinkedHashSet<>(); // in the order of their beginnings
    private final Set<Ticked> hot = new LinkedHashSet<>();
    private int turnsToSlow = FAST_PER_SLOW;
    private boolean fast;
    private long dueNanos;
    private long reads;
    private long readsBefore; // the last turn that drains
    private int drainTurns; // left; 0 unless the sockets are being drained
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
        if (hot.add(ticked) && !fast && drainTurns == 0) {
            boolean late = behind();
            if (next != null) {
                next.cancel(false);
            }
            if (late) {
                beginToDrain();
            } else {
                schedule(true);
            }
        }
    }

    /** A connection has read something. */
    void onRead() {
        reads++;
    }

    /** Whether this process stood still, and may not have read what came meanwhile. */
    boolean behind() {
        return drainTurns > 0 || (next != null && ticker.nanoTime() - dueNanos > STALL_NANOS);
    }

    @Override
    public void run() {
        next = null;
        long now = ticker.nanoTime();
        if (drainTurns == 0 && now - dueNanos > STALL_NANOS) {
            beginToDrain();
            return;
        }
        if (drainTurns > 1 && reads != readsBefore) {
            drain(drainTurns - 1);
            return;
        }
        drainTurns = 0;
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

    private void beginToDrain() {
        log.info("event=process_stalled late_ms={}", TimeUnit.NANOSECONDS.toMillis(ticker.nanoTime() - dueNanos));
        drain(MOST_DRAIN_TURNS);
    }

    private void drain(int turns) {
        drainTurns = turns;
        readsBefore = reads;
        schedule(DRAIN_MILLIS);
    }

    private void schedule(boolean fast) {
        this.fast = fast;
        schedule(fast ? FAST_MILLIS : FAST_MILLIS * FAST_PER_SLOW);
    }

    private void schedule(int millis) {
        if (!loop.isShuttingDown()) {
            dueNanos = ticker.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            next = loop.schedule(this, millis, TimeUnit.MILLISECONDS);
        }
    }
}
