package io.volant.rpc.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A clock that goes from task to task, and the tasks: by their time, and those of the same time in the order in which they came. A task
 * that throws ends the simulation, for nobody else would hear of it. Confined to its thread.
 */
final class VirtualTime extends AbstractExecutorService implements ScheduledExecutorService {
    private static final long BEGIN_NANOS = TimeUnit.DAYS.toNanos(1);
    private static final int MOST_AT_ONCE = 1_000_000;

    private final PriorityQueue<Task<?>> tasks = new PriorityQueue<>(
            Comparator.<Task<?>>comparingLong(task -> task.dueNanos).thenComparingLong(task -> task.number));
    private long nowNanos = BEGIN_NANOS;
    private long added;
    private int atOnce; // tasks that ran since time passed last
    private boolean running;
    private @Nullable Throwable failure;

    long nanoTime() {
        return nowNanos;
    }

    /** Since the beginning. */
    Duration elapsed() {
        return Duration.ofNanos(nowNanos - BEGIN_NANOS);
    }

    /** Whether the caller is a task. */
    boolean running() {
        return running;
    }

    /** Runs the next task unless it is later than {@code latestNanos}; then, time is that, and the answer false. */
    boolean step(long latestNanos) {
        if (running) {
            throw new IllegalStateException(
                    "time does not pass within a task (expected: advance and runUntil in the scenario itself)");
        }
        Task<?> next = tasks.peek();
        while (next != null && next.isCancelled()) {
            tasks.remove();
            next = tasks.peek();
        }
        if (next == null || next.dueNanos - latestNanos > 0) {
            pass(latestNanos);
            return false;
        }
        tasks.remove();
        pass(next.dueNanos);
        if (++atOnce > MOST_AT_ONCE) {
            throw new AssertionError(MOST_AT_ONCE + " tasks without any time between them, after " + elapsed());
        }
        run(next);
        return true;
    }

    private void pass(long untilNanos) {
        if (untilNanos > nowNanos) {
            nowNanos = untilNanos;
            atOnce = 0;
        }
    }

    private void run(Task<?> task) {
        running = true;
        try {
            task.run();
        } finally {
            running = false;
        }
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            throw new AssertionError("a task threw " + thrown + " after " + elapsed(), thrown);
        }
    }

    private <T extends Task<?>> T add(T task) {
        if (!(Thread.currentThread() instanceof SimulationThread)) {
            throw new IllegalStateException(
                    "task on thread \"" + Thread.currentThread().getName()
                            + "\" (expected: on that of the simulation, where everything happens)");
        }
        tasks.add(task);
        return task;
    }

    @Override
    public void execute(Runnable command) {
        add(new Task<>(command, 0));
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return add(new Task<>(command, unit.toNanos(delay)));
    }

    @Override
    public <V extends @Nullable Object> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return add(new Task<>(callable, unit.toNanos(delay)));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException("repeated tasks: none in a simulation");
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("repeated tasks: none in a simulation");
    }

    @Override
    protected <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Callable<T> callable) {
        return new Task<>(callable, 0);
    }

    /** Without effect: it ends with the simulation. */
    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
        return new ArrayList<>();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return false;
    }

    private final class Task<V extends @Nullable Object> extends FutureTask<V> implements ScheduledFuture<V> {
        private final long dueNanos;
        private final long number = added++;

        Task(Callable<V> callable, long delayNanos) {
            super(callable);
            this.dueNanos = nowNanos + Math.max(0, delayNanos);
        }

        @SuppressWarnings("NullAway") // the result of a Runnable is nothing
        Task(Runnable runnable, long delayNanos) {
            super(runnable, null);
            this.dueNanos = nowNanos + Math.max(0, delayNanos);
        }

        @Override
        protected void setException(Throwable thrown) {
            super.setException(thrown);
            failure = thrown;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNanos - nowNanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
