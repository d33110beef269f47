package io.volant.rpc.testing;

import io.volant.rpc.Ticker;
import io.volant.rpc.testing.LinkFaults.Flow;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is under way in one direction of a connection, in order, each thing until its time has come by the faults of now. One thread
 * puts, one takes, and any may change the faults.
 */
final class DelayLine {
    private static final int MOST_BYTES = 1 << 20; // then the sender waits, as for a network that is full
    private static final int PIECES_PER_SECOND = 50; // of a line with a rate
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Ticker ticker = Ticker.system();
    private final SplittableRandom random;
    private final EvidenceCount count;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Waiting> waiting = new ArrayDeque<>(); // guarded by lock, as what follows
    private LinkFaults faults;
    private long bytes;
    private long freeNanos = ticker.nanoTime(); // when a line with a rate has room again
    private long left; // bytes until the stream is cut short
    private boolean ended; // the receiver was told so: what still comes is lost
    private boolean closed;

    DelayLine(LinkFaults faults, SplittableRandom random, EvidenceCount count) {
        this.faults = faults;
        this.left = faults.truncateAfter();
        this.random = random;
        this.count = count;
    }

    /** Something to deliver, and by which faults. {@code cutShort}: the stream ends behind it, whatever its sender sends. */
    record Delivery(Waiting what, LinkFaults faults, boolean cutShort) {}

    /** Adds what was sent; waits while the line is full. Without effect once it is closed. */
    void put(Waiting.Kind kind, ByteBuffer content) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (bytes >= MOST_BYTES && !closed) {
                changed.await();
            }
            waiting.add(new Waiting(kind, ticker.nanoTime(), random.nextDouble(), content));
            bytes += content.remaining();
            if (faults.flow() == Flow.HOLD) {
                count.held.addAndGet(content.remaining());
            } else if (faults.delays()) {
                count.delayed.addAndGet(content.remaining());
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for what is to be delivered next; nothing when the line was closed. */
    Optional<Delivery> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed) {
                Waiting head = waiting.peek();
                if (head == null || (faults.flow() == Flow.HOLD && !ended)) {
                    changed.await();
                } else if (nanosUntilDue(head) <= 0) {
                    return Optional.of(takeFrom(head));
                } else {
                    changed.awaitNanos(nanosUntilDue(head));
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private long nanosUntilDue(Waiting head) {
        if (ended || faults.flow() == Flow.LOSE) {
            return 0;
        }
        long now = ticker.nanoTime();
        long due = head.dueNanos(faults) - now;
        return faults.bytesPerSecond() == LinkFaults.UNLIMITED ? due : Math.max(due, freeNanos - now);
    }

    private Delivery takeFrom(Waiting head) {
        waiting.remove();
        ByteBuffer content = head.bytes();
        int all = content.remaining();
        if (ended || faults.flow() == Flow.LOSE) {
            take(all);
            return new Delivery(head, LinkFaults.lost(), false);
        }
        int length = (int) Math.min(all, left);
        if (faults.bytesPerSecond() != LinkFaults.UNLIMITED) {
            length = (int) Math.min(length, Math.max(1, faults.bytesPerSecond() / PIECES_PER_SECOND));
            freeNanos = ticker.nanoTime() + (long) ((double) length / faults.bytesPerSecond() * SECOND_NANOS);
        }
        take(length);
        if (length < all) {
            waiting.addFirst(head.with(content.slice(length, all - length)));
            ended = left == 0;
        }
        return new Delivery(head.with(content.slice(0, length)), faults, ended);
    }

    private void take(int length) {
        bytes -= length;
        if (left != LinkFaults.UNLIMITED) {
            left -= length;
        }
        changed.signalAll();
    }

    /** What is under way, too, goes on by the faults given. */
    void set(LinkFaults next) {
        lock.lock();
        try {
            if (next.flow() == Flow.HOLD && faults.flow() != Flow.HOLD) {
                count.held.addAndGet(bytes);
            }
            faults = next;
            left = next.truncateAfter();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean passes() {
        lock.lock();
        try {
            return faults.flow() == Flow.PASS;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
