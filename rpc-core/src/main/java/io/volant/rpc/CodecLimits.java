package io.volant.rpc;

/**
 * What one message may cost, enforced when it is written and when it is read. Immutable.
 *
 * @param maxBytes of one encoded message
 * @param maxObjects values and container elements in one message
 * @param maxDepth of nesting
 */
public record CodecLimits(int maxBytes, int maxObjects, int maxDepth) {
    private static final CodecLimits DEFAULTS = new CodecLimits(16 << 20, 1_000_000, 256);

    public CodecLimits {
        checkPositive(maxBytes, "maxBytes");
        checkPositive(maxObjects, "maxObjects");
        checkPositive(maxDepth, "maxDepth");
    }

    /** 16 MiB, a million objects, 256 levels. */
    public static CodecLimits defaults() {
        return DEFAULTS;
    }

    public CodecLimits withMaxBytes(int maxBytes) {
        return new CodecLimits(maxBytes, maxObjects, maxDepth);
    }

    private static void checkPositive(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
        }
    }
}
