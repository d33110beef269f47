package io.volant.rpc.examples.calls;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** One frame as it travelled, its length field included. */
final class WireFrame {
    static final int REQUEST = 0x10;
    static final int RESPONSE = 0x11;

    private static final int HELLO_HEAD = 6; // magic and length
    private static final int LENGTH = 4;

    private final byte[] bytes;

    private WireFrame(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    int type() {
        return bytes[LENGTH] & 0xff;
    }

    String name() {
        return switch (type()) {
            case 0x03 -> "BIND";
            case 0x04 -> "BIND_ACK";
            case REQUEST -> "REQUEST";
            case RESPONSE -> "RESPONSE";
            case 0xa0 -> "CLOCK";
            default -> String.format("0x%02x", type());
        };
    }

    /** How many bytes the hello takes with which one direction of a connection begins. */
    static int helloLength(byte[] stream) {
        return HELLO_HEAD + Short.toUnsignedInt(ByteBuffer.wrap(stream).getShort(LENGTH));
    }

    /** The frames behind the hello. */
    static List<WireFrame> of(byte[] stream) {
        List<WireFrame> frames = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.wrap(stream).position(helloLength(stream));
        while (rest.remaining() >= LENGTH && rest.remaining() >= LENGTH + rest.getInt(rest.position())) {
            byte[] frame = new byte[LENGTH + rest.getInt(rest.position())];
            rest.get(frame);
            frames.add(new WireFrame(frame));
        }
        return frames;
    }
}
