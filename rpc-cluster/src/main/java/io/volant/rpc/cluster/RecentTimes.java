package io.volant.rpc.cluster;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long the calls of one method took lately: counts by length, in steps of a sixteenth, of a turn that lasts 10 s, or longer until it
 * has enough calls, and of the turn before. Thread-safe; adding neither locks nor allocates, but once in a turn.
 */
final class RecentTimes {
    /** No time is known yet. */
    static final long UNKNOWN = -1;

    private static final long TURN_NANOS = 10_000_000_000L;
    private static final long ENOUGH = 100; // calls of a turn
    private static final long FRESH_NANOS = 100_000_000; // a percentile that was found is not looked for again
    private static final int STEP_BITS = 4;
    private static final int STEPS = 1 << STEP_BITS;
    private static final int LONGEST_BITS = 42; // more than an hour
    private static final int LENGTHS = (LONGEST_BITS - STEP_BITS + 2) * STEPS;

    private final double share;
    private final long fewest; // calls, before the percentile means anything
    private volatile Turn turn;
    private volatile Found found;

    /** @param percentile the one that will be asked for, of a hundred */
    RecentTimes(double percentile, long now) {
        this.share = percentile / 100;
        this.fewest = Math.max(20, (long) Math.ceil(1 / (1 - share)));
        this.turn = new Turn(now, new AtomicIntegerArray(0));
        this.found = new Found(now - FRESH_NANOS, UNKNOWN);
    }

    void add(long nanos, long now) {
        Turn current = turn;
        if (current.isOver(now)) {
            current = next(current, now);
        }
        current.calls.increment();
        current.counts.incrementAndGet(step(Math.max(0, nanos)));
    }

    private synchronized Turn next(Turn over, long now) {
        if (turn == over) {
            turn = new Turn(now, over.counts);
        }
        return turn;
    }

    /** A time in which the percentile of the calls ended, a sixteenth too long at most; {@link #UNKNOWN} while there were too few. */
    long percentileNanos(long now) {
        Found last = found;
        if (now - last.atNanos < FRESH_NANOS) {
            return last.nanos;
        }
        long nanos = find();
        found = new Found(now, nanos);
        return nanos;
    }

    private long find() {
        Turn current = turn;
        int[] counts = new int[LENGTHS];
        long all = 0;
        for (int step = 0; step < LENGTHS; step++) {
            int before = current.before.length() == 0 ? 0 : current.before.get(step);
            counts[step] = current.counts.get(step) + before;
            all += counts[step];
        }
        if (all < fewest) {
            return UNKNOWN;
        }
        long wanted = (long) Math.ceil(share * all);
        int step = 0;
        for (long seen = counts[0]; seen < wanted; seen += counts[step]) {
            step++;
        }
        return longest(step);
    }

    /** Lengths below 16 ns have a step each, those of every octave above 16. */
    private static int step(long nanos) {
        if (nanos < STEPS) {
            return (int) nanos;
        }
        int octave = Math.min(LONGEST_BITS, 63 - Long.numberOfLeadingZeros(nanos));
        int part = (int) Math.min(2L * STEPS - 1, nanos >>> (octave - STEP_BITS)) - STEPS;
        return (octave - STEP_BITS + 1) * STEPS + part;
    }

    /** The longest time of a step. */
    private static long longest(int step) {
        if (step < STEPS) {
            return step;
        }
        int octave = step / STEPS - 1;
        return ((long) (STEPS + step % STEPS + 1) << octave) - 1;
    }

    private record Found(long atNanos, long nanos) {}

    private static final class Turn {
        final long startNanos;
        final AtomicIntegerArray counts = new AtomicIntegerArray(LENGTHS);
        final AtomicIntegerArray before; // of the turn before; empty for none
        final LongAdder calls = new LongAdder();

        Turn(long startNanos, AtomicIntegerArray before) {
            this.startNanos = startNanos;
            this.before = before;
        }

        boolean isOver(long now) {
            return now - startNanos >= TURN_NANOS && calls.sum() >= ENOUGH;
        }
    }
}
