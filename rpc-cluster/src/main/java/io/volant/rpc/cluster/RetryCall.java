package io.volant.rpc.cluster;

import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.ResponseFuture;
import io.volant.rpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call and its attempts, one after the other; the listener at each of them, and the future of the call. The route finds it in the
 * requests, and notes in it where they went.
 */
class RetryCall extends ResponseFuture implements BiConsumer<@Nullable Response, @Nullable Throwable> {
    private static final Logger log = LoggerFactory.getLogger(RetryCall.class);
    private static final Duration LONGEST_CALL = Duration.ofDays(1); // no deadline is later

    private final MethodRetries method;
    private final Request request;
    private int attempts = 1;
    private boolean limited; // the attempt under way has less time than the call
    private boolean listening; // at the scope
    private Tried tried = Tried.NONE;
    private @Nullable Node last;
    private List<Failure> failures = List.of();
    private volatile @Nullable Failure waiting; // of the last attempt, while none is under way

    /** @param went where its first attempt went; null where that is to be made */
    RetryCall(MethodRetries method, Request request, @Nullable Node went) {
        this.method = method;
        this.request = request.noted(this);
        this.last = went;
    }

    Request request() {
        return request;
    }

    Tried tried() {
        return tried;
    }

    /** The attempt under way goes to {@code node}. */
    void goesTo(Node node) {
        last = node;
    }

    boolean mayAskAgain() {
        return method.mayAskAgain();
    }

    /** An attempt that has to wait for a server, which takes as much of the call's time as it needs. */
    Request unlimited(Request attempt) {
        if (!limited) {
            return attempt;
        }
        limited = false;
        return attempt.withDeadline(request.deadline());
    }

    /** The same when it has waited. */
    Request limited(Request attempt) {
        Request own = method.limited(attempt);
        limited = own != attempt;
        return own;
    }

    void start() {
        send(request);
    }

    private void send(Request attempt) {
        ResponseFuture.listen(method.send(limited(attempt)), this);
    }

    @Override
    public void accept(@Nullable Response answer, @Nullable Throwable error) {
        Response response =
                answer != null ? answer : Response.failure(Failure.internal(request.method() + ": " + error, error));
        if (response.isSuccess()) {
            complete(response);
            return;
        }
        try {
            failed(response);
        } catch (Throwable e) { // its own fault: the call ends as its last attempt did
            log.error("event=retry_failed call={}", request.method(), e);
            complete(response);
        }
    }

    private void failed(Response response) {
        Failure failure = response.failure();
        boolean ranOut = failure.status() == Status.DEADLINE_EXCEEDED;
        long remaining = request.deadline().remainingNanos();
        method.onFailure(failure);
        if (isLast()
                || remaining <= 0
                || (ranOut && !limited)
                || request.scope().cancelled()
                || !method.allows(failure)) {
            end(response, "");
            return;
        }
        Node went = last;
        if (went != null) {
            tried = tried.and(went);
        }
        long wait = ranOut ? 0 : wait(failure); // that one has waited
        if (wait >= remaining || (failure.serviceMissing() && !method.retries().another(request, tried))) {
            end(response, "");
        } else if (failure.outcome() != Outcome.NOT_SENT && !method.budget().tryTake()) {
            end(response, " Not tried again: the retry budget is spent.");
        } else if (wait == 0) {
            again(failure);
        } else {
            againAfter(wait, failure);
        }
    }

    /** Of the next attempt, for its request. */
    int nextNumber() {
        return request.attempt() + attempts - 1;
    }

    /** Of the last attempt among those of the call, for people. */
    int number() {
        return attempts;
    }

    boolean isLast() {
        return attempts >= method.retries().policy().attempts()
                || request.options().failFast();
    }

    /** At once at another server, but a while later where that is the same one, or servers refuse calls. */
    private long wait(Failure failure) {
        boolean another = method.retries().another(request, tried());
        if (another && failure.status() != Status.OVERLOADED) {
            return 0;
        }
        Duration asked = another ? Duration.ZERO : failure.retryAfter().orElse(Duration.ZERO);
        return asked.compareTo(LONGEST_CALL) > 0
                ? LONGEST_CALL.toNanos()
                : Math.max(method.retries().backoffNanos(attempts + 1), asked.toNanos());
    }

    private void againAfter(long nanos, Failure failure) {
        waiting = failure;
        method.retries().enter(this);
        if (!listening) {
            listening = true;
            request.scope().onCancel(this::onCancel);
        } else if (request.scope().cancelled()) { // while nobody would have heard it
            onCancel();
            return;
        }
        try {
            method.retries().alarm().after(nanos, this::onTime);
        } catch (RejectedExecutionException e) { // the runtime was closed
            onClose();
        }
    }

    private void onTime() {
        Failure failure = waiting;
        if (failure != null && leave()) {
            again(failure);
        }
    }

    private void again(Failure failure) {
        remember(failure);
        attempts++;
        method.onFurther();
        send(request.withAttempt(nextNumber()));
    }

    private void remember(Failure failure) {
        List<Failure> all = new ArrayList<>(failures);
        all.add(failure);
        failures = all;
    }

    /** Ends the time between two attempts; false where somebody else has. */
    private boolean leave() {
        boolean first = method.retries().leave(this);
        if (first) { // otherwise the call may be between two other attempts by now
            waiting = null;
        }
        return first;
    }

    /** Between attempts nobody else ends the call. */
    private void onCancel() {
        Failure failure = waiting;
        if (failure != null && leave()) {
            remember(failure);
            complete(Response.failure(told(Failure.ofScope(request, "", failure.outcome()), "")));
        }
    }

    /** The client is closed: no other attempt is made. */
    void onClose() {
        Failure failure = waiting;
        if (failure != null && leave()) {
            complete(Response.failure(told(failure, " Not tried again: the client is closed.")));
        }
    }

    private void end(Response response, String note) {
        complete(failures.isEmpty() && note.isEmpty() ? response : Response.failure(told(response.failure(), note)));
    }

    /** What the caller is told: of the last attempt, with those before it, and what is certain of all of them together. */
    private Failure told(Failure failure, String note) {
        return told(failure, failures, failures.isEmpty() ? "" : " This was attempt " + number() + ".", note);
    }

    /** As the one above, for all of {@code failures} and the last one. */
    static Failure told(Failure failure, List<Failure> failures, String which, String note) {
        Outcome certain = failure.outcome();
        for (Failure earlier : failures) {
            certain = surer(certain, earlier.outcome());
        }
        String before = certain == failure.outcome()
                ? ""
                : certain == Outcome.EXECUTED
                        ? " An earlier attempt was executed."
                        : " An earlier attempt may have been executed.";
        return failure.withMessage(failure.message() + which + before + note)
                .withOutcome(certain)
                .withEarlier(failures);
    }

    private static Outcome surer(Outcome one, Outcome other) {
        return weight(one) >= weight(other) ? one : other;
    }

    private static int weight(Outcome outcome) {
        return switch (outcome) {
            case NOT_SENT -> 0;
            case REJECTED -> 1;
            case UNKNOWN -> 2;
            case EXECUTED -> 3;
        };
    }
}
