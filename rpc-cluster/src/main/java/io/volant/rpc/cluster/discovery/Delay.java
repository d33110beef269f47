package io.volant.rpc.cluster.discovery;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** One task that waits for its time, and can be called back until it runs. Confined to the turns it is given, in which the task runs. */
final class Delay {
    private final Surroundings around;
    private final SequentialExecutor turns;
    private @Nullable Future<?> waiting;
    private int started; // so that a task that was called back while it was on its way to its turn does not run

    Delay(Surroundings around, SequentialExecutor turns) {
        this.around = around;
        this.turns = turns;
    }

    boolean waits() {
        return waiting != null;
    }

    /** Does nothing while a task waits; nor ever when the runtime is closed. */
    void start(long nanos, Runnable task) {
        if (waits()) {
            return;
        }
        int number = ++started;
        try {
            waiting = around.alarm().after(nanos, () -> turns.execute(() -> run(number, task)));
        } catch (RejectedExecutionException e) {
            cancel(); // the runtime is closed, and nothing happens any more
        }
    }

    private void run(int number, Runnable task) {
        if (waits() && number == started) {
            waiting = null;
            task.run();
        }
    }

    void cancel() {
        if (waiting != null) {
            waiting.cancel(false);
            waiting = null;
        }
    }
}
