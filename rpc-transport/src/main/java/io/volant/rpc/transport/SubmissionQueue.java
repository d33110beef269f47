package io.volant.rpc.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The one crossing from many threads to an event loop: a stack of intrusive links that the loop takes whole and reverses.
 *
 * <p>One word holds both the newest link and whether a drain is scheduled, so that a wake-up cannot be lost between the two:
 *
 * <pre>
 * null     nobody has anything; the next push must schedule a drain
 * BUSY     a drain is scheduled or runs, and nothing new has come since it took the links
 * CLOSED   the event loop has ended
 * a link   the newest; behind it older ones, down to the BUSY or null that the first of them found
 * </pre>
 *
 * <p>{@link #push} is for any thread, {@link #take} and {@link #finish} for the drain that a push asked for.
 */
final class SubmissionQueue {
    /** What the pusher of a link has to do. */
    enum Push {
        /** Nothing: a drain will find it. */
        QUEUED,
        /** Schedule a drain. */
        SCHEDULE,
        /** Deal with the link itself: nobody will take it. */
        CLOSED
    }

    private static final VarHandle HEAD = head();
    private static final Submission BUSY = new Mark();
    private static final Submission CLOSED = new Mark();

    @SuppressWarnings("unused") // through HEAD
    private volatile @Nullable Submission head;

    Push push(Submission link) {
        Submission found;
        do {
            found = head;
            if (found == CLOSED) {
                return Push.CLOSED;
            }
            link.next(found);
        } while (!HEAD.compareAndSet(this, found, link));
        return found == null ? Push.SCHEDULE : Push.QUEUED;
    }

    /** All links pushed so far, oldest first, chained by {@link Submission#next}; null for none. */
    @Nullable
    Submission take() {
        return reverse((Submission) HEAD.getAndSet(this, BUSY));
    }

    /** Ends a drain; false when links came since {@link #take}: then the drain goes on, or is scheduled again. */
    boolean finish() {
        return HEAD.compareAndSet(this, BUSY, null);
    }

    /** Lets nothing in any more; what was still inside is returned as by {@link #take}. */
    @Nullable
    Submission close() {
        return reverse((Submission) HEAD.getAndSet(this, CLOSED));
    }

    private static @Nullable Submission reverse(@Nullable Submission newest) {
        Submission link = newest;
        Submission oldest = null;
        while (link != null && link != BUSY && link != CLOSED) {
            Submission older = link.next();
            link.next(oldest);
            oldest = link;
            link = older;
        }
        return oldest;
    }

    private static VarHandle head() {
        try {
            return MethodHandles.lookup().findVarHandle(SubmissionQueue.class, "head", Submission.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Stands for a state; never run. */
    private static final class Mark implements Submission {
        @Override
        public @Nullable Submission next() {
            return null;
        }

        @Override
        public void next(@Nullable Submission next) {
            throw new IllegalStateException("not a link");
        }

        @Override
        public void onLoop() {}

        @Override
        public void onLoopGone() {}
    }
}
