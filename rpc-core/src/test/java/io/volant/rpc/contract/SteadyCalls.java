package io.volant.rpc.contract;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/** Calls without a pause until {@link #stop}, two threads blocking and one ahead of its answers; the right answer is one more. */
public final class SteadyCalls {
    private static final int AHEAD = 64;

    private final IntUnaryOperator blocking;
    private final IntFunction<CompletableFuture<Integer>> later;
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final List<CompletableFuture<Void>> callers;

    /** Begins at once. */
    public SteadyCalls(IntUnaryOperator blocking, IntFunction<CompletableFuture<Integer>> later) {
        this.blocking = blocking;
        this.later = later;
        this.callers = List.of(caller(this::callBlocking), caller(this::callBlocking), caller(this::callAhead));
    }

    /** Calls that were made. */
    public int made() {
        return made.get();
    }

    /** Calls that had the right answer. */
    public int answered() {
        return answered.get();
    }

    /** What other calls ended with. */
    public Queue<Throwable> failures() {
        return failures;
    }

    /** Returns when all calls have ended. */
    public void stop() {
        over.set(true);
        callers.forEach(Events::get);
    }

    private void callBlocking() {
        while (!over.get()) {
            int number = made.getAndIncrement();
            try {
                ended(number, blocking.applyAsInt(number));
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
    }

    private void callAhead() {
        Semaphore places = new Semaphore(AHEAD);
        while (!over.get()) {
            places.acquireUninterruptibly();
            int number = made.getAndIncrement();
            later.apply(number).whenComplete((answer, error) -> {
                if (error != null) {
                    failures.add(error);
                } else {
                    ended(number, answer);
                }
                places.release();
            });
        }
        places.acquireUninterruptibly(AHEAD);
    }

    private void ended(int number, int answer) {
        if (answer == number + 1) {
            answered.incrementAndGet();
        } else {
            failures.add(new AssertionError(number + " was answered " + answer));
        }
    }

    private static CompletableFuture<Void> caller(Runnable calls) {
        return CompletableFuture.runAsync(calls, task -> new Thread(task, "caller").start());
    }
}
