package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;

/** The fixed parts of the payloads of PING, PONG, CLOCK and of the larger control frames. */
final class ControlPayload {
    private static final int CLOCK_BITS = 53;

    private ControlPayload() {}

    /** The opaque bytes of a PING or PONG. */
    static long opaque(FrameHeader frame) {
        return firstLong(frame);
    }

    /** The sender's time of a CLOCK, in microseconds since its hello. */
    static long clockMicros(FrameHeader frame) {
        long micros = firstLong(frame);
        if (micros >>> CLOCK_BITS != 0) {
            throw new ProtocolFault(
                    Rule.CLOCK, "CLOCK: " + Long.toUnsignedString(micros) + " µs (expected: below 2^53)");
        }
        return micros;
    }

    static void need(ByteBuf payload, int end, int bytes, String frame) {
        if (end - payload.readerIndex() < bytes) {
            throw new ProtocolFault(
                    Rule.PAYLOAD,
                    frame + " payload: " + (end - payload.readerIndex()) + " bytes left (expected: at least " + bytes
                            + ")");
        }
    }

    private static long firstLong(FrameHeader frame) {
        if (frame.bodyLength() < Long.BYTES) {
            throw new ProtocolFault(
                    Rule.PAYLOAD, frame.type() + " payload: " + frame.bodyLength() + " bytes (expected: at least 8)");
        }
        return frame.buffer().getLong(frame.bodyStart());
    }
}
