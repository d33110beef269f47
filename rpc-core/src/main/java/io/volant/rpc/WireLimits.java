package io.volant.rpc;

/**
 * Sizes and counts that a transport announces to its peer and enforces, in bytes but for {@code maxInFlight}. Immutable, and
 * checked to fit together.
 *
 * @param maxFrame largest frame this side reads
 * @param fragment messages larger than this are sent in pieces of it
 * @param maxMessage largest message this side reads
 * @param assembly most that incomplete messages of one connection may reserve
 * @param maxMetadata largest encoded metadata of a call or a reply
 * @param maxInFlight most calls that one connection may have running here
 * @param keptReplies most bytes of replies that a server keeps for calls which must run once, until their clients have them: 0 on either
 *     side for not at all, so that such a call whose connection broke is not asked again
 */
public record WireLimits(
        int maxFrame, int fragment, int maxMessage, int assembly, int maxMetadata, int maxInFlight, int keptReplies) {
    private static final WireLimits DEFAULTS =
            new WireLimits(256 << 10, 64 << 10, 16 << 20, 64 << 20, 8 << 10, 8_192, 8 << 20);
    private static final int SMALLEST_FRAGMENT = 1 << 10;
    private static final int LARGEST_MESSAGE = 256 << 20;
    private static final int SLOTS = 16_384;

    public WireLimits {
        check("maxFrame", maxFrame, 2 * SMALLEST_FRAGMENT, LARGEST_MESSAGE);
        check("fragment", fragment, SMALLEST_FRAGMENT, maxFrame / 2);
        check("maxMessage", maxMessage, 1, LARGEST_MESSAGE);
        check("assembly", assembly, maxMessage, Integer.MAX_VALUE);
        check("maxMetadata", maxMetadata, 1, fragment);
        check("maxInFlight", maxInFlight, 1, SLOTS);
        check("keptReplies", keptReplies, 0, Integer.MAX_VALUE);
    }

    /** 256 KiB frames, 64 KiB fragments, 16 MiB messages, 64 MiB assembly, 8 KiB metadata, 8,192 calls, 8 MiB of replies. */
    public static WireLimits defaults() {
        return DEFAULTS;
    }

    public WireLimits withMaxMessage(int maxMessage) {
        return new WireLimits(
                maxFrame, fragment, maxMessage, Math.max(assembly, maxMessage), maxMetadata, maxInFlight, keptReplies);
    }

    public WireLimits withFragment(int fragment) {
        return new WireLimits(maxFrame, fragment, maxMessage, assembly, maxMetadata, maxInFlight, keptReplies);
    }

    public WireLimits withAssembly(int assembly) {
        return new WireLimits(maxFrame, fragment, maxMessage, assembly, maxMetadata, maxInFlight, keptReplies);
    }

    public WireLimits withMaxInFlight(int maxInFlight) {
        return new WireLimits(maxFrame, fragment, maxMessage, assembly, maxMetadata, maxInFlight, keptReplies);
    }

    public WireLimits withKeptReplies(int keptReplies) {
        return new WireLimits(maxFrame, fragment, maxMessage, assembly, maxMetadata, maxInFlight, keptReplies);
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + least + ".." + most + ")");
        }
    }
}
