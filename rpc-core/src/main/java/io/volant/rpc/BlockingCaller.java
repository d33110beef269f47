package io.volant.rpc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * A thread that makes blocking calls, as a transport sees it whose event loop callers may drive: who will wait anyway can do the I/O
 * of its own call meanwhile, instead of waiting for another thread that does.
 *
 * <p>Confined to its thread.
 */
public final class BlockingCaller {
    private static final ThreadLocal<@Nullable BlockingCaller> OF_THREAD = new ThreadLocal<>();
    private static volatile boolean inUse; // spares all others the look at their threads

    /** Not a virtual thread, which would hold its carrier in a wait for I/O, nor one that its pool makes up for while it waits. */
    private final boolean mayDrive =
            !VirtualThreads.isCurrent() && !(Thread.currentThread() instanceof ForkJoinWorkerThread);

    private int calls; // one inside the other
    private boolean driving;
    private @Nullable Loop loop; // it said it would drive
    private boolean drove;

    private BlockingCaller() {}

    /** An event loop that callers may drive. */
    public interface Loop {
        /**
         * Drives this loop until {@code answer} is there, the thread is interrupted or the time is over, whichever comes first; false when
         * somebody else does.
         */
        boolean drive(CompletableFuture<?> answer, long nanos);

        /** The caller that said it would drive does something else first: somebody else must. */
        void onCallerBusy();

        /** The caller that said it would drive has not done so, and will not. */
        void onCallerGone();
    }

    /** This thread in a blocking call, which may drive the loop that carries the call; null anywhere else. */
    public static @Nullable BlockingCaller current() {
        BlockingCaller caller = OF_THREAD.get();
        return caller != null && caller.calls > 0 && caller.mayDrive && !caller.driving ? caller : null;
    }

    /** Drives {@code loop} as soon as it waits for its answer. */
    public void willDrive(Loop loop) {
        if (this.loop != loop) {
            breakPromise();
        }
        this.loop = loop;
        this.drove = false;
    }

    /** Whether this thread drives an event loop now, so that nothing may block. */
    static boolean isDriving() {
        if (!inUse) {
            return false;
        }
        BlockingCaller caller = OF_THREAD.get();
        return caller != null && caller.driving;
    }

    /** A blocking call begins on this thread. */
    static BlockingCaller enter() {
        if (!inUse) {
            inUse = true;
        }
        BlockingCaller caller = OF_THREAD.get();
        if (caller == null) {
            caller = new BlockingCaller();
            OF_THREAD.set(caller);
        }
        caller.breakPromise(); // a call within a call, such as that of an interceptor, comes first
        caller.calls++;
        return caller;
    }

    private void breakPromise() {
        Loop promised = loop;
        loop = null;
        if (promised != null) {
            promised.onCallerBusy();
        }
    }

    /** The blocking call that began last is over. */
    void leave() {
        calls--;
        Loop promised = loop;
        loop = null;
        if (promised != null && !drove) {
            promised.onCallerGone();
        }
    }

    /**
     * Drives the loop that it said it would drive, if any, as {@link Loop#drive}; false when there is nothing to drive. What happens on the
     * loop meanwhile is not the business of the handler that makes the call, and does not see its context.
     */
    boolean drive(CompletableFuture<?> answer, long nanos) {
        Loop promised = loop;
        if (promised == null) {
            return false;
        }
        CallContext context = CallContext.suspend();
        driving = true;
        try {
            boolean drives = promised.drive(answer, nanos);
            drove |= drives;
            return drives;
        } finally {
            driving = false;
            if (context != null) {
                context.enter();
            }
        }
    }
}
