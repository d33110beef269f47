package io.volant.rpc;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Permits for threads that wait, of which the one that came last goes first: its stack, its buffers and what it last touched are
 * still near the processor, where a queue would wake the one for which all that is longest ago. Nobody is promised a turn. One
 * thread is on its way out of the wait at a time, and wakes the next one if there is a permit for it: who comes by with work at once
 * needs no one woken for it. So is, before it waits and while no other is, one that looks for a permit as long as {@link AdaptiveSpin} lets
 * it, and gives its processor to threads that are ready for it meanwhile. {@link #release} takes no lock and waits for nobody.
 *
 * <p>The stack is R. K. Treiber's (IBM RJ 5118, 1986); a thread is in it once for each wait, so that no place comes back.
 */
final class LifoSemaphore {
    private static final long FOREVER = Long.MAX_VALUE;
    private static final Ticker CLOCK = Ticker.system();

    private final AtomicInteger permits = new AtomicInteger();
    private final AdaptiveSpin spin; // of the thread that is on its way
    private final AtomicReference<@Nullable Waiter> last = new AtomicReference<>();
    // whether a thread is on its way out of the wait: it looks at the permits after it has taken this back, so that
    // whoever releases meanwhile may leave it to that
    private final AtomicBoolean waking = new AtomicBoolean();

    LifoSemaphore(AdaptiveSpin spin) {
        this.spin = spin;
    }

    int availablePermits() {
        return permits.get();
    }

    boolean tryAcquire() {
        int now = permits.get();
        while (now > 0 && !permits.compareAndSet(now, now - 1)) {
            now = permits.get();
        }
        return now > 0;
    }

    /** Waits for a permit. */
    void acquire() throws InterruptedException {
        tryAcquire(FOREVER, TimeUnit.NANOSECONDS);
    }

    /** Waits for a permit, at most so long and the time of a look; false when there was none. */
    boolean tryAcquire(long time, TimeUnit unit) throws InterruptedException {
        if (tryAcquire() || look()) {
            return true;
        }
        long end = time == FOREVER ? FOREVER : CLOCK.nanoTime() + unit.toNanos(time);
        do {
            if (!isWoken(waitHere(), end)) {
                return false;
            }
            waking.set(false);
        } while (!tryAcquire());
        wakeNext();
        return true;
    }

    /** Looks for a permit while no other thread is on its way: none is woken for one that comes meanwhile. */
    @SuppressWarnings("ThreadPriorityCheck") // a hint, which nothing depends on
    private boolean look() {
        if (!waking.compareAndSet(false, true)) {
            return false;
        }
        try {
            spin.begin();
            while (permits.get() == 0 && spin.goesOn()) {
                Thread.yield();
            }
            boolean acquired = tryAcquire();
            spin.end(acquired);
            return acquired;
        } finally {
            waking.set(false);
            wakeNext(); // whoever released meanwhile left that to this thread
        }
    }

    /** Waits until it is; false when it has left at that time. */
    private boolean isWoken(Waiter waiter, long end) throws InterruptedException {
        try {
            while (!waiter.isWoken()) {
                if (end == FOREVER) {
                    LockSupport.park(this);
                } else {
                    long left = end - CLOCK.nanoTime();
                    if (left <= 0) {
                        return !gaveUp(waiter);
                    }
                    LockSupport.parkNanos(this, left);
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            return true;
        } catch (InterruptedException | RuntimeException | Error e) {
            if (!gaveUp(waiter)) {
                waking.set(false);
                wakeNext();
            }
            throw e;
        }
    }

    void release() {
        permits.incrementAndGet();
        wakeNext();
    }

    private Waiter waitHere() {
        Waiter waiter = new Waiter(Thread.currentThread());
        do {
            waiter.before = last.get();
        } while (!last.compareAndSet(waiter.before, waiter));
        wakeNext(); // whoever released before that saw nobody wait
        return waiter;
    }

    /** Wakes a thread if there is a permit for it and none is on its way. */
    private void wakeNext() {
        boolean woken = false;
        while (!woken && permits.get() > 0 && last.get() != null && waking.compareAndSet(false, true)) {
            try {
                Waiter waiter = pop();
                woken = waiter != null && waiter.wake();
            } finally {
                if (!woken) {
                    waking.set(false);
                }
            }
        }
    }

    /** Whether the wait ends without a permit; if not, it was woken at the last moment. */
    private boolean gaveUp(Waiter waiter) {
        boolean gaveUp = waiter.giveUp();
        if (gaveUp) {
            forgetLeavers();
        }
        return gaveUp;
    }

    private @Nullable Waiter pop() {
        Waiter waiter = last.get();
        while (waiter != null && !last.compareAndSet(waiter, waiter.before)) {
            waiter = last.get();
        }
        return waiter;
    }

    /**
     * Takes those who have left out of the stack. Where several do it at once, one may put back what another took out, for the next to
     * find; never one that was woken, because it was above all others when it was.
     */
    private void forgetLeavers() {
        Waiter top = last.get();
        while (top != null && top.hasLeft()) {
            last.compareAndSet(top, top.before);
            top = last.get();
        }
        for (Waiter waiter = top; waiter != null; waiter = waiter.before) {
            Waiter below = waiter.before;
            while (below != null && below.hasLeft()) {
                below = below.before;
            }
            waiter.before = below;
        }
    }

    private static final class Waiter extends AtomicInteger {
        private static final long serialVersionUID = 1;
        private static final int WAITS = 0;
        private static final int WOKEN = 1;
        private static final int LEFT = 2;

        private final Thread thread;
        private volatile @Nullable Waiter before; // in the stack

        Waiter(Thread thread) {
            this.thread = thread;
        }

        boolean isWoken() {
            return get() == WOKEN;
        }

        boolean hasLeft() {
            return get() == LEFT;
        }

        boolean wake() {
            boolean wakes = compareAndSet(WAITS, WOKEN);
            if (wakes) {
                LockSupport.unpark(thread);
            }
            return wakes;
        }

        boolean giveUp() {
            return compareAndSet(WAITS, LEFT);
        }
    }
}
