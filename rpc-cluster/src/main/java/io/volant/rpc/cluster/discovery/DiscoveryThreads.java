package io.volant.rpc.cluster.discovery;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a runtime on which discovery may block: at most four daemons, {@code volant-discovery-1…}, which end when they have
 * had nothing to do for a while.
 */
final class DiscoveryThreads implements Executor, AutoCloseable {
    private static final int MOST = 4;
    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;

    DiscoveryThreads() {
        AtomicInteger next = new AtomicInteger(1);
        threads = new ThreadPoolExecutor(
                MOST, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(null, task, "volant-discovery-" + next.getAndIncrement(), 0, false);
                    thread.setDaemon(true);
                    thread.setContextClassLoader(DiscoveryThreads.class.getClassLoader());
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** @throws RejectedExecutionException if the runtime is closed */
    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
