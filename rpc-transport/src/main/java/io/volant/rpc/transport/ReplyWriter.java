package io.volant.rpc.transport;

import io.volant.rpc.CallTimeline;
import io.volant.rpc.Failure;
import io.volant.rpc.Metadata;
import io.volant.rpc.Outcome;
import io.volant.rpc.Payload;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Status;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a handler's stack returned into the reply that travels; what cannot travel becomes an error that can. Thread-safe:
 * works on the thread that ended the call, compression included.
 */
final class ReplyWriter {
    private final Agreement agreement;
    private final BodyCompression compression;
    private final boolean timing;

    ReplyWriter(Agreement agreement, BodyCompression compression) {
        this.agreement = agreement;
        this.compression = compression;
        this.timing = agreement.has(Features.SERVER_TIMING);
    }

    Reply reply(RunningCall call, @Nullable Response response, @Nullable Throwable error) {
        Reply reply = untimed(call, response, error);
        Request request = call.request;
        if (!timing || request == null || request.executeMicros() == CallTimeline.UNKNOWN) {
            return reply;
        }
        return reply.timed(request.queueMicros(), request.executeMicros());
    }

    /** The reply to an earlier attempt of a call, made where {@code compressors} were agreed on, as one to this attempt. */
    Reply again(RunningCall call, Reply earlier, List<String> compressors, long nowNanos) {
        Reply reply = fits(earlier, compressors)
                ? earlier.to(call.id)
                : error(
                        call,
                        failure(call, Status.RESULT_UNENCODABLE, "the reply cannot be sent over this connection"),
                        Reply.NO_METADATA);
        if (!timing) {
            return reply;
        }
        long micros = TimeUnit.NANOSECONDS.toMicros(Math.max(0, nowNanos - call.arrivedNanos));
        return reply.timed(0, (int) Math.min(micros, Integer.MAX_VALUE));
    }

    private boolean fits(Reply earlier, List<String> compressors) {
        return earlier.body().length() <= agreement.sendableMessage()
                && earlier.metadataLength() <= agreement.peer().limits().metadata()
                && (!earlier.compressed() || compressors.equals(agreement.compressors()));
    }

    private Reply untimed(RunningCall call, @Nullable Response response, @Nullable Throwable error) {
        if (response == null) {
            return error(call, Failure.internal(call.method + " failed: " + error, error), Reply.NO_METADATA);
        }
        byte[] metadata;
        try {
            metadata = encode(response.metadata());
        } catch (CallFault fault) {
            return error(call, failure(call, fault.status(), fault.detail()), Reply.NO_METADATA);
        }
        if (!response.isSuccess()) {
            return error(call, response.failure(), metadata);
        }
        try {
            return success(call, response.payload(), metadata);
        } catch (Throwable e) { // a compressor may lack its native part
            return error(call, failure(call, Status.RESULT_UNENCODABLE, "cannot be sent: " + e), metadata);
        }
    }

    private Reply success(RunningCall call, Payload payload, byte[] metadata) {
        if (payload.length() > agreement.sendableMessage()) {
            return error(call, tooLarge(call, "result", payload), metadata);
        }
        int aux = payload.isEmpty() ? MessageHead.NO_BODY : 0;
        return compression.sendsAsItIs(payload)
                ? Reply.plain(call.id, FrameType.RESPONSE, aux, payload, metadata)
                : new Reply(call.id, FrameType.RESPONSE, aux, compression.toSend(payload), metadata);
    }

    private Reply error(RunningCall call, Failure failure, byte[] metadata) {
        Failure told = failure;
        Payload body = ErrorFrame.encode(failure);
        if (body.length() > agreement.sendableMessage()) {
            told = tooLarge(call, "exception", body);
            body = ErrorFrame.encode(told);
        }
        return Reply.error(call.id, told, body, metadata);
    }

    private Failure tooLarge(RunningCall call, String what, Payload payload) {
        String detail =
                what + ": " + payload.length() + " bytes (expected: at most " + agreement.sendableMessage() + ")";
        return failure(call, Status.RESOURCE_EXHAUSTED, detail);
    }

    private static Failure failure(RunningCall call, Status status, String detail) {
        return Failure.of(status, Outcome.EXECUTED, call.method + ": " + detail + ". " + Outcome.EXECUTED.sentence());
    }

    private byte[] encode(Metadata metadata) {
        return MetadataCodec.encode(metadata, agreement.peer().limits().metadata());
    }
}
