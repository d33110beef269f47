package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import io.volant.rpc.Payload;

/**
 * One received frame, taken apart: where each optional element and the body lie in the buffer.
 *
 * <p>A view that {@link FrameReader} fills anew for each frame: it belongs to the event loop and is
 * valid until the next frame is read. Positions are absolute indices of {@link #buffer()}.
 */
final class FrameHeader {
    ByteBuf buffer;
    FrameType type = FrameType.IGNORED;
    int flags;
    int aux;
    int callId;
    int deadlineMillis;
    int extensionsStart;
    int extensionsLength;
    int metadataStart;
    int metadataLength;
    int queueMicros;
    int serviceMicros;
    int totalLength;
    int encoding;
    int originalLength;
    int bodyStart;
    int bodyLength;

    FrameHeader(ByteBuf empty) {
        this.buffer = empty;
    }

    /** The buffer that the positions mean. Not retained: copy, or retain, what outlives the frame. */
    ByteBuf buffer() {
        return buffer;
    }

    FrameType type() {
        return type;
    }

    /** Method id, code, bind number or sequence, by type. */
    int aux() {
        return aux;
    }

    int callId() {
        return callId;
    }

    /** Remaining milliseconds at the sender, at least 1; 0 where the frame carries no deadline. */
    int deadlineMillis() {
        return deadlineMillis;
    }

    boolean hasExtensions() {
        return FrameFlags.has(flags, FrameFlags.EXTENSIONS);
    }

    int extensionsStart() {
        return extensionsStart;
    }

    int extensionsLength() {
        return extensionsLength;
    }

    boolean hasMetadata() {
        return FrameFlags.has(flags, FrameFlags.METADATA);
    }

    int metadataStart() {
        return metadataStart;
    }

    int metadataLength() {
        return metadataLength;
    }

    boolean hasTiming() {
        return FrameFlags.has(flags, FrameFlags.TIMING);
    }

    int queueMicros() {
        return queueMicros;
    }

    int serviceMicros() {
        return serviceMicros;
    }

    /** Whether FRAG frames with the rest of the body follow. */
    boolean moreFollows() {
        return FrameFlags.has(flags, FrameFlags.MORE);
    }

    /** Bytes of the body as sent, in all frames of the message; on a FRAG only those of the frame. */
    int totalLength() {
        return totalLength;
    }

    boolean compressed() {
        return FrameFlags.has(flags, FrameFlags.COMPRESSED);
    }

    /** Which of the agreed compressors made the body, from 1; 0 where it is not compressed. */
    int encoding() {
        return encoding;
    }

    /** Bytes of the body before compression, as the sender says; 0 where it is not compressed. */
    int originalLength() {
        return originalLength;
    }

    int bodyStart() {
        return bodyStart;
    }

    /** Bytes of the body, or of the payload of a control frame, in this frame. */
    int bodyLength() {
        return bodyLength;
    }

    /** The body, copied out of the buffer, which is read into again. */
    Payload copyOfBody() {
        if (bodyLength == 1) {
            return Payload.of(buffer.getByte(bodyStart));
        }
        byte[] body = new byte[bodyLength];
        buffer.getBytes(bodyStart, body);
        return Payload.of(body);
    }

    /** The body as a buffer of its own that shares the bytes; for frames that are not per call. */
    ByteBuf body() {
        return buffer.slice(bodyStart, bodyLength);
    }
}
