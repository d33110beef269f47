package io.volant.rpc;

import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what handlers throw into failures that may cross the wire; logs, under an id that travels, what the interface does not
 * declare. Of one method and exception class, one a second is logged, whose id the others bear, too.
 */
final class HandlerFailures {
    private static final Logger log = LoggerFactory.getLogger(HandlerFailures.class);

    private static final int MOST_KINDS = 500;

    private final String instance;
    private final AtomicLong next = new AtomicLong(1);
    private final Map<String, String> logged = new ConcurrentHashMap<>(); // the id of the last one, by kind
    private final Warnings warnings;

    /** @param server that nobody can guess */
    HandlerFailures(UUID server, Warnings warnings) {
        this.instance = HexFormat.of().toHexDigits((int) (server.getMostSignificantBits() >>> Integer.SIZE));
        this.warnings = warnings;
    }

    /** An id that no other process gives. */
    String nextId() {
        return instance + "-" + next.getAndIncrement();
    }

    Failure thrown(Request request, Throwable error) {
        if (request.scope().cancelled()) {
            return Failure.ofScope(request, "", Outcome.UNKNOWN); // nobody waits for it any more
        }
        if (request.methodCodec().declares(error)) {
            return Failure.declared(error);
        }
        if (error instanceof RpcException nested) { // of a call that the handler made, or a status that it chose
            return Failure.of(
                            nested.status(),
                            Outcome.EXECUTED,
                            request.method() + " threw " + nested.status() + ": "
                                    + nested.failure().message())
                    .withTypeName(RpcException.class.getName());
        }
        return unexpected(request, error, " threw ", Outcome.EXECUTED);
    }

    /** The method ran; what threw is not it but something that was called to send its result. */
    Failure brokenEncoder(Request request, Throwable error) {
        return unexpected(request, error, ": cannot send the result: ", Outcome.EXECUTED);
    }

    Failure brokenDecoder(Request request, Throwable error) {
        return unexpected(request, error, ": cannot read the arguments: ", Outcome.REJECTED);
    }

    /** A failure that something else than a handler brought about, once it can be found in the log. */
    Failure identified(Request request, Failure failure) {
        Throwable cause = failure.cause().orElseGet(() -> new IllegalStateException(failure.message()));
        String id = logged(request, cause, " ended in ");
        String message = failure.message() + " (error id " + id + "). "
                + failure.outcome().sentence();
        return failure.withMessage(message).withErrorId(id);
    }

    /** No worker could take the call, for want of threads or memory. */
    Failure unstarted(Request request, Throwable error) {
        return unexpected(request, error, ": cannot start: ", Outcome.REJECTED);
    }

    private Failure unexpected(Request request, Throwable error, String what, Outcome outcome) {
        String id = logged(request, error, what);
        String message = request.method() + what + Futures.text(error);
        return Failure.of(Status.INTERNAL, outcome, message + " (error id " + id + "). " + outcome.sentence())
                .withTypeName(error.getClass().getName())
                .withErrorId(id);
    }

    /** Logs the failure, unless one of its kind was logged within a second; returns the id under which it or that one is found. */
    private String logged(Request request, Throwable error, String what) {
        String exact = request.method() + what + error.getClass().getName();
        String kind = logged.size() < MOST_KINDS || logged.containsKey(exact) ? exact : what;
        long kept = warnings.permit(kind);
        String known = logged.get(kind);
        if (kept < 0 && known != null) {
            return known;
        }
        String id = nextId();
        logged.put(kind, id);
        log(id, request, kept, error);
        return id;
    }

    private static void log(String id, Request request, long kept, Throwable error) {
        String suppressed = Warnings.suppressed(Math.max(0, kept));
        try {
            log.error(
                    "event=handler_failed id={} method={} peer={}{}",
                    id,
                    request.method(),
                    request.peer(),
                    suppressed,
                    error);
        } catch (Throwable unprintable) { // its message, or that of a cause, throws
            log.error(
                    "event=handler_failed id={} method={} peer={} type={}{}",
                    id,
                    request.method(),
                    request.peer(),
                    error.getClass().getName(),
                    suppressed);
        }
    }

    Failure undecodable(Request request, CodecException e) {
        return codec(request, e, Status.INVALID_ARGUMENT, Outcome.REJECTED, "cannot read the arguments of ");
    }

    Failure unencodable(Request request, CodecException e) {
        return codec(request, e, Status.RESULT_UNENCODABLE, Outcome.EXECUTED, "cannot send the result of ");
    }

    private static Failure codec(Request request, CodecException e, Status invalid, Outcome outcome, String what) {
        Status status = e.reason() == CodecException.Reason.TOO_LARGE ? Status.RESOURCE_EXHAUSTED : invalid;
        return Failure.of(status, outcome, what + request.method() + ": " + e.getMessage() + ". " + outcome.sentence());
    }
}
