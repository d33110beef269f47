package io.volant.rpc;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Exactly so many handlers at once, then a bounded queue, then refusal at once. */
final class WorkerPool {
    /** A call for a worker. */
    interface Work extends Runnable {
        /** Ends the call instead of {@link #run}, when no worker will take it any more. */
        void refuse();
    }

    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final ThreadPoolExecutor pool;
    private final int workers;
    private final int queue;

    WorkerPool(int workers, int queue) {
        this.workers = workers;
        this.queue = queue;
        BlockingQueue<Runnable> waiting = queue == 0 ? new SynchronousQueue<>() : new LinkedBlockingQueue<>(queue);
        pool =
                new ThreadPoolExecutor(
                        workers, workers, 0, TimeUnit.SECONDS, waiting, DaemonThreads.numbered("volant-worker-")) {
                    @Override
                    protected void terminated() {
                        ended.complete(null);
                    }
                };
    }

    /** Names the threads after the port, which is known once the server listens; they start with the first call. */
    void name(int port) {
        pool.setThreadFactory(DaemonThreads.numbered("volant-worker-" + port + "-"));
    }

    /**
     * Runs the call on a worker, now or when one is free.
     *
     * @throws RejectedExecutionException if the queue is full or the pool has shut down
     */
    void execute(Work call) {
        pool.execute(call);
    }

    /** Why {@link #execute} refused a call. */
    Failure refusal(Request request) {
        String why = pool.isShutdown()
                ? "the server is shutting down"
                : "all " + workers + " workers are busy and " + queue + " calls wait";
        Status status = pool.isShutdown() ? Status.UNAVAILABLE : Status.OVERLOADED;
        return Failure.of(status, Outcome.REJECTED, request.method() + ": " + why + ". " + Outcome.REJECTED.sentence());
    }

    /** Handlers that run now. */
    int active() {
        return pool.getActiveCount();
    }

    /** Runs what is queued and then ends; does not block. */
    void shutdown() {
        pool.shutdown();
    }

    /** Interrupts the handlers that still run and refuses what is queued; does not block. */
    void shutdownNow() {
        for (Runnable queued : pool.shutdownNow()) {
            ((Work) queued).refuse();
        }
    }

    /** Completes when no handler runs any more, after a shutdown. */
    CompletableFuture<Void> ended() {
        return ended;
    }
}
