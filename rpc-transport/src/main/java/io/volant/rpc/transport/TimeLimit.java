package io.volant.rpc.transport;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.volant.rpc.Ticker;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A time limit on what is to be read on an event loop. Where this process stood still meanwhile, the loop first gets the time to
 * read what the socket holds. Confined to the event loop, once it was set.
 */
final class TimeLimit implements Runnable {
    private static final long RESPITE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final EventLoop loop;
    private final Ticker ticker;
    private final Runnable onOver;
    private final long dueNanos;
    private volatile @Nullable Future<?> next;

    private TimeLimit(EventLoop loop, Ticker ticker, long nanos, Runnable onOver) {
        this.loop = loop;
        this.ticker = ticker;
        this.onOver = onOver;
        this.dueNanos = ticker.nanoTime() + nanos;
    }

    /** Runs {@code onOver} on {@code loop} after so long, unless cancelled before. */
    static TimeLimit set(EventLoop loop, Ticker ticker, long nanos, Runnable onOver) {
        TimeLimit limit = new TimeLimit(loop, ticker, nanos, onOver);
        limit.next = loop.schedule(limit, nanos, TimeUnit.NANOSECONDS);
        return limit;
    }

    @Override
    public void run() {
        if (ticker.nanoTime() - dueNanos > LoopTick.STALL_NANOS) {
            next = loop.schedule(onOver, RESPITE_NANOS, TimeUnit.NANOSECONDS);
        } else {
            onOver.run();
        }
    }

    void cancel() {
        Future<?> waiting = next;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }
}
