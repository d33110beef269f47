package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.volant.rpc.CodecException;
import io.volant.rpc.Failure;
import io.volant.rpc.Metadata;
import io.volant.rpc.Outcome;
import io.volant.rpc.Payload;
import io.volant.rpc.Request;
import io.volant.rpc.Status;
import io.volant.rpc.TransportFailures;
import org.jspecify.annotations.Nullable;

/**
 * Turns RESPONSE, ERROR and the fragments behind them into the ends of calls. What is wrong with a reply ends its own call.
 *
 * <p>Confined to the event loop, but for the decompression, which {@link Inflation} does elsewhere.
 */
final class ReplyReader implements AutoCloseable {
    private final PeerLimits own;
    private final Assemblies<ReplyHead> assemblies;
    private final Inflation inflation;
    private final ReplySizes sizes;
    private long late;

    ReplyReader(PeerLimits own, Assemblies<ReplyHead> assemblies, Inflation inflation, ReplySizes sizes) {
        this.own = own;
        this.assemblies = assemblies;
        this.inflation = inflation;
        this.sizes = sizes;
    }

    void onReply(FrameHeader frame, ClientCalls calls) {
        calls.oneExecution().onAnswer();
        PendingCall call = waiting(frame, calls);
        if (call == null) {
            return;
        }
        if (assemblies.has(frame.callId())) {
            throw new ProtocolFault(
                    Rule.CALL_ID_IN_USE,
                    frame.type() + " call id: " + frame.callId() + " (expected: FRAG, as announced)");
        }
        try {
            read(call, frame, calls);
        } catch (CallFault fault) {
            unreadable(call, Status.INTERNAL, fault.detail(), calls);
        }
    }

    /** The call that the frame answers; null when its caller gave it up. */
    private @Nullable PendingCall waiting(FrameHeader frame, ClientCalls calls) {
        PendingCall call = calls.table().find(frame.callId());
        boolean mayBeAnswered = call != null
                && (call.state == PendingCall.State.SENT
                        || (call.state == PendingCall.State.PARTLY_SENT && frame.type() == FrameType.ERROR));
        if (mayBeAnswered) {
            return call;
        }
        if (call != null || !calls.table().wasIssued(frame.callId())) {
            throw new ProtocolFault(
                    Rule.CALL_ID_NEVER_ISSUED,
                    frame.type() + " call id: " + frame.callId() + " (expected: that of a request sent)");
        }
        late++;
        return null;
    }

    private void read(PendingCall call, FrameHeader frame, ClientCalls calls) {
        if (frame.hasExtensions()) {
            ExtensionsCodec.check(frame.buffer(), frame.extensionsStart(), frame.extensionsLength());
        }
        Metadata metadata = frame.hasMetadata()
                ? MetadataCodec.decode(frame.buffer(), frame.metadataStart(), frame.metadataLength(), own.metadata())
                : Metadata.empty();
        ReplyHead head = ReplyHead.of(call, frame, metadata);
        if (frame.hasTiming()) {
            calls.clock().onTiming(frame.queueMicros());
        }
        if (frame.moreFollows()) {
            sizes.onPieces(call.request, frame.totalLength());
        }
        if (frame.totalLength() > own.largestMessage()) {
            String size = frame.totalLength() + " bytes (expected: at most " + own.largestMessage() + ")";
            unreadable(call, Status.RESOURCE_EXHAUSTED, size, calls);
        } else if (frame.type() == FrameType.RESPONSE && frame.aux() == 0 && frame.totalLength() == 0) {
            unreadable(call, Status.INTERNAL, "result: 0 bytes (expected: at least 1, or aux 1 for none)", calls);
        } else if (!reserve(call, frame)) {
            unreadable(call, Status.RESOURCE_EXHAUSTED, noRoom(frame), calls);
        } else if (!frame.moreFollows()) {
            onWhole(head, frame.copyOfBody(), calls);
        } else if (!assemblies.begin(frame.callId(), head, frame)) {
            unreadable(call, Status.RESOURCE_EXHAUSTED, noRoom(frame), calls);
        }
    }

