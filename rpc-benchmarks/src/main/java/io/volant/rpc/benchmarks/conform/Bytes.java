package io.volant.rpc.benchmarks.conform;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** Bytes in the forms of section 1 of the specification, written one after the other. */
final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    static byte[] join(byte[]... parts) {
        Bytes all = new Bytes();
        for (byte[] part : parts) {
            all.bytes(part);
        }
        return all.toArray();
    }

    static int crc(byte[]... parts) {
        CRC32C crc = new CRC32C();
        for (byte[] part : parts) {
            crc.update(part);
        }
        return (int) crc.getValue();
    }

    Bytes u8(int value) {
        out.write(value);
        return this;
    }

    Bytes u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    Bytes u32(int value) {
        return u16(value >>> 16).u16(value);
    }

    Bytes u64(long value) {
        return u32((int) (value >>> 32)).u32((int) value);
    }

    Bytes varint(long value) {
        long left = value;
        while (left >= 0x80) {
            u8((int) (left & 0x7F) | 0x80);
            left >>>= 7;
        }
        return u8((int) left);
    }

    Bytes string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return varint(utf8.length).bytes(utf8);
    }

    Bytes bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    byte[] toArray() {
        return out.toByteArray();
    }
}
