package io.volant.rpc.transport;

import org.jspecify.annotations.Nullable;

/** A task for the event loop of a connection, in its place among the calls and replies that are handed over before and after. */
final class LoopTask implements Submission {
    private final Runnable task;
    private final Runnable gone;
    private @Nullable Submission next;

    /** Runs {@code task} on the event loop; or {@code gone}, on any thread, when that loop has ended. */
    LoopTask(Runnable task, Runnable gone) {
        this.task = task;
        this.gone = gone;
    }

    @Override
    public @Nullable Submission next() {
        return next;
    }

    @Override
    public void next(@Nullable Submission next) {
        this.next = next;
    }

    @Override
    public void onLoop() {
        task.run();
    }

    @Override
    public void onLoopGone() {
        gone.run();
    }
}
