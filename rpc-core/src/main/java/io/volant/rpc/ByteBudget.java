package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A number of bytes that many reserve from and give back to. Thread-safe; exact: what was reserved is never above the limit, but for
 * what {@link #add} put on top.
 *
 * <p>Who must not wait asks {@link #reserve}: one atomic operation while there is room. Who may wait stands in line: whoever came
 * first gets its room first, and nobody passes by while somebody waits, so that small ones cannot starve a large one. The room of
 * the first in line is taken by whoever gives enough back, before it wakes the one that waits.
 */
public final class ByteBudget {
    private final long limit;
    private final AtomicLong used = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock(); // not a monitor: virtual threads wait here
    private final ArrayDeque<Waiter> line = new ArrayDeque<>(); // guarded by lock
    private volatile long wanted; // by the first in line; 0 while nobody waits; written under lock

    /** A budget of {@code limit} bytes. */
    public ByteBudget(long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: > 0)");
        }
        this.limit = limit;
    }

    public long limit() {
        return limit;
    }

    /** Bytes that are reserved now. */
    public long inUse() {
        return used.get();
    }

    /** Reserves all of {@code bytes}, or nothing and says so; nothing while others wait for room. */
    public boolean reserve(long bytes) {
        return wanted == 0 && take(bytes);
    }

    /** Takes {@code bytes} whether there is room or not, for what exists already and cannot be refused. */
    public void add(long bytes) {
        used.addAndGet(bytes);
    }

    /** Gives back what was reserved or added; whoever did so calls this once. */
    public void giveBack(long bytes) {
        long left = used.addAndGet(-bytes);
        long first = wanted;
        if (first != 0 && left + first <= limit) {
            lock.lock();
            try {
                serveLine();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Whether somebody waits for room, whom nobody may pass. */
    boolean awaited() {
        return wanted != 0;
    }

    /** Whether there is no room for anybody, because all is used up or somebody waits. */
    boolean crowded() {
        return wanted != 0 || used.get() >= limit;
    }

    /**
     * Reserves all of {@code bytes}, which must not be above the limit; waits until there is room. False when the deadline passed or
     * the scope was cancelled before. Not for event loops; a virtual thread that waits here frees its carrier.
     *
     * @throws InterruptedException if the thread was interrupted; then nothing is reserved
     */
    boolean await(long bytes, Deadline deadline, CallScope scope) throws InterruptedException {
        requireNonNull(scope, "scope");
        if (reserve(bytes)) {
            return true;
        }
        Waiter waiter = new Waiter(bytes, lock.newCondition());
        lock.lock();
        try {
            line.add(waiter);
            serveLine();
        } finally {
            lock.unlock();
        }
        scope.onCancel(() -> wake(waiter));
        lock.lock();
        try {
            long left = deadline.remainingNanos();
            while (!waiter.served && !scope.cancelled() && left > 0) {
                waiter.turn.awaitNanos(left);
                left = deadline.remainingNanos();
            }
            return waiter.served;
        } catch (InterruptedException e) {
            if (!waiter.served) {
                throw e;
            }
            Thread.currentThread().interrupt();
            return true;
        } finally {
            if (!waiter.served) {
                line.remove(waiter);
                serveLine();
            }
            lock.unlock();
        }
    }

    private void wake(Waiter waiter) {
        lock.lock();
        try {
            waiter.turn.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock: gives room to the first in line while there is enough, and lets others in once nobody is left. */
    private void serveLine() {
        Waiter first;
        while ((first = line.peek()) != null) {
            wanted = first.bytes; // before the look: whoever gives back after it sees this
            if (!take(first.bytes)) {
                return;
            }
            line.remove();
            first.served = true;
            first.turn.signal();
        }
        wanted = 0;
    }

    private boolean take(long bytes) {
        long now;
        do {
            now = used.get();
            if (now + bytes > limit) {
                return false;
            }
        } while (!used.compareAndSet(now, now + bytes));
        return true;
    }

    @Override
    public String toString() {
        return inUse() + " of " + limit + " bytes";
    }

    /** One that waits; guarded by the lock. */
    private static final class Waiter {
        private final long bytes;
        private final Condition turn;
        private boolean served;

        Waiter(long bytes, Condition turn) {
            this.bytes = bytes;
            this.turn = turn;
        }
    }
}
