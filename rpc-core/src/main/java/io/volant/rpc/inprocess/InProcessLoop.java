package io.volant.rpc.inprocess;

import io.volant.rpc.EventLoopThread;
import io.volant.rpc.VolantRuntime;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event loop of a runtime: requests arrive and responses complete on its one thread, in the order of their tasks. */
final class InProcessLoop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(InProcessLoop.class);

    private final VolantRuntime runtime;
    private final ScheduledExecutorService timer;
    private final ThreadPoolExecutor thread;
    private final Set<AutoCloseable> users = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private InProcessLoop(VolantRuntime runtime, ScheduledExecutorService timer) {
        this.runtime = runtime;
        this.timer = timer;
        this.thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), LoopThread::new);
        // when the runtime has gone, calls still end, on whichever thread ends them
        thread.setRejectedExecutionHandler((task, pool) -> task.run());
    }

    static InProcessLoop of(VolantRuntime runtime) {
        ScheduledExecutorService timer = runtime.timer();
        return runtime.shared(InProcessLoop.class, () -> new InProcessLoop(runtime, timer));
    }

    /** Runs the task later on the loop, never within this call while the runtime lives. */
    void execute(Runnable task) {
        thread.execute(() -> runSafely(task));
    }

    /** Runs a task that may block, and so does not belong on the loop. */
    void executeElsewhere(Runnable task) {
        try {
            runtime.executor().execute(task);
        } catch (IllegalStateException | RejectedExecutionException e) { // the runtime, or its executor, has gone
            task.run();
        }
    }

    /** Runs the task on the loop after {@code delay}; never when the runtime has gone before. */
    Future<?> after(Duration delay, Runnable task) {
        try {
            return timer.schedule(() -> execute(task), TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Closes {@code user} when the runtime closes before it. */
    void closeWithRuntime(AutoCloseable user) {
        users.add(user);
        if (closed) { // looked at after the addition, so that close() misses none
            closeSafely(user);
        }
    }

    void forget(AutoCloseable user) {
        users.remove(user);
    }

    @Override
    public void close() {
        closed = true;
        users.forEach(InProcessLoop::closeSafely);
        thread.shutdown(); // what is queued still runs
    }

    private static void closeSafely(AutoCloseable user) {
        try {
            user.close();
        } catch (Exception e) {
            log.warn("event=close_failed user={}", user, e);
        }
    }

    private static void runSafely(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            log.error("event=loop_task_failed", e);
        }
    }

    private static final class LoopThread extends Thread implements EventLoopThread {
        LoopThread(Runnable loop) {
            super(null, loop, "volant-inprocess", 0, false);
            setDaemon(true);
            setContextClassLoader(LoopThread.class.getClassLoader()); // not that of whoever came first
        }
    }
}
