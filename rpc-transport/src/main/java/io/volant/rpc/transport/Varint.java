package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;

/**
 * Unsigned LEB128 in its one shortest form: 32-bit varints hold 0 to 2³¹−1 in at most 5 bytes,
 * 64-bit varints 0 to 2⁶³−1 in at most 9.
 *
 * <p>Reading starts at the buffer's reader index, stops before {@code end}, and is a
 * {@link ProtocolFault} where the value is cut off, too large, or longer than it need be.
 */
final class Varint {
    private static final int MAX_BYTES_32 = 5;
    private static final int MAX_BYTES_64 = 9;

    private Varint() {}

    static int read32(ByteBuf in, int end) {
        int index = in.readerIndex();
        if (index < end) {
            byte first = in.getByte(index);
            if (first >= 0) {
                in.readerIndex(index + 1);
                return first;
            }
        }
        long value = readLong(in, end, MAX_BYTES_32);
        if (value > Integer.MAX_VALUE) {
            throw new ProtocolFault(Rule.VARINT, "varint: " + value + " (expected: at most 2147483647)");
        }
        return (int) value;
    }

    static long read64(ByteBuf in, int end) {
        return readLong(in, end, MAX_BYTES_64);
    }

    static void write32(ByteBuf out, int value) {
        while ((value & ~0x7F) != 0) {
            out.writeByte((value & 0x7F) | 0x80);
            value >>>= 7;
        }
        out.writeByte(value);
    }

    static void write64(ByteBuf out, long value) {
        while ((value & ~0x7FL) != 0) {
            out.writeByte(((int) value & 0x7F) | 0x80);
            value >>>= 7;
        }
        out.writeByte((int) value);
    }

    /** How many bytes {@link #write32} takes. */
    static int size32(int value) {
        return (38 - Integer.numberOfLeadingZeros(value | 1)) / 7;
    }

    /** How many bytes {@link #write64} takes. */
    static int size64(long value) {
        return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
    }

    private static long readLong(ByteBuf in, int end, int maxBytes) {
        int start = in.readerIndex();
        long value = 0;
        for (int n = 0; n < maxBytes; n++) {
            if (start + n >= end) {
                throw new ProtocolFault(Rule.ELEMENTS_FIT, "varint: cut off after " + n + " bytes");
            }
            byte next = in.getByte(start + n);
            value |= (next & 0x7FL) << (7 * n);
            if (next >= 0) {
                if (next == 0 && n > 0) {
                    throw new ProtocolFault(
                            Rule.VARINT,
                            "varint: " + (n + 1) + " bytes for " + value + " (expected: the shortest form)");
                }
                in.readerIndex(start + n + 1);
                return value;
            }
        }
        throw new ProtocolFault(Rule.VARINT, "varint: more than " + maxBytes + " bytes");
    }
}
