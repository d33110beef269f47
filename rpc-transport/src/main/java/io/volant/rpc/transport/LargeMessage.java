package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import io.volant.rpc.Payload;

/** A message that is sent in several frames, and how much of it was. Confined to the event loop. */
final class LargeMessage {
    final OutMessage message;
    private final Payload body;
    private int sent;
    private int sequence;
    private int callId;

    LargeMessage(OutMessage message) {
        this.message = message;
        this.body = message.body();
    }

    /** Bytes of the body that were not written. */
    int left() {
        return body.length() - sent;
    }

    /** Makes ready for the next frame; false when the message is not to be sent any more. */
    boolean describe(MessageHead head, long nowNanos) {
        return sequence > 0 || message.begin(head, nowNanos);
    }

    /** Writes the next frame and returns how many bytes of the body it took. */
    int write(FrameWriter writer, MessageHead head, ByteBuf out, int fragment, int largestFrame) {
        int from = body.offset() + sent;
        int bytes;
        if (sequence == 0) {
            callId = head.callId();
            bytes = Math.min(left(), writer.roomOfFirst(head, body.length(), fragment, largestFrame));
            writer.first(out, head, body.length(), body.array(), from, bytes);
        } else {
            bytes = Math.min(left(), fragment);
            writer.fragment(out, callId, sequence, bytes < left(), body.array(), from, bytes);
        }
        sequence++;
        sent += bytes;
        return bytes;
    }
}
