package io.volant.rpc.cluster;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Counts through 0..length-1 again and again, from a random start, for many threads at once. */
final class Cursor {
    private static final VarHandle NEXT = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int LINE = 16; // longs: two cache lines, since processors fetch them in pairs

    private final long[] padded = new long[2 * LINE]; // the one in the middle counts, alone on its cache lines
    private final int length;

    Cursor(int length, Chance chance) {
        this.length = length;
        this.padded[LINE] = Chance.below(length, chance.next());
    }

    int next() {
        return (int) ((long) NEXT.getAndAdd(padded, LINE, 1L) % length);
    }
}
