package io.volant.rpc.benchmarks.soak;

import java.util.Arrays;
import java.util.Random;

/** Changes bytes at random. */
final class Damage {
    private static final int MOST = 8;

    private Damage() {}

    /** One of: a byte changed, some inserted, some left out, the end left out. */
    static byte[] to(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        int some = Math.min(bytes.length - at, 1 + random.nextInt(MOST));
        return switch (random.nextInt(4)) {
            case 0 -> {
                byte[] changed = bytes.clone();
                changed[at] ^= (byte) (1 << random.nextInt(8));
                yield changed;
            }
            case 1 -> spliced(bytes, at + some, at);
            case 2 -> spliced(bytes, at, at + some);
            default -> Arrays.copyOf(bytes, at);
        };
    }

    /** The bytes up to {@code end} and those from {@code again} on. */
    private static byte[] spliced(byte[] bytes, int end, int again) {
        byte[] result = Arrays.copyOf(bytes, end + bytes.length - again);
        System.arraycopy(bytes, again, result, end, bytes.length - again);
        return result;
    }
}
