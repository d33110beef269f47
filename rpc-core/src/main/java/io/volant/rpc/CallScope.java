package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries cancellation down a call: whoever works for the call asks or listens here.
 *
 * <p>Thread-safe. Listeners run once, in the order in which they came, on the thread that cancels unless it names another, or at
 * once when the scope is cancelled already. One that throws does not keep the others from running.
 */
public sealed class CallScope {
    private static final Logger log = LoggerFactory.getLogger(CallScope.class);

    private static final AtomicReferenceFieldUpdater<CallScope, @Nullable Runnable> FIRST =
            AtomicReferenceFieldUpdater.newUpdater(CallScope.class, Runnable.class, "first");

    private volatile @Nullable Status reason; // written under this; read by every call, and never locked for that

    @SuppressWarnings("unused") // through FIRST
    private volatile @Nullable Runnable first; // most scopes have one listener, which costs no lock

    private @Nullable List<Runnable> more; // guarded by this, which is never held while a listener runs

    /** A scope of its own, cancelled by nobody but its holder. */
    public CallScope() {}

    public boolean cancelled() {
        return reason != null;
    }

    /** Why the scope was cancelled; {@link Status#OK} while it was not. */
    public Status reason() {
        Status cancelled = reason;
        return cancelled == null ? Status.OK : cancelled;
    }

    /** Cancels, with {@link Status#CANCELLED} or {@link Status#DEADLINE_EXCEEDED} as reason; false when that happened before. */
    public boolean cancel(Status reason) {
        return cancel(reason, Runnable::run);
    }

    /** As {@link #cancel(Status)}, where what listens must not run on this thread; whoever asks sees it at once. */
    public boolean cancel(Status reason, Executor listeners) {
        if (requireNonNull(reason, "reason") == Status.OK) {
            throw new IllegalArgumentException("reason: OK (expected: CANCELLED or DEADLINE_EXCEEDED)");
        }
        Runnable one;
        List<Runnable> others;
        synchronized (this) {
            if (this.reason != null) {
                return false;
            }
            this.reason = reason;
            one = FIRST.getAndSet(this, null); // after the reason, which whoever adds one now will see
            others = more == null ? List.of() : more;
            more = null;
        }
        if (one != null || !others.isEmpty()) {
            Runnable tell = () -> {
                if (one != null) {
                    runSafely(one);
                }
                others.forEach(CallScope::runSafely);
            };
            try {
                listeners.execute(tell);
            } catch (RejectedExecutionException e) { // an executor that has shut down must not keep the news
                tell.run();
            }
        }
        return true;
    }

    /** Runs {@code once} when the scope is cancelled. */
    public void onCancel(Runnable once) {
        requireNonNull(once, "once");
        if (reason == null && FIRST.compareAndSet(this, null, once)) {
            if (reason != null && FIRST.compareAndSet(this, once, null)) { // whoever cancelled it has not seen it
                runSafely(once);
            }
        } else if (!addToMore(once)) {
            runSafely(once);
        }
    }

    private synchronized boolean addToMore(Runnable once) {
        if (reason != null) {
            return false;
        }
        if (more == null) {
            more = new ArrayList<>(2);
        }
        more.add(once);
        return true;
    }

    /** A scope that is cancelled with this one, and can be cancelled alone; {@link #detach} it when its call has ended. */
    public CallScope child() {
        Child child = new Child(this);
        onCancel(child.followParent);
        return child;
    }

    /** Leaves the parent, if there is one, so that a long-lived scope does not hold the children of its past. */
    public void detach() {}

    private void remove(Runnable listener) {
        if (!FIRST.compareAndSet(this, listener, null)) {
            removeFromMore(listener);
        }
    }

    private synchronized void removeFromMore(Runnable listener) {
        if (more != null) {
            more.remove(listener);
        }
    }

    private static void runSafely(Runnable listener) {
        try {
            listener.run();
        } catch (Throwable e) {
            log.warn("event=cancel_listener_failed", e);
        }
    }

    /** A scope with a parent, which most have not: theirs are smaller for it. */
    private static final class Child extends CallScope {
        private final CallScope parent;
        private final Runnable followParent;

        Child(CallScope parent) {
            this.parent = parent;
            this.followParent = () -> cancel(parent.reason());
        }

        @Override
        public void detach() {
            parent.remove(followParent);
        }
    }
}
