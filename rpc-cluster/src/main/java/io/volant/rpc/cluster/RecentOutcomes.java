package io.volant.rpc.cluster;

/**
 * How many of the last calls went wrong, as one word that threads replace by compare-and-set: the last {@value #LENGTH} calls in
 * its upper bits, the latest lowest, 1 for a bad one; below, when the latest ended, in units of 268 ms.
 *
 * <p>A call is forgotten after as many later ones, or after 11 s: each unit of time counts as one that went well.
 */
final class RecentOutcomes {
    /** How many calls are remembered. */
    static final int LENGTH = 40;
    /** Nothing bad is remembered. */
    static final long CLEAN = 0;

    private static final int STAMP_LENGTH = Long.SIZE - LENGTH;
    private static final int UNSTAMPED = Integer.SIZE - STAMP_LENGTH;
    private static final int TICK_BITS = 28;

    private RecentOutcomes() {}

    /** The word after a call that ended at {@code now}; the same where it changes nothing. */
    static long after(long word, boolean bad, long now) {
        if (word == CLEAN && !bad) {
            return CLEAN;
        }
        long calls = aged(word, now) << 1 | (bad ? 1 : 0);
        long history = calls << STAMP_LENGTH; // drops the oldest
        return history == 0 ? CLEAN : history | stamp(now);
    }

    /** The bad ones of the last {@value #LENGTH} calls, seen from {@code now}. */
    static int bad(long word, long now) {
        return word == CLEAN ? 0 : Long.bitCount(aged(word, now) << STAMP_LENGTH);
    }

    private static long aged(long word, long now) {
        int ticks = (int) (stamp(now) - word) << UNSTAMPED >> UNSTAMPED; // may be negative: times are read in any order
        return ticks >= LENGTH ? 0 : word >>> STAMP_LENGTH << Math.max(0, ticks);
    }

    private static long stamp(long now) {
        return now >>> TICK_BITS & (1L << STAMP_LENGTH) - 1;
    }
}
