package io.volant.rpc.serialization;

import java.math.BigInteger;
import java.net.URI;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Refuses keys that were chosen to share one hash code.
 *
 * <p>The JDK's hash tables sort colliding keys into a tree when these implement {@code Comparable} of their own class, as strings
 * do; colliding records, beans and lists would be compared one by one, and n of them cost n². So the number of equal hash codes
 * is bounded before such keys are put into a table.
 */
final class HashGuard {
    /** Tables of at most so many entries need no look. */
    static final int HARMLESS = 128;

    private static final Set<Class<?>> ORDERED = Set.of(String.class, UUID.class, BigInteger.class, URI.class);

    private HashGuard() {}

    static boolean needed(Codec<?> key) {
        Class<?> type = key.type();
        return !type.isEnum()
                && !ORDERED.contains(type)
                && Primitive.ofBox(type).isEmpty();
    }

    /** Checks every {@code step}-th of the values. */
    static void check(@Nullable Object[] values, int step) {
        int[] hashes = new int[values.length / step];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = Objects.hashCode(values[i * step]);
        }
        Arrays.sort(hashes);
        for (int i = HARMLESS; i < hashes.length; i++) {
            if (hashes[i] == hashes[i - HARMLESS]) {
                throw Refusal.invalid("more than " + HARMLESS + " keys with the same hash code");
            }
        }
    }
}
