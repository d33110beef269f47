package io.volant.rpc.cluster;

import io.volant.rpc.Deadline;
import io.volant.rpc.Failure;
import io.volant.rpc.Invoker;
import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.Outcome;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.ResponseFuture;
import io.volant.rpc.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The calls of one method, each with as many attempts as it needs and may have. Thread-safe. */
final class MethodRetries implements Invoker {
    private final boolean idempotent;
    private final Invoker next;
    private final Retries retries;
    private final RetryBudget budget;
    private final Throttle throttle;
    private final Optional<Duration> attemptTimeout;
    private final boolean plain; // nothing is between an attempt and its server

    MethodRetries(MethodDescriptor method, Invoker next, Retries retries) {
        this.idempotent = method.idempotent();
        this.next = next;
        this.retries = retries;
        this.budget = retries.budget(method.service());
        this.throttle = retries.throttle(method.service());
        this.attemptTimeout = method.attemptTimeout();
        this.plain = attemptTimeout.isEmpty() && next instanceof ServiceRoute;
    }

    @Override
    public CompletableFuture<Response> invoke(Request request) {
        budget.onCall();
        Request own = request.routeNoteOrNull() == null ? request : request.withAttempt(request.attempt());
        if (throttle.isOn()) {
            return start(own);
        }
        if (plain) {
            return next.invoke(own.noted(this)); // all of what follows is made when the first attempt has failed
        }
        return start(own);
    }

    private CompletableFuture<Response> start(Request request) {
        RetryCall call = new RetryCall(this, request, null);
        call.start();
        return call;
    }

    /**
     * The first attempt of a plain call has failed; {@code future} ends with it, or with another one.
     *
     * @param node where it went; null for nowhere
     */
    void onFailed(Request request, @Nullable Node node, Response response, CompletableFuture<Response> future) {
        RetryCall call = new RetryCall(this, request, node);
        ResponseFuture.listen(call, (last, error) -> future.complete(last));
        call.accept(response, null);
    }

    /** Ends a call that is at no server, or has it made again where that is for its route to do. */
    static void end(Request request, Failure failure, CompletableFuture<Response> answer) {
        Response response = Response.failure(failure);
        if (request.routeNoteOrNull() instanceof MethodRetries retries) {
            retries.onFailed(request, null, response, answer);
        } else {
            answer.complete(response);
        }
    }

    /** As {@link #end}; the answer of such a call. */
    static CompletableFuture<Response> ended(Request request, Failure failure) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        end(request, failure, answer);
        return answer;
    }

    /** An attempt has failed. */
    void onFailure(Failure failure) {
        if (failure.status() == Status.OVERLOADED) {
            budget.onRefused();
            if (failure.outcome() != Outcome.NOT_SENT) {
                throttle.onRefused();
            }
        }
    }

    /** An attempt beside the first of a call is about to be made. */
    void onFurther() {
        throttle.onFurther();
    }

    private Failure keptBack(Request attempt) {
        return Failure.of(
                Status.OVERLOADED,
                Outcome.NOT_SENT,
                attempt.method() + ": kept back, since servers refuse so many calls that "
                        + Math.round(throttle.chance() * 100) + " % are not sent. " + Outcome.NOT_SENT.sentence());
    }

    CompletableFuture<Response> send(Request attempt) {
        return throttle.keepsBack()
                ? CompletableFuture.completedFuture(Response.failure(keptBack(attempt)))
                : next.invokeSafely(attempt);
    }

    /** Whether the server of a broken connection may be asked again what became of a call, which counts as an attempt. */
    boolean mayAskAgain() {
        return retries.policy().attempts() > 1 && budget.tryTake();
    }

    Retries retries() {
        return retries;
    }

    RetryBudget budget() {
        return budget;
    }

    /** The request of one attempt, with a deadline of its own where it must not take all the time there is. */
    Request limited(Request request) {
        if (attemptTimeout.isEmpty()) {
            return request;
        }
        Deadline whole = request.deadline();
        Deadline own = Deadline.after(attemptTimeout.get(), whole.ticker());
        return own.isBefore(whole) ? request.withDeadline(own) : request;
    }

    /** Whether such a failure of an attempt allows another one, by the table of statuses in the protocol's specification. */
    boolean allows(Failure failure) {
        if (failure.neverRetry()) {
            return false;
        }
        Outcome outcome = failure.outcome();
        return switch (failure.status()) {
            case OVERLOADED -> outcome.notExecuted();
            case DEADLINE_EXCEEDED -> outcome.notExecuted() || idempotent;
            case UNAVAILABLE, INTERNAL -> outcome == Outcome.REJECTED || (idempotent && outcome != Outcome.NOT_SENT);
            case UNIMPLEMENTED -> failure.serviceMissing();
            case OK,
                    CANCELLED,
                    FAILED_PRECONDITION,
                    UNAUTHENTICATED,
                    PERMISSION_DENIED,
                    INVALID_ARGUMENT,
                    RESULT_UNENCODABLE,
                    RESOURCE_EXHAUSTED,
                    APPLICATION -> false;
        };
    }
}
