package io.volant.rpc.transport;

import io.volant.rpc.Ticker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Who has an event loop that callers may drive: its own thread, one caller, or nobody.
 *
 * <p>The own thread has it until one thread has made several blocking calls in a row, and nobody else any. It then stands by, and that
 * caller takes the loop for each of its calls. The own thread comes back when it is summoned, because somebody else wants something of
 * the loop, or when nobody has driven for a while. What waits meanwhile, such as a timer or the answer to somebody's earlier call, waits
 * no longer than that.
 *
 * <p>Thread-safe: {@link #isWanted} to {@link #standBy} are for the own thread. That no two threads have the loop at once rests on
 * {@link #owner} alone; the other fields are hints, and one that is missed costs at most the time to stand by.
 */
final class LoopOwner {
    private static final VarHandle OWNER = owner();
    private static final Ticker CLOCK = Ticker.system(); // by which threads wait, whatever calls are timed by
    private static final long STAND_BY_NANOS = TimeUnit.MILLISECONDS.toNanos(5); // of which two may pass
    private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
    private static final int MOST_CALLS = 1 << 20;
    private static final int DRIVES_TO_TRUST = 1_024;

    private final Thread own;

    @SuppressWarnings("unused") // through OWNER
    private volatile @Nullable Thread owner;

    private volatile @Nullable Thread candidate; // made the last call, and waits for its answers
    private volatile boolean wanted; // by the candidate
    private volatile boolean others; // want something of the loop
    private volatile boolean summoned;
    private volatile long drives;
    private int calls; // of the candidate, in a row
    private final int callsUnlessDistrusted;
    private int callsToDrive;

    /** @param callsToDrive from its so many-th call in a row a caller drives */
    LoopOwner(Thread own, int callsToDrive) {
        this.own = own;
        this.owner = own;
        this.callsUnlessDistrusted = callsToDrive;
        this.callsToDrive = callsToDrive;
    }

    /** Starts the own thread, which has the loop first. */
    void start() {
        own.start();
    }

    /** Whether {@code thread} has the loop. */
    boolean is(Thread thread) {
        return owner == thread;
    }

    /** Whether nobody has the loop. */
    boolean isIdle() {
        return owner == null;
    }

    /**
     * The current thread makes a call; whether it shall try to drive the loop for it.
     *
     * @param waits whether it will wait for the answer, and may drive
     */
    boolean onCall(boolean waits) {
        Thread caller = Thread.currentThread();
        if (!waits || caller != candidate) {
            candidate = waits ? caller : null; // before the others: see below
            calls = 1;
            onOthers();
            return false;
        }
        Thread now = owner;
        if (now == null) {
            return !others;
        }
        if (++calls < callsToDrive || now != own) {
            return false;
        }
        others = false;
        wanted = true;
        if (candidate != caller) { // somebody came meanwhile, whose wishes were just overwritten
            onOthers();
            return false;
        }
        return true;
    }

    /** Something was left for the loop; whether whoever has it must be woken. Where nobody has it, the own thread is summoned. */
    boolean mustBeWoken() {
        Thread now = owner;
        if (now == null) {
            summon();
            return false;
        }
        if (now != own) {
            onOthers();
        }
        return true;
    }

    /** Brings the own thread back, as soon as no caller has the loop. */
    void summon() {
        onOthers();
        summoned = true;
        LockSupport.unpark(own);
    }

    private void onOthers() {
        others = true;
        wanted = false;
    }

    /** Takes the loop for the current thread if nobody has it, or as soon as the own thread has released it for this caller. */
    boolean take(Future<?> answer, long nanos) {
        Thread caller = Thread.currentThread();
        long end = CLOCK.nanoTime() + nanos;
        while (!OWNER.compareAndSet(this, null, caller)) {
            long left = Math.min(LOOK_NANOS, end - CLOCK.nanoTime());
            if (!wanted) { // it was released, and whoever releases it does that before
                return OWNER.compareAndSet(this, null, caller);
            }
            if (candidate != caller || answer.isDone() || left <= 0 || caller.isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(this, left);
        }
        return true;
    }

    /** The caller that has the loop leaves it. */
    void leave() {
        long made = drives + 1;
        drives = made;
        if (made % DRIVES_TO_TRUST == 0) {
            callsToDrive = callsUnlessDistrusted;
        }
        owner = null;
        if (others) {
            summon();
        }
    }

    /** A caller did not come, or failed: for a while it takes more calls to get the loop. */
    void distrust() {
        callsToDrive = Math.min(2 * callsToDrive, MOST_CALLS);
    }

    /** Whether a caller waits for the loop. */
    boolean isWanted() {
        return wanted;
    }

    /** Leaves the loop to the caller that wants it. */
    void release() {
        Thread caller = candidate;
        summoned = false;
        calls = 0;
        owner = null;
        wanted = false; // after the release: see take
        LockSupport.unpark(caller);
    }

    /** Takes the loop back at once, if nobody has it. */
    boolean retake() {
        return OWNER.compareAndSet(this, null, own);
    }

    /** Returns when the own thread has the loop again. */
    void standBy() {
        long seen = drives;
        long until = CLOCK.nanoTime() + STAND_BY_NANOS;
        while (true) {
            long left = until - CLOCK.nanoTime();
            if (left > 0 && !summoned) {
                LockSupport.parkNanos(this, left);
                Thread.interrupted(); // by whom it may be: it would be awake from now on
                continue;
            }
            boolean called = summoned;
            summoned = false;
            if ((called || drives == seen) && retake()) {
                candidate = null;
                return;
            }
            seen = drives; // whoever has the loop despite a summons sees the others when it leaves, and summons again
            until = CLOCK.nanoTime() + STAND_BY_NANOS;
        }
    }

    private static VarHandle owner() {
        try {
            return MethodHandles.lookup().findVarHandle(LoopOwner.class, "owner", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
