package io.volant.rpc.cluster;

import io.volant.rpc.VolantRuntime;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs a task 10 ms later, once for all that ask for it meanwhile. Thread-safe. */
final class Coalescer {
    private static final long TOGETHER_MILLIS = 10;

    private final VolantRuntime runtime;
    private final Runnable task;
    private final AtomicBoolean due = new AtomicBoolean();

    /** @param task may take a while: it runs on the executor of {@code runtime} */
    Coalescer(VolantRuntime runtime, Runnable task) {
        this.runtime = runtime;
        this.task = task;
    }

    /** Lets the task run; false when it never will, since the runtime was closed. */
    boolean soon() {
        if (!due.compareAndSet(false, true)) {
            return true;
        }
        try {
            runtime.timer().schedule(this::runBeside, TOGETHER_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException | IllegalStateException e) {
            due.set(false);
            return false;
        }
    }

    private void runBeside() { // of the timer's thread, which has no time for it
        try {
            runtime.executor().execute(this::run);
        } catch (RejectedExecutionException | IllegalStateException e) {
            run();
        }
    }

    private void run() {
        due.set(false);
        task.run();
    }
}
