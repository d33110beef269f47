package io.volant.rpc;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs the asynchronous stages of callers that brought no executor: a few threads that end when idle. */
final class CallbackThreads implements Executor, AutoCloseable {
    private static final int THREADS = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
    private static final long KEEP_ALIVE_SECONDS = 10;

    private final ThreadPoolExecutor pool;

    CallbackThreads() {
        pool = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                DaemonThreads.numbered("volant-callback-"),
                (task, closed) -> task.run()); // the queue has no bound: only a closed pool rejects
        pool.allowCoreThreadTimeOut(true);
    }

    /** Runs on the calling thread once the runtime is closed, so that no stage is lost. */
    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
