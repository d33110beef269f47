package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.util.AbstractQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait for a worker: the highest priority goes first, within one the first that came; who has to make room goes the
 * other way round. Unbounded, for its owner counts what runs together with what waits. Thread-safe; an event loop that adds a call
 * never waits for a worker that takes one.
 */
final class CallQueue extends AbstractQueue<Runnable> implements BlockingQueue<Runnable> {
    /** What waits. */
    interface Call extends Runnable {
        Priority priority();

        /** Whether nobody waits for it any more. Neither blocks nor throws. */
        boolean over();
    }

    // a permit for each call in arrived and lanes: who has one will find a call, under the lock
    private final LifoSemaphore waiting;
    private final Queue<Call> arrived = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final PerPriority<ArrayDeque<Call>> lanes = PerPriority.of(ArrayDeque::new); // guarded by lock
    private final List<ArrayDeque<Call>> ascending = lanes.ascending();
    private final List<ArrayDeque<Call>> descending = lanes.descending();
    private final IntConsumer onTaken;

    /**
     * A queue that is empty.
     *
     * @param spin for a worker that finds it empty
     * @param onTaken told, under the lock, how many calls wait whenever a worker has taken one
     */
    CallQueue(AdaptiveSpin spin, IntConsumer onTaken) {
        this.waiting = new LifoSemaphore(spin);
        this.onTaken = onTaken;
    }

    @Override
    public boolean offer(Runnable call) {
        arrived.add((Call) requireNonNull(call, "call"));
        waiting.release();
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
        waiting.acquire();
        return first();
    }

    @Override
    public @Nullable Runnable poll(long time, TimeUnit unit) throws InterruptedException {
        return waiting.tryAcquire(time, unit) ? first() : null;
    }

    @Override
    public @Nullable Runnable poll() {
        return waiting.tryAcquire() ? first() : null;
    }

    /** The call that makes room for one of that priority: one that is over, or the youngest of the lowest priority below. */
    Optional<Call> makeRoom(Priority newcomer) {
        if (waiting.availablePermits() == 0) {
            return Optional.empty();
        }
        lock.lock();
        try { // takes no permit to give it back: meanwhile the pool would not see that a call waits
            sort();
            for (ArrayDeque<Call> lane : ascending) {
                Call oldest = lane.peekFirst(); // calls of one time-out run out in the order in which they came
                if (oldest != null && oldest.over()) {
                    return waiting.tryAcquire() ? Optional.of(lane.removeFirst()) : Optional.empty();
                }
            }
            for (ArrayDeque<Call> lane : lanes.below(newcomer)) {
                if (!lane.isEmpty()) {
                    return waiting.tryAcquire() ? Optional.of(lane.removeLast()) : Optional.empty();
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean remove(@Nullable Object call) {
        if (!waiting.tryAcquire()) {
            return false;
        }
        boolean removed;
        lock.lock();
        try {
            sort();
            removed = descending.stream().anyMatch(lane -> lane.remove(call));
        } finally {
            lock.unlock();
        }
        if (!removed) {
            waiting.release();
        }
        return removed;
    }

    @Override
    public int drainTo(Collection<? super Runnable> to) {
        return drainTo(to, Integer.MAX_VALUE);
    }

    @Override
    public int drainTo(Collection<? super Runnable> to, int most) {
        int drained = 0;
        while (drained < most && waiting.tryAcquire()) {
            to.add(first());
            drained++;
        }
        return drained;
    }

    @Override
    public @Nullable Runnable peek() {
        return inOrder().stream().findFirst().orElse(null);
    }

    /** Over what waits now, in the order in which it will be taken. */
    @Override
    public Iterator<Runnable> iterator() {
        return inOrder().iterator();
    }

    @Override
    public int size() {
        return waiting.availablePermits();
    }

    @Override
    public int remainingCapacity() {
        return Integer.MAX_VALUE;
    }

    /** For who has a permit. */
    private Runnable first() {
        lock.lock();
        try {
            sort();
            int lane = 0;
            while (descending.get(lane).isEmpty()) {
                lane++;
            }
            onTaken.accept(waiting.availablePermits());
            return descending.get(lane).removeFirst();
        } finally {
            lock.unlock();
        }
    }

    private void sort() {
        for (Call call = arrived.poll(); call != null; call = arrived.poll()) {
            lanes.get(call.priority()).addLast(call);
        }
    }

    private List<Runnable> inOrder() {
        lock.lock();
        try {
            sort();
            List<Runnable> all = new ArrayList<>();
            descending.forEach(all::addAll);
            return List.copyOf(all);
        } finally {
            lock.unlock();
        }
    }
}
