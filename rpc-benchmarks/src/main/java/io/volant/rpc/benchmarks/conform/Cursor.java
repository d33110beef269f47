package io.volant.rpc.benchmarks.conform;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the forms of section 1 of the specification; what does not fit is a {@link Breach} of whoever sent it. */
final class Cursor {
    private final byte[] bytes;
    private int at;

    Cursor(byte[] bytes) {
        this.bytes = bytes;
    }

    int u8() {
        return take(1)[0] & 0xFF;
    }

    int u16() {
        return u8() << 8 | u8();
    }

    int u32() {
        return u16() << 16 | u16();
    }

    long varint() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = u8();
            value |= (next & 0x7FL) << shift;
            if (next < 0x80) {
                if (next == 0 && shift > 0) {
                    throw new Breach("a varint in its shortest form", "one that ends with a byte 00");
                }
                return value;
            }
            if (shift > 56) {
                throw new Breach("a varint of at most 9 bytes", "a longer one");
            }
        }
    }

    String string() {
        return new String(take(varint()), StandardCharsets.UTF_8);
    }

    byte[] take(long count) {
        if (count > left()) {
            throw new Breach("a field of " + count + " bytes", left() + " bytes left");
        }
        at += (int) count;
        return Arrays.copyOfRange(bytes, at - (int) count, at);
    }

    int left() {
        return bytes.length - at;
    }
}
