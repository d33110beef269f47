package io.volant.rpc;

import java.time.Duration;

/**
 * Whether who waits, an event loop, a caller that drives one or a worker, looks again and again for what it waits for before it sleeps
 * until that comes. To be woken costs a thread, and whoever wakes it, more than most calls on a fast network take in all; to look in vain
 * costs processor time that others may want.
 *
 * <p>So it looks for a given time at most. After a wait that looked in vain the next one sleeps at once; when the one behind it looks in
 * vain, too, the next three do, then seven, up to 1,023; what comes while one looks halves that.
 *
 * <p>Not thread-safe: whoever shares it sees to it that one looks at a time, and sees what the one before it did.
 */
public final class AdaptiveSpin {
    static final int MOST_PAUSE = 1_023;

    private final Ticker clock;
    private final long mostNanos;
    private boolean spins; // the wait that lasts now
    private long until; // when it stops
    private int pause; // waits that do not look after one that looked in vain; halved by each that finds something
    private int pauseLeft;

    /**
     * Of one that waits, or of several of which one at a time may look.
     *
     * @param clock by which it looks
     * @param most for how long, at most; zero to sleep at once
     */
    public AdaptiveSpin(Ticker clock, Duration most) {
        this.clock = clock;
        this.mostNanos = most.toNanos();
    }

    /** A wait begins. */
    public void begin() {
        spins = pauseLeft == 0;
        if (spins) {
            until = clock.nanoTime() + mostNanos;
        } else {
            pauseLeft--;
        }
    }

    /** Whether whoever waits looks again at once, instead of sleeping. */
    public boolean goesOn() {
        return spins && clock.nanoTime() - until < 0;
    }

    /** The wait is over, because something was found, or goes on asleep; what was done with it meanwhile is no waiting. */
    public void end(boolean found) {
        if (!spins) {
            return;
        }
        if (found) {
            pause /= 2;
        } else {
            pause = Math.min(2 * pause + 1, MOST_PAUSE);
            pauseLeft = pause;
        }
    }
}
