package io.volant.rpc.transport;

import io.volant.rpc.Failure;
import io.volant.rpc.Payload;
import org.jspecify.annotations.Nullable;

/** The RESPONSE or ERROR to one call: made on whatever thread ends the call, from then on confined to the event loop. */
final class Reply implements Submission, OutMessage {
    private static final byte[] NO_METADATA = {};

    private final ServerCalls calls;
    private final @Nullable RunningCall call; // null where the call was refused before it ran
    private final int callId;
    private final FrameType type;
    private final int aux;
    private final Body body;
    private final byte[] metadata;
    private @Nullable Submission next;

    Reply(
            ServerCalls calls,
            @Nullable RunningCall call,
            int callId,
            FrameType type,
            int aux,
            Body body,
            byte[] metadata) {
        this.calls = calls;
        this.call = call;
        this.callId = callId;
        this.type = type;
        this.aux = aux;
        this.body = body;
        this.metadata = metadata;
    }

    /** The reply to a call that did not run. */
    static Reply refusal(ServerCalls calls, int callId, Failure failure) {
        Body body = Body.plain(ErrorFrame.encode(failure));
        return new Reply(calls, null, callId, FrameType.ERROR, failure.status().code(), body, NO_METADATA);
    }

    int callId() {
        return callId;
    }

    boolean isError() {
        return type == FrameType.ERROR;
    }

    @Override
    public @Nullable Submission next() {
        return next;
    }

    @Override
    public void next(@Nullable Submission next) {
        this.next = next;
    }

    @Override
    public void onLoop() {
        calls.onReply(this, call);
    }

    @Override
    public void onLoopGone() {} // and the connection with it

    @Override
    public boolean begin(MessageHead head, long nowNanos) {
        head.start(type, aux, callId).metadata(metadata);
        if (body.encoding() != 0) {
            head.compressed(body.encoding(), body.originalLength());
        }
        return true;
    }

    @Override
    public boolean isOver() {
        return false;
    }

    @Override
    public Payload body() {
        return body.payload();
    }

    @Override
    public boolean onWritten() {
        return false;
    }

    @Override
    public void onFlushed() {}
}
