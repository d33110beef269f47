package io.volant.rpc.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.Payload;
import io.volant.rpc.Status;
import java.time.Duration;

/**
 * The body of an ERROR, to and from core's {@link Failure}; the frame's aux is the status code.
 *
 * <pre>
 * varint flags   varint retry-after ms   string type name   string message   string error id   [declared exception]
 * flags: bits 0–1 outcome (0 unknown, 1 not executed, 2 executed, 3 started)
 *        bit 2 retry-after valid   bit 3 never retry   bit 4 declared exception
 * </pre>
 */
final class ErrorFrame {
    private static final int OUTCOME_MASK = 3;
    private static final int OUTCOME_UNKNOWN = 0;
    private static final int OUTCOME_NOT_EXECUTED = 1;
    private static final int OUTCOME_EXECUTED = 2;
    private static final int RETRY_AFTER = 1 << 2;
    private static final int NEVER_RETRY = 1 << 3;
    private static final int DECLARED = 1 << 4;

    private static final int MAX_TYPE_NAME = 1024;
    private static final int MAX_MESSAGE = 16 * 1024;
    private static final int MAX_ERROR_ID = 256;

    private ErrorFrame() {}

    /** The body that says what the failure says; texts above their bounds are cut. */
    static Payload encode(Failure failure) {
        ByteBuf out = Unpooled.buffer(64 + failure.message().length());
        Payload declared = failure.declaredPayload().orElse(Payload.empty());
        int flags = outcomeBits(failure.outcome())
                | (failure.retryAfter().isPresent() ? RETRY_AFTER : 0)
                | (failure.neverRetry() ? NEVER_RETRY : 0)
                | (failure.declaredPayload().isPresent() ? DECLARED : 0);
        Varint.write32(out, flags);
        Varint.write32(out, failure.retryAfter().map(ErrorFrame::millis).orElse(0));
        WireString.write(out, WireString.cut(failure.typeName(), MAX_TYPE_NAME));
        WireString.write(out, WireString.cut(failure.message(), MAX_MESSAGE));
        WireString.write(out, WireString.cut(failure.errorId(), MAX_ERROR_ID));
        out.writeBytes(declared.array(), declared.offset(), declared.length());
        return Payload.of(out.array(), out.arrayOffset() + out.readerIndex(), out.readableBytes());
    }

    /**
     * The failure that an ERROR with this status code reports.
     *
     * <p>Never throws for its content: an unreadable body is a failure of the framework of which only
     * the status counts. A status unknown here is presented by what its flags say of the execution.
     * The result shares no bytes with the body.
     */
    static Failure decode(int statusCode, ByteBuf body) {
        int outcomeBits = OUTCOME_UNKNOWN;
        try {
            int end = body.writerIndex();
            int flags = Varint.read32(body, end);
            outcomeBits = flags & OUTCOME_MASK;
            int retryAfterMillis = Varint.read32(body, end);
            String typeName = WireString.read(body, end, MAX_TYPE_NAME, "type name");
            String message = WireString.read(body, end, MAX_MESSAGE, "message");
            String errorId = WireString.read(body, end, MAX_ERROR_ID, "error id");
            Failure failure = named(statusCode, outcomeBits, message)
                    .withTypeName(typeName)
                    .withErrorId(errorId);
            if ((flags & RETRY_AFTER) != 0) {
                failure = failure.withRetryAfter(Duration.ofMillis(retryAfterMillis));
            }
            if ((flags & NEVER_RETRY) != 0) {
                failure = failure.withNeverRetry();
            }
            return (flags & DECLARED) != 0 ? failure.withDeclaredPayload(rest(body)) : failure;
        } catch (ProtocolFault e) {
            return named(statusCode, outcomeBits, "the error of the other side cannot be read: " + e.getMessage());
        }
    }

    private static Failure named(int statusCode, int outcomeBits, String message) {
        Outcome outcome = switch (outcomeBits) {
            case OUTCOME_NOT_EXECUTED -> Outcome.REJECTED;
            case OUTCOME_EXECUTED -> Outcome.EXECUTED;
            default -> Outcome.UNKNOWN;
        };
        return Status.ofCode(statusCode)
                .filter(status -> status != Status.OK)
                .map(status -> Failure.of(status, outcome, message))
                .orElseGet(() -> Failure.of(standIn(outcome), outcome, "status " + statusCode + ": " + message));
    }

    /** The known status that callers treat as the flags of an unknown one ask for. */
    private static Status standIn(Outcome outcome) {
        return outcome == Outcome.EXECUTED ? Status.INTERNAL : Status.UNAVAILABLE;
    }

    private static int outcomeBits(Outcome outcome) {
        return switch (outcome) {
            case NOT_SENT, REJECTED -> OUTCOME_NOT_EXECUTED;
            case EXECUTED -> OUTCOME_EXECUTED;
            case UNKNOWN -> OUTCOME_UNKNOWN;
        };
    }

    private static int millis(Duration time) {
        return time.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0
                ? Integer.MAX_VALUE
                : (int) Math.max(0, time.toMillis());
    }

    private static Payload rest(ByteBuf body) {
        byte[] bytes = new byte[body.readableBytes()];
        body.readBytes(bytes);
        return Payload.of(bytes);
    }
}
