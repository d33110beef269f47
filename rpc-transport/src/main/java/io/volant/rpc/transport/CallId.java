package io.volant.rpc.transport;

/**
 * A call id: which slot of the caller's table waits, and the how-many-th use of that slot it is.
 *
 * <pre>
 *  31  side: 0 ids of the connecting side, 1 reserved for the accepting side
 *  30 … 14  generation, 17 bits
 *  13 … 0   slot, 14 bits
 * </pre>
 *
 * <p>Id 0 names the connection and is never issued: slot 0 skips generation 0.
 */
final class CallId {
    /** The id of frames that belong to no call. */
    static final int CONNECTION = 0;

    static final int SLOT_BITS = 14;
    static final int GENERATION_BITS = 17;
    static final int MAX_SLOTS = 1 << SLOT_BITS;
    static final int GENERATIONS = 1 << GENERATION_BITS;

    private static final int SLOT_MASK = MAX_SLOTS - 1;
    private static final int GENERATION_MASK = GENERATIONS - 1;

    private CallId() {}

    static int of(int slot, int generation) {
        return ((generation & GENERATION_MASK) << SLOT_BITS) | (slot & SLOT_MASK);
    }

    static int slot(int callId) {
        return callId & SLOT_MASK;
    }

    static int generation(int callId) {
        return (callId >>> SLOT_BITS) & GENERATION_MASK;
    }

    /** Whether the id lies in the half that protocol 1 reserves for calls of the accepting side. */
    static boolean ofAcceptingSide(int callId) {
        return callId < 0;
    }

    /** The first generation of a slot. */
    static int firstGeneration(int slot) {
        return slot == 0 ? 1 : 0;
    }

    /** The generation after this one; wraps, and never yields id 0. */
    static int nextGeneration(int slot, int generation) {
        int next = (generation + 1) & GENERATION_MASK;
        return next == 0 ? firstGeneration(slot) : next;
    }
}
