package io.volant.rpc.transport;

import org.jspecify.annotations.Nullable;

/** Something that any thread hands to the event loop of a connection, through a {@link SubmissionQueue} whose link it is. */
interface Submission {
    /** The next link; belongs to the queue. */
    @Nullable
    Submission next();

    void next(@Nullable Submission next);

    /** Called once, on the event loop. */
    void onLoop();

    /** Called instead, on any thread, when the event loop has ended. */
    void onLoopGone();
}
