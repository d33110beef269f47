package io.volant.rpc.transport;

import io.volant.rpc.ByteBudget;
import io.volant.rpc.CallTimeline;
import io.volant.rpc.Failure;
import io.volant.rpc.Payload;
import io.volant.rpc.Status;
import org.jspecify.annotations.Nullable;

/** The RESPONSE or ERROR to one call: made on whatever thread ends the call, from then on confined to the event loop. */
final class Reply implements OutMessage {
    static final byte[] NO_METADATA = {};
    private static final int OBJECTS = 128; // what a reply costs beside its bytes

    private final int callId;
    private final FrameType type;
    private final int aux;
    private final Payload body;
    private final int encoding; // of the body, as originalLength: a Body in parts, which costs no object
    private final int originalLength;
    private final byte[] metadata;
    private int queueMicros = CallTimeline.UNKNOWN;
    private int serviceMicros;
    private int number; // of the messages sent on its connection; 0 while it is not
    private @Nullable ByteBudget charged; // while it counts

    Reply(int callId, FrameType type, int aux, Body body, byte[] metadata) {
        this(callId, type, aux, body.payload(), body.encoding(), body.originalLength(), metadata);
    }

    private Reply(
            int callId, FrameType type, int aux, Payload body, int encoding, int originalLength, byte[] metadata) {
        this.callId = callId;
        this.type = type;
        this.aux = aux;
        this.body = body;
        this.encoding = encoding;
        this.originalLength = originalLength;
        this.metadata = metadata;
    }

    /** A reply whose body is sent as it is; the compiler does not see through a {@link Body} that may be another. */
    static Reply plain(int callId, FrameType type, int aux, Payload body, byte[] metadata) {
        return new Reply(callId, type, aux, body, 0, 0, metadata);
    }

    /** The reply that says why there is no result. */
    static Reply error(int callId, Failure failure, Payload encoded, byte[] metadata) {
        return plain(callId, FrameType.ERROR, failure.status().code(), encoded, metadata);
    }

    /** The reply to a call that did not run. */
    static Reply refusal(int callId, Failure failure) {
        return error(callId, failure, ErrorFrame.encode(failure), NO_METADATA);
    }

    /** The same reply to another attempt of the call. */
    Reply to(int anotherCallId) {
        return new Reply(anotherCallId, type, aux, body, encoding, originalLength, metadata);
    }

    /** Whether it is compressed, which only those can read that agreed on the same compressors. */
    boolean compressed() {
        return encoding != 0;
    }

    int metadataLength() {
        return metadata.length;
    }

    /** Whether it is one of the first {@code answers} of its connection, of which there were fewer than 2³¹ since. */
    boolean sentBefore(long answers) {
        return number != 0 && (int) answers - number >= 0;
    }

    /** Says how long the call waited and ran, both known; only where that was agreed, and before the reply is handed on. */
    Reply timed(int queueMicros, int serviceMicros) {
        this.queueMicros = queueMicros;
        this.serviceMicros = serviceMicros;
        return this;
    }

    /** Counts the reply, for which there need not be room, until it is written or dropped. Called once, by whoever made it. */
    void charge(ByteBudget budget) {
        charged = budget;
        budget.add(bytes());
    }

    private void giveBack() {
        ByteBudget budget = charged;
        if (budget != null) {
            charged = null;
            budget.giveBack(bytes());
        }
    }

    /** What it counts as. */
    long bytes() {
        return (long) OBJECTS + body.length() + metadata.length;
    }

    /** Only of an {@linkplain #isError error}. */
    Status status() {
        return Status.ofCode(aux).orElse(Status.INTERNAL);
    }

    boolean isError() {
        return type == FrameType.ERROR;
    }

    @Override
    public boolean begin(MessageHead head, long nowNanos) {
        head.start(type, aux, callId).metadata(metadata);
        number = head.started();
        if (encoding != 0) {
            head.compressed(encoding, originalLength);
        }
        if (queueMicros != CallTimeline.UNKNOWN) {
            head.timing(queueMicros, serviceMicros);
        }
        return true;
    }

    @Override
    public boolean isOver() {
        return false;
    }

    @Override
    public Payload body() {
        return body;
    }

    @Override
    public boolean onWritten() {
        giveBack();
        return false;
    }

    @Override
    public void onDropped() {
        giveBack();
    }

    @Override
    public void onFlushed() {}
}
