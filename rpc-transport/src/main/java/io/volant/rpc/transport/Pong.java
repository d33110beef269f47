package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;

/**
 * The payload of a PONG.
 *
 * @param opaque the bytes of the PING it answers
 * @param inFlight calls its sender is running for this connection
 * @param queueMicros how long calls lately waited before they ran
 */
record Pong(long opaque, int inFlight, int queueMicros) {
    /** Reads a PONG; malformed is a {@link ProtocolFault}. */
    static Pong read(FrameHeader frame) {
        long opaque = ControlPayload.opaque(frame);
        ByteBuf in = frame.buffer();
        int end = frame.bodyStart() + frame.bodyLength();
        in.readerIndex(frame.bodyStart() + Long.BYTES);
        return new Pong(opaque, Varint.read32(in, end), Varint.read32(in, end));
    }
}
