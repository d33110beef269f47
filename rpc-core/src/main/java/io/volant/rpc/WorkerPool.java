package io.volant.rpc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Exactly so many handlers at once, then a bounded queue, then refusal at once. */
final class WorkerPool {
    /** A call for a worker. */
    interface Work {
        /** Runs the handler, and returns what ends the call: to be run once the handler's place is free for the next one. */
        Runnable run();

        /** Ends the call instead of {@link #run}, when no worker will take it any more. */
        void refuse();
    }

    private static final long IDLE_SECONDS = 10; // of a virtual thread; others stay

    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    // of whoever starts the server: its handlers find there what the rest of their application finds
    private final @Nullable ClassLoader context = Thread.currentThread().getContextClassLoader();
    private final ThreadPoolExecutor pool;
    private final String owner;
    private final boolean virtual;
    private final int workers;
    private final int queue;
    // bounds what runs and what waits together: a bound on the queue alone refuses calls that come in a burst, because
    // an
    // idle worker takes its next call out of the queue, and a little later than the call is put there
    private final AtomicInteger accepted = new AtomicInteger();
    private final LongAdder refused = new LongAdder();
    private final LongAdder expired = new LongAdder();

    /**
     * Workers that start with the first calls.
     *
     * @param owner of whose calls they are, as a part of their names; empty for those of all services
     * @param virtual whether they are virtual threads
     */
    WorkerPool(String owner, boolean virtual, int workers, int queue) {
        this.owner = owner;
        this.virtual = virtual;
        this.workers = workers;
        this.queue = queue;
        pool =
                new ThreadPoolExecutor(
                        workers, workers, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads("")) {
                    @Override
                    protected void terminated() {
                        ended.complete(null);
                    }
                };
        pool.allowCoreThreadTimeOut(virtual); // a virtual thread is made as easily as it is kept
    }

    /** Names the threads after a server. */
    void name(String server) {
        pool.setThreadFactory(threads(server + "-"));
    }

    private ThreadFactory threads(String server) {
        String prefix = "volant-worker-" + server + (owner.isEmpty() ? "" : owner + "-");
        return virtual ? VirtualThreads.numbered(prefix, context) : DaemonThreads.numbered(prefix, context);
    }

    /**
     * Runs the call on a worker, now or when one is free.
     *
     * @throws RejectedExecutionException if the queue is full or the pool has shut down
     */
    void execute(Work call) {
        if (accepted.incrementAndGet() > workers + queue) {
            accepted.decrementAndGet();
            onRefused(Status.OVERLOADED);
            throw new RejectedExecutionException();
        }
        try {
            pool.execute(new Accepted(call));
        } catch (RejectedExecutionException e) {
            accepted.decrementAndGet();
            onRefused(Status.UNAVAILABLE);
            throw e;
        }
    }

    /** Why {@link #execute} refused a call. */
    Failure refusal(Request request) {
        String why = pool.isShutdown()
                ? "the server is shutting down"
                : "all " + workers + " workers are busy and " + queue + " calls wait";
        Status status = pool.isShutdown() ? Status.UNAVAILABLE : Status.OVERLOADED;
        return Failure.of(status, Outcome.REJECTED, request.method() + ": " + why + ". " + Outcome.REJECTED.sentence());
    }

    private void onRefused(Status status) {
        refused.increment();
        FlightEvents.refused("workers", status);
    }

    /** A call was over before a handler began. */
    void onExpired() {
        expired.increment();
    }

    WorkerStats stats() {
        int waiting = pool.getQueue().size();
        return new WorkerStats(owner, workers, active(), queue, waiting, refused.sum(), expired.sum());
    }

    int workers() {
        return workers;
    }

    int queue() {
        return queue;
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
            ((Accepted) queued).call.refuse();
        }
    }

    /** Completes when no handler runs any more, after a shutdown. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    private final class Accepted implements Runnable {
        private final Work call;

        Accepted(Work call) {
            this.call = call;
        }

        @Override
        public void run() {
            Runnable end = () -> {};
            try {
                end = call.run();
            } finally {
                accepted.decrementAndGet(); // before the answer: its receiver may call again at once
                end.run();
            }
        }
    }
}
