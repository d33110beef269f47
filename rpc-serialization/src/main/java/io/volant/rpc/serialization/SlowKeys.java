package io.volant.rpc.serialization;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Refuses keys that the JDK is slow to compare.
 *
 * <p>Sorted tables, and hash tables whose keys collide, compare keys by their natural order while a message is read. To compare two
 * decimals of different scales, the JDK multiplies by a power of ten; it keeps the small powers, but computes a large one for every
 * single comparison, which takes milliseconds.
 */
final class SlowKeys {
    private static final int LARGEST_SCALE = 300;

    /** 300 digits. */
    private static final int MOST_BYTES = 125;

    private SlowKeys() {}

    static void check(@Nullable Object key) {
        if (!(key instanceof BigDecimal decimal)) {
            return;
        }
        int bytes = decimal.unscaledValue().bitLength() / Byte.SIZE + 1;
        if (Math.abs((long) decimal.scale()) > LARGEST_SCALE || bytes > MOST_BYTES) {
            throw Refusal.invalid("a BigDecimal of scale " + decimal.scale() + " and " + bytes
                    + " bytes in a set or as a key (expected: a scale within \u00b1" + LARGEST_SCALE + ", at most "
                    + MOST_BYTES + " bytes)");
        }
    }
}
