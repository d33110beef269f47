package io.volant.rpc.transport;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one connection that wait for an answer, each in a slot; a call's id names its slot and the how-many-th use of it.
 *
 * <p>Slots are taken first-in first-out and no less than 1,024 of them in turn, so that an id repeats as late as possible; a connection
 * that has made few calls has room for few. Deadlines stand in an array of their own,
 * under a lower bound of them all: a look at the clock costs a pass over the array only when something may be due. Confined to
 * the event loop.
 */
final class CallTable {
    private static final int FEWEST = 32;
    private static final int FIRST_SLOTS = 1_024;

    private @Nullable PendingCall[] calls = new @Nullable PendingCall[FEWEST];
    private long[] deadlines = new long[FEWEST];
    private int[] generations = new int[FEWEST]; // of the latest use
    private int[] free = new int[FEWEST]; // a ring of slots that were used before
    private int nextFree;
    private int freeCount;
    private int used; // slots below were used at least once
    private long earliest;

    /** Gives the call a slot and returns its id; 0 when all are taken. */
    int claim(PendingCall call, long deadlineNanos) {
        boolean first = inUse() == 0;
        int slot;
        int generation;
        if (used < Math.max(FIRST_SLOTS, calls.length) || freeCount == 0) {
            if (used == CallId.MAX_SLOTS) {
                return CallId.CONNECTION;
            }
            if (used == calls.length) {
                grow();
            }
            slot = used++;
            generation = CallId.firstGeneration(slot);
        } else {
            slot = free[nextFree];
            nextFree = (nextFree + 1) & (free.length - 1);
            freeCount--;
            generation = CallId.nextGeneration(slot, generations[slot]);
        }
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
        return id >= 0 && slot < used && generations[slot] == CallId.generation(id) ? calls[slot] : null;
    }

    /** Whether the id was ever given to a call. */
    boolean wasIssued(int id) {
        int slot = CallId.slot(id);
        if (id < 0 || slot >= used) {
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
        return used - freeCount;
    }

    /** Passes every call whose deadline has come. */
    void expire(long nowNanos, Consumer<PendingCall> expired) {
        if (inUse() == 0 || nowNanos - earliest < 0) {
            return;
        }
        long next = nowNanos + Long.MAX_VALUE / 2;
        for (int slot = 0; slot < used; slot++) {
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
        for (int slot = 0; slot < used; slot++) {
            PendingCall call = calls[slot];
            if (call != null) {
                action.accept(call);
            }
        }
    }

    private void grow() {
        int slots = calls.length;
        calls = Arrays.copyOf(calls, 2 * slots);
        deadlines = Arrays.copyOf(deadlines, 2 * slots);
        generations = Arrays.copyOf(generations, 2 * slots);
        int[] ring = new int[2 * slots];
        for (int i = 0; i < freeCount; i++) {
            ring[i] = free[(nextFree + i) & (slots - 1)];
        }
        free = ring;
        nextFree = 0;
    }
}
