package io.volant.rpc.inprocess;

import io.volant.rpc.CallTimeline;
import io.volant.rpc.CodecException;
import io.volant.rpc.Deadline;
import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.Payload;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Status;
import io.volant.rpc.Ticker;
import io.volant.rpc.TransportFailures;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/** A call under way on a connection, as its caller sees it: completes once, on the caller's loop, whoever ends it first. */
final class InProcessCall {
    private enum Phase {
        /** On its way; the server has not seen it. */
        QUEUED,
        /** Seen by the server. */
        DELIVERED,
        /** Its response is known. */
        DONE
    }

    private final InProcessConnection connection;
    private final Request request;
    private final DeadlineTimer timer;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.QUEUED);
    private final CompletableFuture<Response> future = new Answer();
    private int sentMicros = CallTimeline.UNKNOWN; // written by the server's loop before the phase says so

    InProcessCall(InProcessConnection connection, Request request, InProcessLoop loop) {
        this.connection = connection;
        this.request = request;
        this.timer = new DeadlineTimer(loop, request.deadline(), this::onExpired);
    }

    Request request() {
        return request;
    }

    CompletableFuture<Response> future() {
        return future;
    }

    /** Follows the deadline and the scope of the request. */
    void watch() {
        timer.start();
        request.scope().onCancel(this::onCancelled);
    }

    /** Hands the call over to the server; false when it has ended before, so that the server must not see it. */
    boolean deliver() {
        Deadline deadline = request.deadline();
        long now = deadline.ticker().nanoTime();
        if (deadline.atNanos() - now <= 0) {
            onExpired();
        }
        sentMicros = request.microsAt(now, deadline.ticker());
        return phase.compareAndSet(Phase.QUEUED, Phase.DELIVERED);
    }

    /** Ends the call with what the server says, of its own part of the time, too; later answers have no effect. */
    void answer(Response response, int queueMicros, int executeMicros) {
        if (phase.compareAndSet(Phase.DELIVERED, Phase.DONE)) {
            Ticker ticker = request.deadline().ticker();
            int answeredMicros = request.microsAt(ticker.nanoTime(), ticker);
            finish(() -> received(response).withTimes(sentMicros, answeredMicros, queueMicros, executeMicros));
        }
    }

    /** Ends a one-way call, which is never answered: it arrived, and that is all. */
    void finishOneway() {
        if (phase.compareAndSet(Phase.DELIVERED, Phase.DONE)) {
            finish(Response::empty);
        }
    }

    /** Ends the call from this side; true when the server has seen it and so must be told. */
    boolean giveUp(Function<Outcome, Failure> why) {
        Phase before = phase.getAndSet(Phase.DONE);
        if (before == Phase.DONE) {
            return false;
        }
        Outcome outcome = before == Phase.QUEUED ? Outcome.NOT_SENT : Outcome.UNKNOWN;
        Failure failure = why.apply(outcome);
        int sent = before == Phase.DELIVERED ? sentMicros : CallTimeline.UNKNOWN;
        finish(() -> Response.failure(failure)
                .withTimes(sent, CallTimeline.UNKNOWN, CallTimeline.UNKNOWN, CallTimeline.UNKNOWN));
        return before == Phase.DELIVERED;
    }

    private void onExpired() {
        if (giveUp(outcome -> Failure.deadlineExceeded(request, connection.server(), outcome))) {
            connection.cancelOnServer(this, Status.DEADLINE_EXCEEDED);
        }
    }

    private void onCancelled() {
        if (giveUp(outcome -> Failure.ofScope(request, connection.server(), outcome))) {
            connection.cancelOnServer(this, request.scope().reason());
        }
    }

    private void finish(Supplier<Response> response) {
        timer.cancel();
        connection.complete(this, () -> safely(response));
    }

    private Response safely(Supplier<Response> response) {
        try {
            return response.get();
        } catch (Throwable e) {
            return Response.failure(Failure.internal(request.method() + ": " + e, e));
        }
    }

    /** The response as it would come over a wire: bytes and data, nothing of the server's objects. */
    private Response received(Response sent) {
        if (sent.isSuccess()) {
            return Response.encoded(sent.payload(), request.methodCodec(), sent.metadata());
        }
        Failure failure = sent.failure();
        Outcome outcome = failure.outcome() == Outcome.NOT_SENT ? Outcome.REJECTED : failure.outcome();
        Failure known = failure.withOutcome(outcome).withCause(null);
        Failure seen = failure.declaredPayload()
                .map(payload -> rebuilt(known, payload))
                .orElseGet(() -> TransportFailures.received(connection.server(), request, known));
        return Response.failure(seen).withMetadata(sent.metadata());
    }

    private Failure rebuilt(Failure failure, Payload declared) {
        try {
            return failure.withCause(request.methodCodec().decodeException(declared));
        } catch (CodecException e) {
            return Failure.of(
                    Status.INTERNAL,
                    Outcome.EXECUTED,
                    "cannot read the exception of " + request.method() + ": " + e.getMessage() + ". "
                            + Outcome.EXECUTED.sentence());
        }
    }

    private static final class Answer extends CompletableFuture<Response> {
        /** Has no effect: a call is cancelled through its scope. */
        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return false;
        }
    }
}
