package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import io.volant.rpc.Status;

/**
 * The extensions of a message: (varint type, varint length, bytes)*, in ascending order of type.
 *
 * <p>Odd types may be ignored by who does not know them. An even type that is not known here means
 * that the call must not run: UNIMPLEMENTED.
 */
final class ExtensionsCodec {
    private ExtensionsCodec() {}

    /**
     * Checks the extensions of a received message. A {@link CallFault} where they are malformed, too
     * long, or hold a critical type, of which protocol 1 has none. Moves the buffer's reader index.
     */
    static void check(ByteBuf in, int start, int length) {
        if (length > FrameLayout.MAX_EXTENSIONS) {
            throw new CallFault(
                    Rule.EXTENSIONS,
                    Status.RESOURCE_EXHAUSTED,
                    "extensions: " + length + " bytes (expected: at most " + FrameLayout.MAX_EXTENSIONS + ")");
        }
        int end = start + length;
        in.readerIndex(start);
        int last = -1;
        while (in.readerIndex() < end) {
            last = next(in, end, last);
        }
    }

    /**
     * How long the value of an extension is, at which the buffer's reader index stands then; negative where there is none. Of extensions
     * that were {@linkplain #check checked}.
     */
    static int find(ByteBuf in, int start, int length, int wanted) {
        int end = start + length;
        in.readerIndex(start);
        while (in.readerIndex() < end) {
            int type = Varint.read32(in, end);
            int bytes = Varint.read32(in, end);
            if (type >= wanted) { // they ascend
                return type == wanted ? bytes : -1;
            }
            in.skipBytes(bytes);
        }
        return -1;
    }

    /** Appends one extension; types are written in ascending order. */
    static void write(ByteBuf out, int type, byte[] value) {
        Varint.write32(out, type);
        Varint.write32(out, value.length);
        out.writeBytes(value);
    }

    private static int next(ByteBuf in, int end, int last) {
        int type = number(in, end);
        int length = number(in, end);
        if (type <= last || length > end - in.readerIndex()) {
            throw new CallFault(
                    Rule.EXTENSIONS,
                    Status.INVALID_ARGUMENT,
                    "extension " + type + " after " + last + ", " + length + " bytes, " + (end - in.readerIndex())
                            + " left (expected: ascending types that fit)");
        }
        if ((type & 1) == 0) {
            throw new CallFault(
                    Rule.EXTENSION_UNKNOWN, Status.UNIMPLEMENTED, "extension " + type + ": unknown here, and critical");
        }
        in.skipBytes(length);
        return type;
    }

    private static int number(ByteBuf in, int end) {
        try {
            return Varint.read32(in, end);
        } catch (ProtocolFault e) {
            throw new CallFault(Rule.EXTENSIONS, Status.INVALID_ARGUMENT, "extensions: " + e.detail());
        }
    }
}
