package io.volant.rpc.transport;

import io.volant.rpc.Ticker;
import java.util.concurrent.TimeUnit;

/**
 * Whether a caller that drives an event loop looks for its answer again and again before it sleeps until one comes. To be woken costs
 * a thread more than most calls on a fast network take in all; to look in vain costs processor time that others may want.
 *
 * <p>So it looks for a tenth of a millisecond at most. After a call that looked in vain the next one sleeps at once; when the one behind it
 * looks in vain, too, the next three do, then seven, up to 1,023; an answer that comes while a call looks halves that. Where there is one
 * processor nobody looks, for whoever is to answer may need it.
 *
 * <p>Not thread-safe: for whoever has the loop.
 */
final class AdaptiveSpin {
    static final long MOST_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
    static final int MOST_PAUSE = 1_023;

    private final Ticker clock;
    private final boolean worthIt;
    private boolean spins; // the call that waits now
    private long until; // when it stops
    private int pause; // calls that do not look after one that looked in vain; halved by each that finds its answer
    private int pauseLeft;

    AdaptiveSpin(Ticker clock, int processors) {
        this.clock = clock;
        this.worthIt = processors > 1;
    }

    static AdaptiveSpin onThisMachine(Ticker clock) {
        return new AdaptiveSpin(clock, Runtime.getRuntime().availableProcessors());
    }

    /** A call begins to wait. */
    void begin() {
        spins = worthIt && pauseLeft == 0;
        if (spins) {
            until = clock.nanoTime() + MOST_NANOS;
        } else if (pauseLeft > 0) {
            pauseLeft--;
        }
    }

    /** Whether the call that waits looks again at once, instead of sleeping. */
    boolean goesOn() {
        return spins && clock.nanoTime() - until < 0;
    }

    /** The call waits no more, with its answer or without. */
    void end(boolean answered) {
        if (!spins) {
            return;
        }
        if (answered && goesOn()) {
            pause /= 2;
        } else {
            pause = Math.min(2 * pause + 1, MOST_PAUSE);
            pauseLeft = pause;
        }
    }
}
