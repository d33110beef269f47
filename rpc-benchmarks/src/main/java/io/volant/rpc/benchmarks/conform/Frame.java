package io.volant.rpc.benchmarks.conform;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** A frame of section 3 of the specification: its header, and what follows it. */
final class Frame {
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
    static final int CLOCK = 0xA0;

    static final int FLAG_MORE = 0x80;
    static final int FLAG_DEADLINE = 0x40;
    static final int FLAG_METADATA = 0x20;
    static final int FLAG_COMPRESSED = 0x10;
    static final int FLAG_TIMING = 0x04;
    static final int FLAG_EXTENSIONS = 0x02;

    static final int HEADER_AFTER_LENGTH = 8;

    private final int type;
    private final int flags;
    private final int aux;
    private final int callId;
    private final byte[] rest;

    Frame(int type, int flags, int aux, int callId, byte[] rest) {
        this.type = type;
        this.flags = flags;
        this.aux = aux;
        this.callId = callId;
        this.rest = rest;
    }

    /** The frame whose bytes behind the length field these are. */
    static Frame of(byte[] afterLength) {
        ByteBuffer header = ByteBuffer.wrap(afterLength);
        return new Frame(
                header.get() & 0xFF,
                header.get() & 0xFF,
                header.getShort() & 0xFFFF,
                header.getInt(),
                Arrays.copyOfRange(afterLength, HEADER_AFTER_LENGTH, afterLength.length));
    }

    /** A frame in hex, the length left out. */
    static byte[] hex(String hex) {
        byte[] bytes = Bytes.hex(hex);
        return new Bytes().u32(bytes.length).bytes(bytes).toArray();
    }

    byte[] toBytes() {
        return new Bytes()
                .u32(HEADER_AFTER_LENGTH + rest.length)
                .u8(type)
                .u8(flags)
                .u16(aux)
                .u32(callId)
                .bytes(rest)
                .toArray();
    }

    int type() {
        return type;
    }

    int flags() {
        return flags;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    int aux() {
        return aux;
    }

    int callId() {
        return callId;
    }

    /** Everything behind the call id. */
    byte[] rest() {
        return rest;
    }

    /** Microseconds that a reply with server timing says its call spent with the server. */
    long serverMicros() {
        Cursor cursor = new Cursor(rest);
        if (has(FLAG_EXTENSIONS)) {
            cursor.take(cursor.varint());
        }
        if (has(FLAG_METADATA)) {
            cursor.take(cursor.varint());
        }
        return cursor.varint() + cursor.varint();
    }

    /** What stands behind the elements of a reply. */
    byte[] body() {
        Cursor cursor = new Cursor(rest);
        if (has(FLAG_EXTENSIONS)) {
            cursor.take(cursor.varint());
        }
        if (has(FLAG_METADATA)) {
            cursor.take(cursor.varint());
        }
        if (has(FLAG_TIMING)) {
            cursor.varint();
            cursor.varint();
        }
        return cursor.take(cursor.left());
    }

    /** The outcome of an ERROR: 1 is not executed. */
    int outcome() {
        return (int) new Cursor(body()).varint() & 3;
    }

    /** Whether an ERROR forbids another attempt. */
    boolean neverRetry() {
        return (new Cursor(body()).varint() & 8) != 0;
    }

    /** The text of a GOAWAY. */
    String reason() {
        Cursor cursor = new Cursor(rest);
        cursor.varint();
        cursor.u8();
        cursor.varint();
        return cursor.string();
    }

    @Override
    public String toString() {
        return switch (type) {
            case GOAWAY -> "GOAWAY, reason " + aux + " \"" + reason() + "\"";
            case ERROR -> "ERROR of call " + callId + ", status " + aux + " \"" + printable() + "\"";
            default ->
                String.format("frame of type 0x%02x, flags %02x, aux %d, id %d, ", type, flags, aux, callId)
                        + HexFormat.of().formatHex(rest, 0, Math.min(rest.length, 16));
        };
    }

    private String printable() {
        return new String(rest, StandardCharsets.UTF_8).replaceAll("[^ -~]", "").trim();
    }
}
