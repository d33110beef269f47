package io.volant.rpc.zookeeper;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one registry beside those of Curator: {@code volant-zookeeper}, on which listeners are told, and at most two on which
 * it waits for ZooKeeper, {@code volant-zookeeper-1…}. All are daemons. What comes after the end is not run.
 */
final class ZooKeeperThreads implements AutoCloseable {
    private static final int WAITING = 2;
    private static final int IDLE_SECONDS = 10;

    private final ScheduledThreadPoolExecutor news = new ScheduledThreadPoolExecutor(1, named("volant-zookeeper"));
    private final ThreadPoolExecutor waiting;

    ZooKeeperThreads() {
        AtomicInteger next = new AtomicInteger(1);
        waiting = new ThreadPoolExecutor(
                WAITING,
                WAITING,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> named("volant-zookeeper-" + next.getAndIncrement()).newThread(task));
        waiting.allowCoreThreadTimeOut(true);
        news.setRemoveOnCancelPolicy(true);
        news.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        news.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(null, task, name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(ZooKeeperThreads.class.getClassLoader());
            return thread;
        };
    }

    /** Where listeners are told, one at a time. */
    void tell(Runnable task) {
        tellAfter(Duration.ZERO, task);
    }

    void tellAfter(Duration delay, Runnable task) {
        try {
            news.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // the registry is closed, and nobody is told any more
        }
    }

    void tellEvery(Duration interval, Runnable task) {
        news.scheduleWithFixedDelay(task, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs what may wait for ZooKeeper; false when it never will, since the registry is closed. */
    boolean block(Runnable task) {
        try {
            waiting.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    @Override
    public void close() {
        news.shutdown();
        waiting.shutdownNow();
    }
}
