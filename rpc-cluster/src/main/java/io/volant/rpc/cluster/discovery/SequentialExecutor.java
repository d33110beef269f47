package io.volant.rpc.cluster.discovery;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one at a time, in order, on the threads of an executor, or on the calling thread where that takes none any more.
 * Thread-safe; a task that throws is logged and harms no other.
 */
public final class SequentialExecutor implements Executor {
    private static final Logger log = LoggerFactory.getLogger(SequentialExecutor.class);

    private final Executor threads;
    private final Queue<Runnable> tasks = new ArrayDeque<>(); // guarded by this, as running
    private boolean running;

    /** On the threads of an executor; with {@code Runnable::run} on one of those that bring the tasks. */
    public SequentialExecutor(Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            tasks.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        try {
            threads.execute(this::run);
        } catch (RejectedExecutionException | IllegalStateException e) { // whose owner has closed them
            run();
        }
    }

    private void run() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (Throwable e) {
                log.warn("event=discovery_listener_failed", e);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable task = tasks.poll();
        running = task != null;
        return task;
    }
}
