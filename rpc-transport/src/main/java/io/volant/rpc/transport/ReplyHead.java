package io.volant.rpc.transport;

import io.volant.rpc.CallTimeline;
import io.volant.rpc.Failure;
import io.volant.rpc.Metadata;
import io.volant.rpc.Payload;
import io.volant.rpc.Response;

/**
 * What stands before the body of a received RESPONSE or ERROR, once it is taken out of the frame.
 *
 * @param queueMicros of the server timing, as {@code serviceMicros}; {@link CallTimeline#UNKNOWN} where there is none
 */
record ReplyHead(
        PendingCall call,
        FrameType type,
        int aux,
        Metadata metadata,
        int encoding,
        int originalLength,
        int queueMicros,
        int serviceMicros) {
    static ReplyHead of(PendingCall call, FrameHeader frame, Metadata metadata) {
        boolean timed = frame.hasTiming();
        return new ReplyHead(
                call,
                frame.type(),
                frame.aux(),
                metadata,
                frame.encoding(),
                frame.originalLength(),
                timed ? frame.queueMicros() : CallTimeline.UNKNOWN,
                timed ? frame.serviceMicros() : CallTimeline.UNKNOWN);
    }

    /** The response of which these are the bytes, all of them read {@code answeredMicros} after the call began. */
    Response success(Payload body, int answeredMicros) {
        return Response.encoded(
                body,
                call.request.methodCodec(),
                metadata,
                call.sentMicros,
                answeredMicros,
                queueMicros,
                serviceMicros);
    }

    Response failure(Failure failure, int answeredMicros) {
        return Response.failure(failure)
                .withMetadata(metadata)
                .withTimes(call.sentMicros, answeredMicros, queueMicros, serviceMicros);
    }
}
