package io.volant.rpc.cluster;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What became of the calls of the last while, out of totals that are looked at from time to time: at least the length of the window,
 * and a tenth more. Confined to the lock of whoever has it.
 */
final class OutcomeWindow {
    private static final int SLICES = 10;

    private record Seen(CallTotals totals, long atNanos) {}

    private final long lengthNanos;
    private final Deque<Seen> seen = new ArrayDeque<>(); // the first is where the window begins
    private CallTotals last;

    OutcomeWindow(long lengthNanos, CallTotals totals, long now) {
        this.lengthNanos = lengthNanos;
        this.last = totals;
        restart(totals, now);
    }

    /** Earlier calls are forgotten. */
    void restart(CallTotals totals, long now) {
        seen.clear();
        seen.add(new Seen(totals, now));
        last = totals;
    }

    /** The calls that ended since the last look. */
    CallTotals look(CallTotals totals, long now) {
        CallTotals since = totals.minus(last);
        last = totals;
        if (now - seen.getLast().atNanos() >= lengthNanos / SLICES) {
            seen.add(new Seen(totals, now));
        }
        while (seen.size() > 1 && now - second().atNanos() >= lengthNanos) {
            seen.remove();
        }
        return since;
    }

    /** The calls that ended in the window, as of the last look. */
    CallTotals calls() {
        return last.minus(seen.getFirst().totals());
    }

    private Seen second() {
        Seen first = seen.remove();
        Seen second = seen.getFirst();
        seen.addFirst(first);
        return second;
    }
}
