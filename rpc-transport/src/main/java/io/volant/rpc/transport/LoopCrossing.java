package io.volant.rpc.transport;

import io.netty.channel.EventLoop;
import io.volant.rpc.Warnings;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what any thread submits to one event loop, as one task for all that came meanwhile. Thread-safe. */
final class LoopCrossing {
    private static final Logger log = LoggerFactory.getLogger(LoopCrossing.class);

    private final EventLoop loop;
    private final Runnable afterwards;
    private final Warnings warnings;
    private final Runnable drain = this::drain;
    private final SubmissionQueue queue = new SubmissionQueue();

    /** A stack or memory ended before the drain that a push asked for had been handed over. */
    private volatile boolean unscheduled;

    /** A crossing that runs {@code afterwards} on the loop when it has handed over a batch. */
    LoopCrossing(EventLoop loop, Runnable afterwards, Warnings warnings) {
        this.loop = loop;
        this.afterwards = afterwards;
        this.warnings = warnings;
    }

    void submit(Submission submission) {
        switch (queue.push(submission)) {
            case QUEUED -> scheduleAgain();
            case SCHEDULE -> schedule();
            case CLOSED -> submission.onLoopGone();
        }
    }

    /** As {@link #submit}, for a caller that is about to drive {@code loop}, which need not be woken for it. */
    void submit(Submission submission, DrivenLoop loop) {
        switch (queue.push(submission)) {
            case QUEUED -> scheduleAgain();
            case SCHEDULE -> schedule(loop::lazyExecute);
            case CLOSED -> submission.onLoopGone();
        }
    }

    private void schedule() {
        schedule(loop);
    }

    private void schedule(Executor loop) {
        try {
            loop.execute(drain);
        } catch (RejectedExecutionException e) { // the runtime was closed
            forEach(queue.close(), Submission::onLoopGone);
        } catch (Throwable e) {
            unscheduled = true;
            throw e;
        }
    }

    private void scheduleAgain() {
        if (unscheduled) {
            unscheduled = false;
            schedule(); // twice does no harm
        }
    }

    private void drain() {
        try {
            forEach(queue.take(), Submission::onLoop);
            afterwards.run();
        } finally { // a stack may end anywhere, and later calls must get across all the same
            if (!queue.finish()) {
                schedule(); // behind what else the loop has to do, reading above all
            }
        }
    }

    private void forEach(@Nullable Submission first, Step step) {
        Submission submission = first;
        while (submission != null) {
            Submission next = submission.next(); // before the step, which may submit the same link again
            try {
                step.take(submission);
            } catch (Throwable e) {
                warnings.error(log, "event=submission_failed", e); // it must not take the others with it
            }
            submission = next;
        }
    }

    private interface Step {
        void take(Submission submission);
    }
}
