package io.volant.rpc.examples.demo;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;

/** The client's load: blocking threads, one caller with many calls in flight, and a steady stream of one-way calls. */
final class Load {
    static final int IN_FLIGHT = 256;
    static final int ONE_WAYS_PER_SECOND = 2_500;

    private static final long TURN_MILLIS = 10;
    private static final long PAUSE_MILLIS = 20; // after a failure: nobody hammers on a server that is gone
    private static final CallKind[] BLOCKING = {
        CallKind.EXIST_USER, CallKind.GET_USER, CallKind.EXIST_USER, CallKind.CREATE_USER,
        CallKind.EXIST_USER, CallKind.GET_USER, CallKind.EXIST_USER, CallKind.LIST_USER
    };
    private static final CallKind[] ASYNC = {CallKind.EXIST_USER_ASYNC, CallKind.GET_USER_ASYNC};

    private final Caller caller;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
    private final List<Thread> threads = new ArrayList<>();
    private final ScheduledExecutorService oneWays = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "load-one-way");
        thread.setDaemon(true);
        return thread;
    });

    Load(Caller caller, int blockingThreads) {
        this.caller = caller;
        for (int i = 1; i <= blockingThreads; i++) {
            int first = i;
            threads.add(daemon("load-" + i, () -> callBlocking(first)));
        }
        threads.add(daemon("load-async", this::callAsync));
    }

    /** The load as text. */
    static String describe(int blockingThreads) {
        return String.format(
                Locale.ROOT,
                "%d threads + %d in flight + %,d one-way/s, deadline 5 s",
                blockingThreads,
                IN_FLIGHT,
                ONE_WAYS_PER_SECOND);
    }

    void start() {
        threads.forEach(Thread::start);
        oneWays.scheduleAtFixedRate(this::callOneWay, TURN_MILLIS, TURN_MILLIS, MILLISECONDS);
    }

    /** Makes no further calls, and waits for those that were made; false when some have not ended in time. */
    boolean finish(Duration atMost) throws InterruptedException {
        stop.countDown();
        oneWays.shutdown();
        long end = System.nanoTime() + atMost.toNanos();
        boolean ended = oneWays.awaitTermination(atMost.toMillis(), MILLISECONDS);
        for (Thread thread : threads) {
            thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            ended &= !thread.isAlive();
        }
        return ended && inFlight.tryAcquire(IN_FLIGHT, Math.max(1, end - System.nanoTime()), NANOSECONDS);
    }

    private void callBlocking(int first) {
        for (int i = first; !stopped(0); i++) {
            CallState state = caller.call(BLOCKING[i % BLOCKING.length]).join();
            if (state.isError()) {
                stopped(PAUSE_MILLIS);
            }
        }
    }

    private void callAsync() {
        for (int i = 0; !stopped(0); i++) {
            inFlight.acquireUninterruptibly();
            caller.call(ASYNC[i % ASYNC.length]).thenAccept(state -> {
                if (state.isError()) {
                    CompletableFuture.delayedExecutor(PAUSE_MILLIS, MILLISECONDS)
                            .execute(inFlight::release);
                } else {
                    inFlight.release();
                }
            });
        }
    }

    private void callOneWay() {
        for (int i = 0; i < ONE_WAYS_PER_SECOND * TURN_MILLIS / 1_000; i++) {
            if (caller.call(CallKind.TOUCH).join().isError()) {
                return; // until the next turn
            }
        }
    }

    /** Whether the load was stopped, within {@code millis} from now. */
    private boolean stopped(long millis) {
        try {
            return stop.await(millis, MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
