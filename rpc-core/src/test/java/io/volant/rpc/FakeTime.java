package io.volant.rpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** A clock and a timer that the test moves by hand. */
public final class FakeTime implements Ticker, Alarm {
    private record Task(long atNanos, Runnable action, CompletableFuture<Void> done) {}

    private final List<Task> tasks = new ArrayList<>();
    private long now = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos(); // it wraps after a second

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Future<?> after(long nanos, Runnable task) {
        Task added = new Task(now + nanos, task, new CompletableFuture<>());
        tasks.add(added);
        return added.done();
    }

    /** Lets so much time pass, and runs what falls due meanwhile, at its time. */
    public void advance(Duration time) {
        long end = now + time.toNanos();
        for (Task next = nextUntil(end); next != null; next = nextUntil(end)) {
            tasks.remove(next);
            now = next.atNanos() - now > 0 ? next.atNanos() : now;
            if (next.done().complete(null)) {
                next.action().run();
            }
        }
        now = end;
    }

    /** Tasks that have neither run nor been cancelled. */
    public int pending() {
        tasks.removeIf(task -> task.done().isDone());
        return tasks.size();
    }

    private Task nextUntil(long end) {
        return tasks.stream()
                .filter(task -> task.atNanos() - end <= 0)
                .min((a, b) -> Long.signum(a.atNanos() - b.atNanos()))
                .orElse(null);
    }
}
