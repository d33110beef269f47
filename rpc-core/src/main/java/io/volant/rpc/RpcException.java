package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Thrown to the caller of a stub when a call failed otherwise than by an exception that its interface declares.
 *
 * <p>Says why ({@link #status()}) and whether the method ran ({@link #outcome()}); the message is for people. A handler may throw
 * one to answer with a status of its choice. Its stack is the caller's, and empty in a future: nothing of the server's comes over
 * the wire.
 */
public final class RpcException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public RpcException(Failure failure) {
        this(requireNonNull(failure, "failure"), true);
    }

    RpcException(Failure failure, boolean stack) {
        super(failure.explained(), failure.cause().orElse(null), true, stack);
        this.failure = failure;
        failure.earlier().forEach(attempt -> addSuppressed(attempt.toStackless()));
    }

    public Status status() {
        return failure.status();
    }

    /** What is known about the execution of the call. */
    public Outcome outcome() {
        return failure.outcome();
    }

    /** Under which the server logged the cause; empty when it logged none. */
    public String errorId() {
        return failure.errorId();
    }

    /** Where the time of the call went; empty when no stub threw this. */
    public Optional<CallTimeline> timeline() {
        return failure.timeline();
    }

    public Failure failure() {
        return failure;
    }
}
