package io.volant.rpc.transport;

/**
 * Whether the stack of a thread has room for a turn of an event loop. Nobody tells how much is left of a stack; one can only go there and
 * come back, which takes about a microsecond.
 */
final class StackRoom {
    private static final int LEVELS = 128; // 14 KiB at 112 bytes each when compiled, more before; a turn takes some 5

    private StackRoom() {}

    static boolean isEnough() {
        try {
            return goDown(LEVELS, 1, 2, 3, 4, 5, 6) != 0;
        } catch (StackOverflowError e) {
            return false;
        }
    }

    /** Needs its numbers again when it comes back, so that each level takes room for them; never 0. */
    private static long goDown(int levels, long a, long b, long c, long d, long e, long f) {
        if (levels == 0) {
            return a;
        }
        long g = a + levels;
        long h = b ^ levels;
        long i = c - levels;
        long j = d + a;
        long k = e ^ b;
        long l = f - c;
        long below = goDown(levels - 1, g, h, i, j, k, l);
        return (below ^ g ^ (h + i) ^ (j + k) ^ (l + a) ^ (b + c) ^ (d + e) ^ f) | 1;
    }
}
