package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.util.AbstractQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait for a worker: the highest priority goes first, within one the first that came; who has to make room goes the
 * other way round. Unbounded, for its owner counts what runs together with what waits. Thread-safe.
 */
final class CallQueue extends AbstractQueue<Runnable> implements BlockingQueue<Runnable> {
    /** What waits. */
    interface Call extends Runnable {
        Priority priority();

        /** Whether nobody waits for it any more. Neither blocks nor throws. */
        boolean over();
    }

    private final PerPriority<ArrayDeque<Call>> lanes = PerPriority.of(ArrayDeque::new); // guarded by lock, as size
    private final List<ArrayDeque<Call>> ascending = lanes.ascending();
    private final List<ArrayDeque<Call>> descending = lanes.descending();
    private final IntConsumer onTaken;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private int size;

    /** A queue that tells, under its lock, how many calls wait whenever a worker has taken one. */
    CallQueue(IntConsumer onTaken) {
        this.onTaken = onTaken;
    }

    @Override
    public boolean offer(Runnable call) {
        Call waiting = (Call) requireNonNull(call, "call");
        lock.lock();
        try {
            lanes.get(waiting.priority()).addLast(waiting);
            size++;
            notEmpty.signal();
        } finally {
            lock.unlock();
        }
        return true;
    }

    @Override
    public void put(Runnable call) {
        offer(call);
    }

    @Override
    public boolean offer(Runnable call, long time, TimeUnit unit) {
        return offer(call);
    }

    @Override
    public Runnable take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (size == 0) {
                notEmpty.await();
            }
            return first();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable Runnable poll(long time, TimeUnit unit) throws InterruptedException {
        long left = unit.toNanos(time);
        lock.lockInterruptibly();
        try {
            while (size == 0) {
                if (left <= 0) {
                    return null;
                }
                left = notEmpty.awaitNanos(left);
            }
            return first();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable Runnable poll() {
        lock.lock();
        try {
            return size == 0 ? null : first();
        } finally {
            lock.unlock();
        }
    }

    /** The call that makes room for one of that priority: one that is over, or the youngest of the lowest priority below. */
    Optional<Call> makeRoom(Priority newcomer) {
        lock.lock();
        try {
            // calls of one time-out run out in the order in which they came
            for (ArrayDeque<Call> lane : ascending) {
                Call oldest = lane.peekFirst();
                if (oldest != null && oldest.over()) {
                    size--;
                    return Optional.of(lane.removeFirst());
                }
            }
            for (ArrayDeque<Call> lane : lanes.below(newcomer)) {
                if (!lane.isEmpty()) {
                    size--;
                    return Optional.of(lane.removeLast());
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean remove(@Nullable Object call) {
        lock.lock();
        try {
            boolean removed = descending.stream().anyMatch(lane -> lane.remove(call));
            size -= removed ? 1 : 0;
            return removed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int drainTo(Collection<? super Runnable> to) {
        return drainTo(to, Integer.MAX_VALUE);
    }

    @Override
    public int drainTo(Collection<? super Runnable> to, int most) {
        lock.lock();
        try {
            int drained = 0;
            while (size > 0 && drained < most) {
                to.add(first());
                drained++;
            }
            return drained;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable Runnable peek() {
        lock.lock();
        try {
            return inOrder().stream().findFirst().orElse(null);
        } finally {
            lock.unlock();
        }
    }

    /** Over what waits now, in the order in which it will be taken. */
    @Override
    public Iterator<Runnable> iterator() {
        lock.lock();
        try {
            return inOrder().iterator();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int remainingCapacity() {
        return Integer.MAX_VALUE;
    }

    private Runnable first() {
        int lane = 0;
        while (descending.get(lane).isEmpty()) {
            lane++;
        }
        size--;
        onTaken.accept(size);
        return descending.get(lane).removeFirst();
    }

    private List<Runnable> inOrder() {
        List<Runnable> waiting = new ArrayList<>(size);
        descending.forEach(waiting::addAll);
        return List.copyOf(waiting);
    }
}
