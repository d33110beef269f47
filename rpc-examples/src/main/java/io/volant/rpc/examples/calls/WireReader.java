package io.volant.rpc.examples.calls;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.StringJoiner;

/** Reads bytes as docs/protocol.md section 1 says, and remembers how each field looked. Confined to one thread. */
final class WireReader {
    private static final int BYTES_PER_LINE = 16;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private final byte[] bytes;
    private final StringJoiner lines = new StringJoiner("\n");
    private int position;
    private int fieldStart;

    WireReader(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return position < bytes.length;
    }

    int position() {
        return position;
    }

    /** An unsigned number of so many bytes, big-endian. */
    long number(int size) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = (value << 8) | (bytes[position++] & 0xff);
        }
        return value;
    }

    /** An unsigned LEB128 number. */
    int varint() {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[position++];
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    byte[] bytes(int size) {
        position += size;
        return Arrays.copyOfRange(bytes, position - size, position);
    }

    String text(int size) {
        return new String(bytes(size), StandardCharsets.UTF_8);
    }

    /** Names what was read since the field before. */
    void field(String meaning) {
        for (int from = fieldStart; from < position; from += BYTES_PER_LINE) {
            String hex = HEX.formatHex(bytes, from, Math.min(position, from + BYTES_PER_LINE));
            lines.add(String.format("    %-48s  %s", hex, from + BYTES_PER_LINE >= position ? meaning : ""));
        }
        fieldStart = position;
    }

    /** The fields that were named, one per line. */
    String lines() {
        return lines.toString();
    }
}
