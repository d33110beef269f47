package io.volant.rpc.cluster;

import io.volant.rpc.Randomness;

/** Where pickers take their random numbers from: each thread from its own generator, or a test from a seeded one. */
@FunctionalInterface
interface Chance {
    /** 64 random bits. */
    long next();

    static Chance perThread() {
        return () -> Randomness.ofThread().nextLong();
    }

    /** A number in 0..bound-1, from the upper 32 of {@code bits}. */
    static int below(int bound, long bits) {
        return (int) (((bits >>> 32) * bound) >>> 32);
    }

    /** A number in 0..1, without 1, from the upper 53 of {@code bits}. */
    static double share(long bits) {
        return (bits >>> 11) * 0x1p-53;
    }
}
