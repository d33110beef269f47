package io.volant.rpc.cluster.discovery;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks one at a time and in order, on one of the threads that bring them, without a lock held. Thread-safe. */
final class Turns implements Executor {
    private static final Logger log = LoggerFactory.getLogger(Turns.class);

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger brought = new AtomicInteger();

    /** Runs the task now, or leaves it to the thread that runs another one; a task brought by a task runs after it. */
    @Override
    public void execute(Runnable task) {
        waiting.add(task);
        if (brought.getAndIncrement() > 0) {
            return;
        }
        do {
            Runnable next = waiting.poll();
            if (next != null) {
                run(next);
            }
        } while (brought.decrementAndGet() > 0);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) { // of a listener: it ends this task and no other
            log.warn("event=discovery_listener_failed", e);
        }
    }
}