    /** Takes room for what outlives the frame: a body that comes in pieces, and one that will be decompressed. */
    private boolean reserve(PendingCall call, FrameHeader frame) {
        int bytes = frame.moreFollows() ? frame.totalLength() : 0;
        if (frame.compressed() && frame.originalLength() <= own.largestMessage()) {
            bytes += frame.originalLength();
        }
        return bytes == 0 || call.request.room().reserveReply(bytes);
    }

    private static String noRoom(FrameHeader frame) {
        return frame.totalLength()
                + " bytes, for which there is no room now (VolantRuntime.builder().inFlightBytes(…) makes more)";
    }

    void onFragment(FrameHeader frame, ClientCalls calls) {
        if (!assemblies.has(frame.callId())) {
            late(frame, calls);
            return;
        }
        Assembly<ReplyHead> whole = assemblies.next(frame);
        if (whole != null) {
            onWhole(whole.owner, whole.body(), calls);
        }
    }

    void onAbort(FrameHeader frame, ClientCalls calls) {
        ReplyHead head = assemblies.drop(frame.callId());
        if (head == null) {
            late(frame, calls);
            return;
        }
        unreadable(head.call(), Status.INTERNAL, "it was broken off", calls);
    }

    private void late(FrameHeader frame, ClientCalls calls) {
        if (!calls.table().wasIssued(frame.callId())) {
            throw new ProtocolFault(
                    Rule.CALL_ID_NEVER_ISSUED,
                    frame.type() + " call id: " + frame.callId() + " (expected: that of a request sent)");
        }
        late++;
    }

    /** The caller gave the call up: what comes of its reply is late. */
    void forget(int callId) {
        assemblies.drop(callId);
    }

    /** Frames of replies that nobody waited for any more. */
    long late() {
        return late;
    }

    private void onWhole(ReplyHead head, Payload body, ClientCalls calls) {
        PendingCall call = head.call();
        if (head.type() == FrameType.ERROR) {
            ByteBuf bytes = Unpooled.wrappedBuffer(body.array(), body.offset(), body.length());
            calls.onError(head, seen(ErrorFrame.decode(head.aux(), bytes), call.request, calls));
        } else if (head.encoding() == 0) {
            calls.end(call, head.success(body, calls.clock().readMicros(call.request)));
        } else {
            int answeredMicros = calls.clock().readMicros(call.request);
            inflation.start(
                    body,
                    head.encoding(),
                    head.originalLength(),
                    original -> calls.end(call, head.success(original, answeredMicros)),
                    fault -> unreadable(call, statusOf(fault), String.valueOf(fault.getMessage()), calls));
        }
    }

    /** The failure as the caller should see it, a declared exception rebuilt. */
    private static Failure seen(Failure sent, Request request, ClientCalls calls) {
        Payload declared = sent.declaredPayload().orElse(null);
        if (declared == null) {
            return TransportFailures.received(calls.peer(), request, sent);
        }
        try {
            return sent.withCause(request.methodCodec().decodeException(declared));
        } catch (CodecException e) {
            return unreadable(request, Status.INTERNAL, String.valueOf(e.getMessage()));
        }
    }

    private static Status statusOf(CodecException fault) {
        return fault.reason() == CodecException.Reason.TOO_LARGE ? Status.RESOURCE_EXHAUSTED : Status.INTERNAL;
    }

    private static void unreadable(PendingCall call, Status status, String detail, ClientCalls calls) {
        calls.end(call, calls.clock().unreadable(call, unreadable(call.request, status, detail)));
    }

    private static Failure unreadable(Request request, Status status, String detail) {
        String message =
                "cannot read the reply to " + request.method() + ": " + detail + ". " + Outcome.EXECUTED.sentence();
        return Failure.of(status, Outcome.EXECUTED, message);
    }

    @Override
    public void close() {
        assemblies.close();
    }
}
