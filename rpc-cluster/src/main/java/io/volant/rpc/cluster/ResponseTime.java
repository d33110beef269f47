package io.volant.rpc.cluster;

/**
 * How long calls to a node take, as one word that threads replace by compare-and-set: the estimate in its upper half, a float of
 * nanoseconds, and when the last call ended in its lower half, in units of 65 µs.
 *
 * <p>The estimate follows bad news faster than good: a call that took longer moves it a quarter of the way, one that took less a
 * 32nd, or more when calls are rare, such that old knowledge fades with a time constant of 10 s. How often calls end makes no
 * difference to where it settles, so that nodes with many and with few calls can be compared.
 */
final class ResponseTime {
    /** No call has ended yet. */
    static final long UNKNOWN = 0;

    private static final int TICK_BITS = 16;
    private static final double TICKS_PER_DECAY = 10e9 / (1 << TICK_BITS);
    private static final double RISE = 1.0 / 4;
    private static final double FALL = 1.0 / 32;

    private ResponseTime() {}

    /** The word after a call that took {@code sampleNanos} and ended at {@code now}. */
    static long after(long word, long sampleNanos, long now) {
        double sample = Math.max(1, sampleNanos);
        if (word == UNKNOWN) {
            return word(sample, now);
        }
        double old = nanos(word);
        double weight = sample > old ? RISE : Math.max(FALL, faded(word, now));
        return word(old + (sample - old) * weight, now);
    }

    /** The estimate in nanoseconds; 0 for {@link #UNKNOWN}. */
    static double nanos(long word) {
        return Float.intBitsToFloat((int) (word >>> 32));
    }

    /** Nanoseconds since the last call ended. */
    static long age(long word, long now) {
        return (long) ticksSince(word, now) << TICK_BITS;
    }

    private static double faded(long word, long now) {
        double age = ticksSince(word, now) / TICKS_PER_DECAY;
        return age <= FALL ? FALL : 1 - StrictMath.exp(-age); // below, the share is the smaller
    }

    private static int ticksSince(long word, long now) {
        return Math.max(0, tick(now) - (int) word); // calls may end in another order than their times were read
    }

    private static int tick(long now) {
        return (int) (now >>> TICK_BITS);
    }

    private static long word(double nanos, long now) {
        return ((long) Float.floatToRawIntBits((float) nanos) << 32) | (tick(now) & 0xFFFF_FFFFL);
    }
}
