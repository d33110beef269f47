package io.volant.rpc.transport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A frame as it came, cut at fixed offsets. */
final class WireFrame {
    private final int type;
    private final int flags;
    private final int aux;
    private final int callId;
    private final byte[] rest;

    private WireFrame(int type, int flags, int aux, int callId, byte[] rest) {
        this.type = type;
        this.flags = flags;
        this.aux = aux;
        this.callId = callId;
        this.rest = rest;
    }

    static WireFrame of(byte[] afterLength) {
        ByteBuffer bytes = ByteBuffer.wrap(afterLength);
        return new WireFrame(
                bytes.get() & 0xFF,
                bytes.get() & 0xFF,
                bytes.getShort() & 0xFFFF,
                bytes.getInt(),
                Arrays.copyOfRange(afterLength, 8, afterLength.length));
    }

    int type() {
        return type;
    }

    int flags() {
        return flags;
    }

    int aux() {
        return aux;
    }

    int callId() {
        return callId;
    }

    /** What stands behind the call id. */
    byte[] rest() {
        return rest;
    }

    /** The first varint of a GOAWAY. */
    long received() {
        long value = 0;
        for (int i = 0; i < rest.length; i++) {
            value |= (rest[i] & 0x7FL) << (7 * i);
            if (rest[i] >= 0) {
                break;
            }
        }
        return value;
    }

    /** What of it people can read, such as the message of an ERROR or a GOAWAY. */
    String text() {
        return new String(rest, StandardCharsets.UTF_8);
    }

    /** The outcome bits of an ERROR: 1 is not executed, 2 executed. */
    int outcome() {
        return rest[0] & 3;
    }

    @Override
    public String toString() {
        return "type 0x" + Integer.toHexString(type) + " flags " + flags + " aux " + aux + " id " + callId + " "
                + text();
    }
}
