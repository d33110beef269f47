package io.volant.rpc.transport;

/** The bits of a frame's flags byte: which optional elements follow the header. */
final class FrameFlags {
    /** F: more fragments follow. */
    static final int MORE = 0x80;

    /** D: the remaining time of the call. */
    static final int DEADLINE = 0x40;

    /** M: metadata. */
    static final int METADATA = 0x20;

    /** C: the body is compressed. */
    static final int COMPRESSED = 0x10;

    /** T: the server's queue and service time. */
    static final int TIMING = 0x04;

    /** X: extensions. */
    static final int EXTENSIONS = 0x02;

    /** Bits without a meaning in protocol 1: always 0. */
    static final int RESERVED = 0x09;

    private FrameFlags() {}

    static boolean has(int flags, int bit) {
        return (flags & bit) != 0;
    }

    /** Refuses the reserved bits, and the bits that have no meaning on this type of frame. */
    static void check(FrameType type, int flags) {
        if ((flags & ~type.allowedFlags()) != 0) {
            throw refused(type, flags);
        }
    }

    private static ProtocolFault refused(FrameType type, int flags) {
        if ((flags & RESERVED) != 0) {
            return new ProtocolFault(
                    Rule.FLAGS_RESERVED, type + " flags: 0x" + hex(flags) + " (expected: bits 0x09 clear)");
        }
        return new ProtocolFault(
                Rule.FLAGS_OF_TYPE,
                type + " flags: 0x" + hex(flags) + " (expected: none but 0x" + hex(type.allowedFlags()) + ")");
    }

    private static String hex(int flags) {
        return Integer.toHexString(flags | 0x100).substring(1);
    }
}
