package io.volant.rpc.examples.hello;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds every call inside the handler until it is let out, and counts how many are inside. Thread-safe. */
final class Turnstile implements ExampleService {
    private static final long PATIENCE_SECONDS = 10;

    private final ExampleService behind;
    private final int room;
    private final CompletableFuture<Void> crowded = new CompletableFuture<>();
    private final Semaphore entered = new Semaphore(0);
    private final Semaphore exits = new Semaphore(0);
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger mostInside = new AtomicInteger();

    Turnstile(ExampleService behind, int room) {
        this.behind = behind;
        this.room = room;
    }

    @Override
    public HelloReply sayHello(HelloRequest request) {
        int now = inside.incrementAndGet();
        mostInside.accumulateAndGet(now, Math::max);
        if (now > room) {
            crowded.complete(null);
        }
        entered.release();
        try {
            await(exits, 1, "to be let out");
            return behind.sayHello(request);
        } finally {
            inside.decrementAndGet();
        }
    }

    /** Waits until {@code calls} more calls are inside. */
    void awaitEntries(int calls) {
        await(entered, calls, "for " + calls + " calls to begin");
    }

    /** Lets {@code calls} calls out, those of the future included. */
    void letOut(int calls) {
        exits.release(calls);
    }

    /** Completes when more are inside than there should be. */
    CompletableFuture<Void> crowded() {
        return crowded;
    }

    int inside() {
        return inside.get();
    }

    int mostInside() {
        return mostInside.get();
    }

    private static void await(Semaphore semaphore, int permits, String what) {
        try {
            if (!semaphore.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("waited " + PATIENCE_SECONDS + " s " + what);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting " + what, e);
        }
    }
}
