package io.volant.rpc.benchmarks.chaos;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Tells when a client has got warm and calls all servers: one that is left out at first, because it is new and slow, would not meet what
 * is done to it. Confined to one thread but for {@link #onAnswer}.
 */
final class WarmUp {
    private static final int LEAST_CALLS = 1_200;

    /** Within {@link #ROUND} calls, of each server. */
    private static final int LEAST_ANSWERS = 60;

    private static final int ROUND = 300;

    /** On a machine where some server stays much slower than the others, the trial begins all the same. */
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final long start = System.nanoTime();
    private final AtomicIntegerArray answers;
    private int calls;

    WarmUp(int servers) {
        this.answers = new AtomicIntegerArray(servers);
    }

    /** A server has answered. */
    void onAnswer(int server) {
        answers.incrementAndGet(server);
    }

    /** Asked before each call. */
    boolean isOver() {
        boolean well = calls % ROUND == 0 && allAnswered() && calls >= LEAST_CALLS;
        calls++;
        return well || System.nanoTime() - start > MOST_NANOS;
    }

    private boolean allAnswered() {
        boolean all = true;
        for (int server = 0; server < answers.length(); server++) {
            all &= answers.getAndSet(server, 0) >= LEAST_ANSWERS;
        }
        return all;
    }
}
