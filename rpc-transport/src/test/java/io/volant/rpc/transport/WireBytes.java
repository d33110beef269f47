package io.volant.rpc.transport;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * Bytes as docs/protocol.md words them, made without the codecs under test: a fault that is in both directions of a codec shows
 * here.
 */
final class WireBytes {
    static final int BIND = 0x03;
    static final int BIND_ACK = 0x04;
    static final int REQUEST = 0x10;
    static final int RESPONSE = 0x11;
    static final int ERROR = 0x12;
    static final int ONEWAY = 0x13;
    static final int CANCEL = 0x14;
    static final int FRAG = 0x18;
    static final int FRAG_ABORT = 0x19;
    static final int PING = 0x20;
    static final int PONG = 0x21;
    static final int GOAWAY = 0x22;

    /** Flag F. */
    static final int MORE = 0x80;

    /** The method id of {@link Words#echo} after {@link #bindWords}. */
    static final int ECHO = 16;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    WireBytes u8(int value) {
        out.write(value);
        return this;
    }

    WireBytes u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    WireBytes u32(int value) {
        return u16(value >>> 16).u16(value);
    }

    WireBytes u64(long value) {
        return u32((int) (value >>> 32)).u32((int) value);
    }

    WireBytes varint(long value) {
        long left = value;
        while (left >= 0x80) {
            u8((int) (left & 0x7F) | 0x80);
            left >>>= 7;
        }
        return u8((int) left);
    }

    WireBytes string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return varint(utf8.length).bytes(utf8);
    }

    WireBytes bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    WireBytes hex(String hex) {
        return bytes(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
    }

    byte[] toArray() {
        return out.toByteArray();
    }

    static byte[] frame(int type, int flags, int aux, int callId, byte[] rest) {
        return new WireBytes()
                .u32(8 + rest.length)
                .u8(type)
                .u8(flags)
                .u16(aux)
                .u32(callId)
                .bytes(rest)
                .toArray();
    }

    static byte[] frame(int type, int aux, int callId) {
        return frame(type, 0, aux, callId, new byte[0]);
    }

    /** A string as it stands in a body. */
    static byte[] body(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return new WireBytes().varint(utf8.length + 1L).bytes(utf8).toArray();
    }

    static byte[] request(int callId, String word) {
        return frame(REQUEST, 0, ECHO, callId, body(word));
    }

    static byte[] response(int callId, String word) {
        return frame(RESPONSE, 0, 0, callId, body(word));
    }

    static byte[] goAway(int reason, long received, boolean draining) {
        byte[] payload = new WireBytes()
                .varint(received)
                .u8(draining ? 1 : 0)
                .varint(30_000)
                .string("shutting down")
                .toArray();
        return frame(GOAWAY, 0, reason, 0, payload);
    }

    /** BIND of {@link Words} in the full form. */
    static byte[] bindWords(int number) {
        byte[] method = digest(Words.SCHEMA.getBytes(StandardCharsets.UTF_8));
        byte[] payload = new WireBytes()
                .u16(ECHO)
                .u8(1)
                .string("Words")
                .string("1")
                .bytes(digest(method))
                .varint(1)
                .string(Words.SIGNATURE)
                .bytes(method)
                .u8(0)
                .u8(0)
                .toArray();
        return frame(BIND, 0, number, 0, payload);
    }

    private static byte[] digest(byte[] bytes) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Arrays.copyOf(all, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The entry of a hello that names the serializer. */
    static WireBytes serializer() {
        return new WireBytes().varint(2).string("volant-kryo/1");
    }

    /** A hello that offers version 1, no feature and the default limits. */
    static byte[] clientHello() {
        return hello(1, 1, 0, 0, serializer().toArray());
    }

    static byte[] serverHello() {
        return hello(1, 0, 0, 0, serializer().toArray());
    }

    static byte[] hello(int first, int second, int features, int required, byte[] entries) {
        byte[] fields = new WireBytes()
                .u8(first)
                .u8(second)
                .u32(features)
                .u32(required)
                .bytes(entries)
                .toArray();
        return hello(fields);
    }

    /** Magic, length and checksum around whatever a hello holds. */
    static byte[] hello(byte[] fields) {
        byte[] unsigned = new WireBytes()
                .hex("f7 52 50 43")
                .u16(fields.length + 4)
                .bytes(fields)
                .toArray();
        CRC32C crc = new CRC32C();
        crc.update(unsigned);
        return new WireBytes().bytes(unsigned).u32((int) crc.getValue()).toArray();
    }
}
