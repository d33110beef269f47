package io.volant.rpc.serialization;

import static java.lang.invoke.MethodHandles.byteArrayViewVarHandle;

import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF; the JDK would replace such bytes in silence. */
final class Utf8 {
    private static final VarHandle LONGS = byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private Utf8() {}

    /** Bytes of {@code text} in UTF-8, or -1 when it holds half of a surrogate pair. */
    static long length(String text) {
        long bytes = 0;
        int chars = text.length();
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (!Character.isSurrogate(c)) {
                bytes += 3;
            } else if (Character.isHighSurrogate(c) && i + 1 < chars && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else {
                return -1;
            }
        }
        return bytes;
    }

    /** Writes a text whose surrogates {@link #length} has found paired, and returns the position after it. */
    static int encode(String text, byte[] to, int position) {
        int at = position;
        int chars = text.length();
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                to[at++] = (byte) c;
            } else if (c < 0x800) {
                to[at++] = (byte) (0xC0 | (c >> 6));
                to[at++] = (byte) (0x80 | (c & 0x3F));
            } else if (!Character.isSurrogate(c)) {
                to[at++] = (byte) (0xE0 | (c >> 12));
                to[at++] = (byte) (0x80 | (c >> 6 & 0x3F));
                to[at++] = (byte) (0x80 | (c & 0x3F));
            } else {
                int point = Character.toCodePoint(c, text.charAt(++i));
                to[at++] = (byte) (0xF0 | (point >> 18));
                to[at++] = (byte) (0x80 | (point >> 12 & 0x3F));
                to[at++] = (byte) (0x80 | (point >> 6 & 0x3F));
                to[at++] = (byte) (0x80 | (point & 0x3F));
            }
        }
        return at;
    }

    static boolean isAscii(byte[] bytes, int position, int end) {
        int at = position;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            if (((long) LONGS.get(bytes, at) & HIGH_BITS) != 0) {
                return false;
            }
        }
        for (; at < end; at++) {
            if (bytes[at] < 0) {
                return false;
            }
        }
        return true;
    }

    static boolean isValid(byte[] bytes, int position, int end) {
        int at = position;
        while (at < end) {
            int lead = bytes[at] & 0xFF;
            if (lead < 0x80) {
                at++;
                continue;
            }
            int more = lead >= 0xC2 && lead < 0xE0
                    ? 1
                    : lead >= 0xE0 && lead < 0xF0 ? 2 : lead >= 0xF0 && lead < 0xF5 ? 3 : 0;
            if (more == 0 || end - at <= more) {
                return false;
            }
            int second = bytes[at + 1] & 0xFF;
            boolean fits = switch (lead) {
                case 0xE0 -> second >= 0xA0; // less would be overlong
                case 0xED -> second < 0xA0; // more would be a surrogate
                case 0xF0 -> second >= 0x90; // less would be overlong
                case 0xF4 -> second < 0x90; // more would be above U+10FFFF
                default -> true;
            };
            if (!fits) {
                return false;
            }
            for (int i = 1; i <= more; i++) {
                if ((bytes[at + i] & 0xC0) != 0x80) {
                    return false;
                }
            }
            at += more + 1;
        }
        return true;
    }
}
