package io.volant.rpc.transport;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one connection that wait for an answer, each in a slot; a call's id names its slot and the how-many-th use of it.
 *
 * <p>Slots are taken first-in first-out, so that an id repeats as late as possible. Deadlines stand in an array of their own,
 * under a lower bound of them all: a look at the clock costs a pass over the array only when something may be due. Confined to
 * the event loop.
 */
final class CallTable {
    private static final int FIRST_SLOTS = 1_024;
    private static final int NEVER_USED = -1;

    private @Nullable PendingCall[] calls = new @Nullable PendingCall[FIRST_SLOTS];
    private long[] deadlines = new long[FIRST_SLOTS];
    private int[] generations = new int[FIRST_SLOTS]; // of the latest use
    private int[] free = new int[FIRST_SLOTS]; // a ring
    private int nextFree;
    private int freeCount = FIRST_SLOTS;
    private long earliest;

    CallTable() {
        Arrays.fill(generations, NEVER_USED);
        Arrays.setAll(free, slot -> slot);
    }

    /** Gives the call a slot and returns its id; 0 when all are taken. */
    int claim(PendingCall call, long deadlineNanos) {
        if (freeCount == 0 && !grow()) {
            return CallId.CONNECTION;
        }
        boolean first = inUse() == 0;
        int slot = free[nextFree];
        nextFree = (nextFree + 1) & (free.length - 1);
        freeCount--;
        int used = generations[slot];
        int generation = used == NEVER_USED ? CallId.firstGeneration(slot) : CallId.nextGeneration(slot, used);
        generations[slot] = generation;
        calls[slot] = call;
        deadlines[slot] = deadlineNanos;
        if (first || deadlineNanos - earliest < 0) {
            earliest = deadlineNanos;
        }
        return CallId.of(slot, generation);
    }

    /** The call with this id; null when there is none, or none any more. */
    @Nullable
    PendingCall find(int id) {
        int slot = CallId.slot(id);
        return id >= 0 && slot < calls.length && generations[slot] == CallId.generation(id) ? calls[slot] : null;
    }

    /** Whether the id was ever given to a call. */
    boolean wasIssued(int id) {
        int slot = CallId.slot(id);
        if (id < 0 || slot >= generations.length || generations[slot] == NEVER_USED) {
            return false;
        }
        int age = (generations[slot] - CallId.generation(id)) & (CallId.GENERATIONS - 1);
        return age < CallId.GENERATIONS / 2; // what seems to be of the future lies half the circle away
    }

    /** Frees the slot of a call that has ended. */
    void release(int id) {
        int slot = CallId.slot(id);
        if (find(id) == null) {
            throw new IllegalStateException("call id: " + id + " (expected: one in use)");
        }
        calls[slot] = null;
        free[(nextFree + freeCount) & (free.length - 1)] = slot;
        freeCount++;
    }

    int inUse() {
        return calls.length - freeCount;
    }

    /** Passes every call whose deadline has come. */
    void expire(long nowNanos, Consumer<PendingCall> expired) {
        if (inUse() == 0 || nowNanos - earliest < 0) {
            return;
        }
        long next = nowNanos + Long.MAX_VALUE / 2;
        for (int slot = 0; slot < calls.length; slot++) {
            PendingCall call = calls[slot];
            if (call == null) {
                continue;
            }
            if (nowNanos - deadlines[slot] >= 0) {
                expired.accept(call);
            } else if (deadlines[slot] - next < 0) {
                next = deadlines[slot];
            }
        }
        earliest = next;
    }

    /** Passes every call. */
    void forEach(Consumer<PendingCall> action) {
        for (int slot = 0; slot < calls.length; slot++) {
            PendingCall call = calls[slot];
            if (call != null) {
                action.accept(call);
            }
        }
    }

    private boolean grow() {
        int slots = calls.length;
        if (slots == CallId.MAX_SLOTS) {
            return false;
        }
        calls = Arrays.copyOf(calls, 2 * slots);
        deadlines = Arrays.copyOf(deadlines, 2 * slots);
        generations = Arrays.copyOf(generations, 2 * slots);
        Arrays.fill(generations, slots, 2 * slots, NEVER_USED);
        free = new int[2 * slots];
        nextFree = 0;
        for (int slot = slots; slot < 2 * slots; slot++) {
            free[freeCount++] = slot;
        }
        return true;
    }
}
