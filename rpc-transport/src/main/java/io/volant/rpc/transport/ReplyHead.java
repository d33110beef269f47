package io.volant.rpc.transport;

import io.volant.rpc.Metadata;

/** What stands before the body of a received RESPONSE or ERROR, once it is taken out of the frame. */
record ReplyHead(PendingCall call, FrameType type, int aux, Metadata metadata, int encoding, int originalLength) {
    static ReplyHead of(PendingCall call, FrameHeader frame, Metadata metadata) {
        return new ReplyHead(call, frame.type(), frame.aux(), metadata, frame.encoding(), frame.originalLength());
    }
}
