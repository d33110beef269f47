package io.volant.rpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Exactly so many handlers at once, then a bounded queue, then refusal at once: of the newcomer, or of what is worth less. */
final class WorkerPool {
    /** A call for a worker. */
    interface Work {
        Priority priority();

        /** Whether nobody waits for it any more. Neither blocks nor throws. */
        boolean over();

        /** Runs the handler. */
        void run();

        /** Ends the call that has {@linkplain #run run}, or thrown: its worker's place is free for the next one. */
        void end();

        /** Ends the call instead of {@link #run}: it is over. */
        void drop();

        /** Ends the call instead of {@link #run}, which never happens. */
        void refuse(Status status, String why);
    }

    /**
     * What the pools of a server have in common.
     *
     * @param virtual whether their workers are virtual threads
     * @param fixedLimit whether their limits stay, instead of adapting to the load
     * @param spin for how long a worker looks for its next call before it sleeps, at most
     */
    record Kind(boolean virtual, boolean fixedLimit, Ticker ticker, Duration spin) {
        Kind withFixedLimit() {
            return new Kind(virtual, true, ticker, spin);
        }

        /** A pool with so many workers and a queue for so many calls, or, where that is negative, for as many as suit them. */
        WorkerPool pool(String owner, int workers, int queue) {
            return new WorkerPool(
                    owner, virtual, workers, limit(workers, queue), new AdaptiveSpin(Ticker.system(), spin));
        }

        private AdaptiveLimit limit(int workers, int given) {
            int queue = given >= 0 ? given : WorkerCounts.queueUnlessGiven(workers);
            if (fixedLimit) {
                return AdaptiveLimit.fixed(workers, queue);
            }
            return given >= 0
                    ? AdaptiveLimit.of(workers, queue, ticker)
                    : AdaptiveLimit.growing(workers, queue, ticker);
        }
    }

    private static final long IDLE_SECONDS = 10; // of a virtual thread; others stay

    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    // of whoever starts the server: its handlers find there what the rest of their application finds
    private final @Nullable ClassLoader context = Thread.currentThread().getContextClassLoader();
    private final ThreadPoolExecutor pool;
    private final CallQueue waiting;
    private final String owner;
    private final boolean virtual;
    private final int workers;
    private final AdaptiveLimit limit;
    // bounds what runs and what waits together: a bound on the queue alone refuses calls that come in a burst, because
    // an idle
    // worker takes its next call out of the queue, and a little later than the call is put there
    private final AtomicInteger accepted = new AtomicInteger();
    private final PerPriority<LongAdder> refused = PerPriority.of(LongAdder::new);
    private final LongAdder expired = new LongAdder();

    /**
     * Workers that start with the first calls.
     *
     * @param owner of whose calls they are, as a part of their names; empty for those of all services
     * @param virtual whether they are virtual threads
     * @param limit on what runs and waits together; of this pool alone
     * @param spin for a worker that has nothing to do; of this pool alone
     */
    WorkerPool(String owner, boolean virtual, int workers, AdaptiveLimit limit, AdaptiveSpin spin) {
        this.owner = owner;
        this.virtual = virtual;
        this.workers = workers;
        this.limit = limit;
        waiting = new CallQueue(spin, limit::onTaken);
        pool = new ThreadPoolExecutor(workers, workers, IDLE_SECONDS, TimeUnit.SECONDS, waiting, threads("")) {
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

    /** Runs the call on a worker, now or when one is free, or refuses it at once; throws when no thread can be started. */
    void execute(Work call) {
        int most = limit.now();
        if (accepted.incrementAndGet() > most && !makesRoom(call.priority())) {
            accepted.decrementAndGet();
            limit.onRefused();
            String why = "all " + workers + " workers are busy and " + (most - workers) + " calls wait";
            refuse(call, Status.OVERLOADED, why + limits(most, call));
            return;
        }
        try {
            pool.execute(new Accepted(call));
        } catch (RejectedExecutionException e) {
            accepted.decrementAndGet();
            refuse(call, Status.UNAVAILABLE, "the server is shutting down");
        } catch (Throwable e) {
            accepted.decrementAndGet();
            throw e;
        }
    }

    /** Frees the place of a call that waits, for one of such a priority. */
    private boolean makesRoom(Priority newcomer) {
        Optional<CallQueue.Call> leaving = waiting.makeRoom(newcomer);
        if (leaving.isEmpty()) {
            return false;
        }
        accepted.decrementAndGet();
        Work call = ((Accepted) leaving.get()).call;
        if (call.over()) {
            call.drop();
        } else {
            limit.onRefused();
            String why = "a call of priority " + newcomer + " took its place in the queue";
            refuse(call, Status.OVERLOADED, why + limits(limit.now(), call));
        }
        return true;
    }

    private String limits(int now, Work call) {
        int most = limit.most(); // before the limit in force, which grows first
        String lowered = limit.now() >= most ? "" : ", lowered from " + most + " under this load";
        return " (limit " + now + lowered + "; priority " + call.priority() + ")";
    }

    private void refuse(Work call, Status status, String why) {
        refused.get(call.priority()).increment();
        FlightEvents.refused("workers", status, call.priority());
        call.refuse(status, why);
    }

    /** A call was over before a handler began. */
    void onExpired() {
        expired.increment();
    }

    WorkerStats stats() {
        int most = limit.most();
        return new WorkerStats(
                owner,
                workers,
                active(),
                Math.min(limit.now(), most),
                most - workers,
                waiting.size(),
                refused.map(LongAdder::sum),
                expired.sum());
    }

    String owner() {
        return owner;
    }

    int workers() {
        return workers;
    }

    /** How many calls may wait now, when nothing is wrong. */
    int queue() {
        return limit.most() - workers;
    }

    /** The limit on running and waiting calls in force. */
    int limit() {
        return limit.now();
    }

    /** Handlers that run now. */
    int active() {
        return pool.getActiveCount();
    }

    /** Runs what is queued and then ends; does not block. */
    void shutdown() {
        pool.shutdown();
    }

    /** Refuses what is queued and takes nothing more; what runs goes on. Does not block. */
    void refuseWaiting() {
        pool.shutdown();
        List<Runnable> waiting = new ArrayList<>();
        pool.getQueue().drainTo(waiting);
        waiting.forEach(WorkerPool::refuse);
    }

    /** Interrupts the handlers that still run and refuses what is queued; does not block. */
    void shutdownNow() {
        pool.shutdownNow().forEach(WorkerPool::refuse);
    }

    private static void refuse(Runnable queued) {
        ((Accepted) queued).call.refuse(Status.UNAVAILABLE, "the server is shutting down");
    }

    /** Completes when no handler runs any more, after a shutdown. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    private final class Accepted implements CallQueue.Call {
        private final Work call;

        Accepted(Work call) {
            this.call = call;
        }

        @Override
        public Priority priority() {
            return call.priority();
        }

        @Override
        public boolean over() {
            return call.over();
        }

        @Override
        public void run() {
            try {
                call.run();
            } finally {
                accepted.decrementAndGet(); // before the answer: its receiver may call again at once
                call.end();
            }
        }
    }
}
