package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a call has no result, as data: it crosses the wire and never carries a stack trace. Immutable.
 *
 * <p>{@link #message()} is a whole text, without the status in front; it ends with the sentence of the outcome where that helps.
 */
public final class Failure {
    private final Status status;
    private final Outcome outcome;
    private final String message;
    private final String typeName;
    private final String errorId;
    private final @Nullable Duration retryAfter;
    private final boolean neverRetry;
    private final @Nullable Throwable cause;
    private final @Nullable Payload declared;
    private final Circumstances around;

    private Failure(
            Status status,
            Outcome outcome,
            String message,
            String typeName,
            String errorId,
            @Nullable Duration retryAfter,
            boolean neverRetry,
            @Nullable Throwable cause,
            @Nullable Payload declared,
            Circumstances around) {
        if (status == Status.OK) {
            throw new IllegalArgumentException("status: OK (expected: one of a failure)");
        }
        this.status = requireNonNull(status, "status");
        this.outcome = requireNonNull(outcome, "outcome");
        this.message = requireNonNull(message, "message");
        this.typeName = typeName;
        this.errorId = errorId;
        this.retryAfter = retryAfter;
        this.neverRetry = neverRetry;
        this.cause = cause;
        this.declared = declared;
        this.around = around;
    }

    public static Failure of(Status status, Outcome outcome, String message) {
        return new Failure(status, outcome, message, "", "", null, false, null, null, Circumstances.NONE);
    }

    /** A fault of the framework or of code plugged into it, on this side; whether the call ran is unknown. */
    public static Failure internal(String message, @Nullable Throwable cause) {
        return of(Status.INTERNAL, Outcome.UNKNOWN, message).withCause(cause);
    }

    /** The exception that a method threw although its interface declares it, before it is encoded. */
    public static Failure declared(Throwable exception) {
        return of(Status.APPLICATION, Outcome.EXECUTED, Futures.message(exception))
                .withTypeName(exception.getClass().getName())
                .withCause(exception);
    }

    /** The call's time ran out; {@code where} is the server's address, empty while none was chosen. */
    public static Failure deadlineExceeded(Request request, String where, Outcome outcome) {
        String on = where.isEmpty() ? "" : " on " + where;
        return of(
                Status.DEADLINE_EXCEEDED,
                outcome,
                request.method() + on + " after " + request.elapsedMillis() + " ms. " + outcome.sentence());
    }

    /** The caller gave the call up. */
    public static Failure cancelled(Request request, Outcome outcome) {
        return of(Status.CANCELLED, outcome, request.method() + " was cancelled by its caller. " + outcome.sentence());
    }

    /** The failure with which a cancelled scope ends its call. */
    public static Failure ofScope(Request request, String where, Outcome outcome) {
        return request.scope().reason() == Status.DEADLINE_EXCEEDED
                ? deadlineExceeded(request, where, outcome)
                : cancelled(request, outcome);
    }

    public Status status() {
        return status;
    }

    public Outcome outcome() {
        return outcome;
    }

    public String message() {
        return message;
    }

    /** Class name of the exception that the method threw; empty when none did. */
    public String typeName() {
        return typeName;
    }

    /** Under which the server logged the exception, or one of the same method and class within a second; empty when it logged none. */
    public String errorId() {
        return errorId;
    }

    /** How long the server asks to wait before another attempt. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Whether the server forbids another attempt, whatever the status. */
    public boolean neverRetry() {
        return neverRetry;
    }

    /** The exception behind the failure on this side: the declared one, rebuilt, or a local cause. */
    public Optional<Throwable> cause() {
        return Optional.ofNullable(cause);
    }

    /** The declared exception in encoded form, once it was encoded or as it was received. */
    public Optional<Payload> declaredPayload() {
        return Optional.ofNullable(declared);
    }

    /** Where the time of the call went; empty until its stub has ended it. */
    public Optional<CallTimeline> timeline() {
        return Optional.ofNullable(around.timeline());
    }

    /** What the server had said of its load before the call's time ran out; empty when that is not known, or not the matter. */
    public Optional<ServerLoad> serverLoad() {
        return Optional.ofNullable(around.load());
    }

    /** How the attempts before this one failed, the first one first; empty where there was one. Its exception suppresses theirs. */
    public List<Failure> earlier() {
        return around.earlier();
    }

    /**
     * Whether the server has no such service at all, as one that took the place of another has: a client of many servers calls the others.
     * Known to clients only; never set where the service is there and lacks the method.
     */
    public boolean serviceMissing() {
        return around.serviceMissing();
    }

    public Failure withMessage(String message) {
        return new Failure(
                status, outcome, message, typeName, errorId, retryAfter, neverRetry, cause, declared, around);
    }

    public Failure withOutcome(Outcome outcome) {
        return new Failure(
                status, outcome, message, typeName, errorId, retryAfter, neverRetry, cause, declared, around);
    }

    public Failure withTypeName(String typeName) {
        return new Failure(
                status, outcome, message, typeName, errorId, retryAfter, neverRetry, cause, declared, around);
    }

    public Failure withErrorId(String errorId) {
        return new Failure(
                status, outcome, message, typeName, errorId, retryAfter, neverRetry, cause, declared, around);
    }

    public Failure withRetryAfter(Duration retryAfter) {
        return new Failure(
                status, outcome, message, typeName, errorId, retryAfter, neverRetry, cause, declared, around);
    }

    public Failure withNeverRetry() {
        return new Failure(status, outcome, message, typeName, errorId, retryAfter, true, cause, declared, around);
    }

    public Failure withCause(@Nullable Throwable cause) {
        return new Failure(
                status, outcome, message, typeName, errorId, retryAfter, neverRetry, cause, declared, around);
    }

    public Failure withDeclaredPayload(Payload declared) {
        return new Failure(
                status, outcome, message, typeName, errorId, retryAfter, neverRetry, cause, declared, around);
    }

    public Failure withTimeline(CallTimeline timeline) {
        return in(around.with(requireNonNull(timeline, "timeline")));
    }

    public Failure withServerLoad(ServerLoad load) {
        return in(around.with(requireNonNull(load, "load")));
    }

    /** Says how the attempts before this one failed. */
    public Failure withEarlier(List<Failure> earlier) {
        return in(around.with(earlier));
    }

    /** Says that it is a matter of the server, not of the call. */
    public Failure withServiceMissing() {
        return in(around.withServiceMissing());
    }

    private Failure in(Circumstances circumstances) {
        return new Failure(
                status, outcome, message, typeName, errorId, retryAfter, neverRetry, cause, declared, circumstances);
    }

    /** A call whose time ran out says below its message where it went. */
    String explained() {
        return status == Status.DEADLINE_EXCEEDED ? around.explained(this) : toString();
    }

    /** What a caller of a stub is thrown: the declared exception itself, else an {@link RpcException}. */
    Throwable toThrowable() {
        return cause != null && isDeclared() ? cause : new RpcException(this);
    }

    /** Whether the caller is thrown an exception of its own interface, which tells nothing of the call. */
    boolean isDeclared() {
        return status == Status.APPLICATION && cause != null;
    }

    /** As {@link #toThrowable}, for a future: the stack of whoever completes it tells nothing, and a flood of refusals would hold many. */
    Throwable toStackless() {
        return cause != null && isDeclared() ? cause : new RpcException(this, false);
    }

    @Override
    public String toString() {
        return status + ": " + message;
    }
}
