package io.volant.rpc.transport;

import static io.volant.rpc.transport.FrameLayout.LENGTH_FIELD;

import io.netty.buffer.ByteBuf;

/**
 * Appends whole frames to a buffer: one writer per connection, which also counts the frames for the
 * checksum, so that frames must be written in the order in which they are sent.
 *
 * <p>The receiver's limits are the caller's business: {@link #length} says beforehand how long a
 * frame would be. Confined to the event loop; allocates nothing.
 */
final class FrameWriter {
    private final FrameChecksum checksum;

    FrameWriter(FrameChecksum checksum) {
        this.checksum = checksum;
    }

    /** The value of the length field of this message sent as one frame. */
    long length(MessageHead head, int bodyLength) {
        return (long) head.size() - LENGTH_FIELD + bodyLength + checksum.size();
    }

    /**
     * How many bytes of the body fit the first frame of several; not positive where not even the
     * elements before it do. (Each further frame takes {@code fragment} bytes: that always fits.)
     *
     * @param fragment most bytes of a body in one frame
     * @param largestFrame most that the receiver accepts in a length field
     */
    int roomOfFirst(MessageHead head, int totalLength, int fragment, int largestFrame) {
        int before = head.size() - LENGTH_FIELD + Varint.size32(totalLength) + checksum.size();
        return Math.min(fragment, largestFrame - before);
    }

    /** A whole message in one frame. */
    void message(ByteBuf out, MessageHead head, byte[] body, int offset, int length) {
        int frame = begin(out, head.type(), head.flags(), head.aux(), head.callId());
        elements(out, head, -1);
        out.writeBytes(body, offset, length);
        end(out, frame);
    }

    /** The first frame of a message whose body has {@code totalLength} bytes, more than given here. */
    void first(ByteBuf out, MessageHead head, int totalLength, byte[] body, int offset, int length) {
        int frame = begin(out, head.type(), head.flags() | FrameFlags.MORE, head.aux(), head.callId());
        elements(out, head, totalLength);
        out.writeBytes(body, offset, length);
        end(out, frame);
    }

    /** A further frame of a message; sequences count from 1. */
    void fragment(ByteBuf out, int callId, int sequence, boolean more, byte[] body, int offset, int length) {
        int frame = begin(out, FrameType.FRAG, more ? FrameFlags.MORE : 0, sequence, callId);
        out.writeBytes(body, offset, length);
        end(out, frame);
    }

    void fragmentAbort(ByteBuf out, int callId, int code) {
        end(out, begin(out, FrameType.FRAG_ABORT, 0, code, callId));
    }

    void cancel(ByteBuf out, int callId, int reason) {
        end(out, begin(out, FrameType.CANCEL, 0, reason, callId));
    }

    void ping(ByteBuf out, long opaque) {
        int frame = begin(out, FrameType.PING, 0, 0, CallId.CONNECTION);
        out.writeLong(opaque);
        end(out, frame);
    }

    void pong(ByteBuf out, long opaque, int inFlight, int queueMicros) {
        int frame = begin(out, FrameType.PONG, 0, 0, CallId.CONNECTION);
        out.writeLong(opaque);
        Varint.write32(out, inFlight);
        Varint.write32(out, queueMicros);
        end(out, frame);
    }

    void clock(ByteBuf out, long micros) {
        int frame = begin(out, FrameType.CLOCK, 0, 0, CallId.CONNECTION);
        out.writeLong(micros);
        end(out, frame);
    }

    void goAway(ByteBuf out, GoAwayFrame goAway) {
        int frame = begin(out, FrameType.GOAWAY, 0, goAway.reason(), CallId.CONNECTION);
        goAway.write(out);
        end(out, frame);
    }

    void bind(ByteBuf out, int bindNumber, BindFrame bind) {
        int frame = begin(out, FrameType.BIND, 0, bindNumber, CallId.CONNECTION);
        bind.write(out);
        end(out, frame);
    }

    void bindAck(ByteBuf out, int bindNumber, BindAck ack) {
        int frame = begin(out, FrameType.BIND_ACK, 0, bindNumber, CallId.CONNECTION);
        ack.write(out);
        end(out, frame);
    }

    private static int begin(ByteBuf out, FrameType type, int flags, int aux, int callId) {
        int frame = out.writerIndex();
        out.writeLong(FrameLayout.head(0, type.code(), flags, aux));
        out.writeInt(callId);
        return frame;
    }

    private static void elements(ByteBuf out, MessageHead head, int totalLength) {
        int flags = head.flags();
        if (FrameFlags.has(flags, FrameFlags.DEADLINE)) {
            Varint.write32(out, head.deadlineMillis());
        }
        if (FrameFlags.has(flags, FrameFlags.EXTENSIONS)) {
            head.writeExtensions(out);
        }
        if (FrameFlags.has(flags, FrameFlags.METADATA)) {
            Varint.write32(out, head.metadata().length);
            out.writeBytes(head.metadata());
        }
        if (FrameFlags.has(flags, FrameFlags.TIMING)) {
            Varint.write32(out, head.queueMicros());
            Varint.write32(out, head.serviceMicros());
        }
        if (totalLength >= 0) {
            Varint.write32(out, totalLength);
        }
        if (FrameFlags.has(flags, FrameFlags.COMPRESSED)) {
            out.writeByte(head.encoding());
            Varint.write32(out, head.originalLength());
        }
    }

    private void end(ByteBuf out, int frame) {
        int size = out.writerIndex() - frame;
        out.setInt(frame + FrameLayout.LENGTH_OFFSET, size - LENGTH_FIELD + checksum.size());
        checksum.append(out, frame, size);
    }
}
