package io.volant.rpc;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Runs short tasks later, on a thread that they must not block. Thread-safe. */
@FunctionalInterface
public interface Alarm {
    /**
     * Runs {@code task} after so long, unless the future is cancelled before.
     *
     * @throws RejectedExecutionException if the runtime is closed
     */
    Future<?> after(long nanos, Runnable task);

    /** On the timer of {@code runtime}. */
    static Alarm of(VolantRuntime runtime) {
        return (nanos, task) -> {
            try {
                return runtime.timer().schedule(task, nanos, TimeUnit.NANOSECONDS);
            } catch (IllegalStateException e) {
                throw new RejectedExecutionException(e);
            }
        };
    }
}
