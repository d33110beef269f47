package io.volant.rpc.inprocess;

import io.volant.rpc.Deadline;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Runs an action on a loop once a deadline has passed, unless cancelled before. */
final class DeadlineTimer {
    private final InProcessLoop loop;
    private final Deadline deadline;
    private final Runnable onExpired;
    private @Nullable Future<?> scheduled; // guarded by this, as cancelled
    private boolean cancelled;

    DeadlineTimer(InProcessLoop loop, Deadline deadline, Runnable onExpired) {
        this.loop = loop;
        this.deadline = deadline;
        this.onExpired = onExpired;
    }

    /** Starts the timer; has no effect when it was cancelled already, or when the runtime has gone and all its calls with it. */
    synchronized void start() {
        if (!cancelled) {
            scheduled = loop.after(deadline.remaining(), this::onTime);
        }
    }

    synchronized void cancel() {
        cancelled = true;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
    }

    private void onTime() {
        if (deadline.expired()) {
            onExpired.run();
        } else {
            start(); // the ticker goes slower than the timer
        }
    }
}
