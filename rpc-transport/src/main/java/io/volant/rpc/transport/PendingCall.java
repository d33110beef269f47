package io.volant.rpc.transport;

import io.volant.rpc.CallTimeline;
import io.volant.rpc.Outcome;
import io.volant.rpc.Payload;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.ResponseFuture;
import io.volant.rpc.Status;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A call on its way through one connection; it is itself the future that its caller holds.
 *
 * <p>Made on the caller's thread, from then on confined to the event loop, but for {@link #run}, which the call's scope runs on
 * whatever thread cancels it.
 */
final class PendingCall extends ResponseFuture implements Submission, OutMessage, Runnable {
    /** How far a call has come; it only moves downwards, but for a call that is sent again. */
    enum State {
        /** Not yet seen by the event loop. */
        NEW,
        /** Has a slot; nothing of it was sent. */
        QUEUED,
        /** Some of its frames were sent. */
        PARTLY_SENT,
        SENT,
        /** Complete. */
        ENDED
    }

    private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    final Request request;
    private final Payload body;
    private final short encoding; // of the body, as originalLength: a Body in parts, which costs no object
    private final int originalLength;
    final byte[] metadata;
    private final ClientCalls calls;
    private @Nullable Submission next;

    State state = State.NEW;
    int id;
    int sentMicros = CallTimeline.UNKNOWN; // of the request, when it was last begun to be written
    long ordinal;

    @Nullable
    Binding binding;

    byte boundForm; // narrow, as the encoding: what the object has room for beside its other fields
    boolean sentAgain;

    /** As what its server knows it, where it was sent over another connection before. */
    final @Nullable Execution askedAgain;

    PendingCall(ClientCalls calls, Request request, Body body, byte[] metadata, @Nullable Execution askedAgain) {
        this.askedAgain = askedAgain;
        this.calls = calls;
        this.request = request;
        this.body = body.payload();
        this.encoding = (short) body.encoding();
        this.originalLength = body.originalLength();
        this.metadata = metadata;
    }

    @Override
    protected Request watched() {
        return request;
    }

    boolean oneway() {
        return request.method().oneway();
    }

    /** What is certain about the execution of this call if it ends now, without an answer. */
    Outcome outcomeWithoutAnswer() {
        return switch (state) {
            case NEW, QUEUED -> Outcome.NOT_SENT;
            case PARTLY_SENT -> Outcome.REJECTED; // an incomplete message never runs
            case SENT, ENDED -> Outcome.UNKNOWN;
        };
    }

    /** The scope was cancelled. */
    @Override
    public void run() {
        calls.submitCancel(this);
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
        calls.onNewCall(this);
    }

    @Override
    public void onLoopGone() {
        calls.life().leave();
        complete(Response.failure(CallTexts.failure(
                request, Status.UNAVAILABLE, "the runtime of this client was closed", Outcome.NOT_SENT)));
    }

    @Override
    public boolean begin(MessageHead head, long nowNanos) {
        if (state != State.QUEUED || binding == null) {
            return false;
        }
        long remaining = calls.clock().deadlineNanos(request) - nowNanos;
        if (remaining <= 0) {
            calls.onExpired(this);
            return false;
        }
        int millis = (int) Math.min(Integer.MAX_VALUE, (remaining + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
        head.start(oneway() ? FrameType.ONEWAY : FrameType.REQUEST, binding.methodId(request.method()), id)
                .deadline(millis)
                .extensions(PriorityExtension.of(request.priority()))
                .metadata(metadata);
        if (encoding != 0) {
            head.compressed(encoding, originalLength);
        }
        state = State.PARTLY_SENT;
        sentMicros = calls.clock().micros(request, nowNanos);
        boundForm = (byte) binding.form();
        ordinal = calls.nextOrdinal();
        calls.oneExecution().mark(head, this);
        return true;
    }

    @Override
    public boolean isOver() {
        return state == State.ENDED;
    }

    @Override
    public Payload body() {
        return body;
    }

    @Override
    public boolean onWritten() {
        state = State.SENT;
        return oneway();
    }

    @Override
    public void onFlushed() {
        calls.onOnewayFlushed(this);
    }
}
