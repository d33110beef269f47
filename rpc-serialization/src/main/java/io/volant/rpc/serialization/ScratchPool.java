package io.volant.rpc.serialization;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of {@link Scratch}es. Never waits: when all are in use a new one is made, and dropped when it comes back to a full
 * pool. No thread owns one, so a million virtual threads need no more of them than run at once.
 */
final class ScratchPool {
    private final AtomicReferenceArray<@Nullable Scratch> slots;

    /** A pool of so many, or a few more: their number is a power of two. */
    ScratchPool(int size) {
        this.slots = new AtomicReferenceArray<>(Integer.highestOneBit(2 * size - 1));
    }

    /** Two for each core: one for the thread that runs there and one for a thread that was interrupted in its work. */
    static ScratchPool forCores() {
        return new ScratchPool(2 * Runtime.getRuntime().availableProcessors());
    }

    Scratch take() {
        int size = slots.length();
        int slot = home(size);
        for (int i = 0; i < size; i++) {
            if (slots.getPlain(slot) != null) {
                Scratch scratch = slots.getAndSet(slot, null);
                if (scratch != null) {
                    return scratch;
                }
            }
            slot = (slot + 1) & (size - 1);
        }
        return new Scratch();
    }

    /** Takes back what worked without a failure. */
    void give(Scratch scratch) {
        int size = slots.length();
        int slot = home(size);
        for (int i = 0; i < size; i++) {
            if (slots.getPlain(slot) == null && slots.compareAndSet(slot, null, scratch)) {
                return;
            }
            slot = (slot + 1) & (size - 1);
        }
    }

    /** Where a thread looks first, so that threads seldom meet. */
    private static int home(int size) {
        long id = Thread.currentThread().getId();
        return (int) ((id * 0x9E3779B97F4A7C15L) >>> 32) & (size - 1);
    }
}
