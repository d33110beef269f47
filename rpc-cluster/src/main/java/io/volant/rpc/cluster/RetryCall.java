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

/**
 * One call and its attempts, one after the other; the listener at each of them, and the future of the call. The route finds it in the
 * requests, and notes in it where they went.
 */
final class RetryCall extends ResponseFuture implements BiConsumer<@Nullable Response, @Nullable Throwable> {
    private final MethodRetries method;
    private final Request request;
    private final boolean timed;
    private int attempts = 1;
    private boolean limited; // the attempt under way has less time than the call
    private boolean listening; // at the scope
    private volatile boolean between; // no attempt is under way
    private Tried tried = Tried.NONE;
    private @Nullable Node last;
    private List<Failure> failures = List.of();

    RetryCall(MethodRetries method, Request request, boolean timed) {
        this.method = method;
        this.request = request.routeNoteOrNull() == null ? request : request.withAttempt(request.attempt());
        this.timed = timed;
        this.request.noted(this);
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

    void start() {
        send(request, request.allowedNanos());
    }

    private boolean isLast() {
        return attempts >= method.retries().policy().attempts()
                || request.options().failFast();
    }

    private void send(Request whole, long remainingNanos) {
        Request attempt = method.limited(whole, remainingNanos, isLast());
        limited = attempt != whole;
        ResponseFuture.listen(method.send(attempt), this);
    }

    @Override
    public void accept(@Nullable Response answer, @Nullable Throwable error) {
        Response response =
                answer != null ? answer : Response.failure(Failure.internal(request.method() + ": " + error, error));
        if (!response.isSuccess()) {
            failed(response);
            return;
        }
        if (timed && attempts == 1) {
            method.onTimed(request.elapsedMillis());
        }
        complete(response);
    }

    private void failed(Response response) {
        Failure failure = response.failure();
        long remaining = request.deadline().remainingNanos();
        boolean ranOut = failure.status() == Status.DEADLINE_EXCEEDED;
        boolean givenUp = ranOut && limited;
        if (givenUp) {
            method.onTimed(request.elapsedMillis());
        }
        if (isLast()
                || (ranOut && !limited)
                || remaining <= 0
                || request.scope().cancelled()
                || !method.allows(failure)) {
            end(response, failure, "");
            return;
        }
        Node went = last;
        if (went != null) {
            tried = tried.and(went);
        }
        long wait = wait(failure, givenUp);
        if (wait >= remaining) {
            end(response, failure, "");
        } else if (!pay(failure, givenUp)) {
            end(response, failure, " Not tried again: the retry budget is spent.");
        } else {
            again(failure, wait);
        }
    }

    /** At once at another server, but a while later where that is the same one, or servers refuse calls. */
    private long wait(Failure failure, boolean givenUp) {
        boolean another = method.retries().another(this);
        if (another && failure.status() != Status.OVERLOADED) {
            return 0;
        }
        if (givenUp) {
            return 0; // it has waited
        }
        long backoff = method.retries().backoffNanos(attempts + 1);
        long asked = another ? 0 : failure.retryAfter().map(Duration::toNanos).orElse(0L);
        return Math.max(backoff, asked);
    }

    private boolean pay(Failure failure, boolean givenUp) {
        if (failure.outcome() == Outcome.NOT_SENT) {
            return true;
        }
        if (givenUp && request.method().attemptTimeout().isEmpty()) {
            method.budget().take(); // it was given up for the sake of this attempt
            return true;
        }
        return method.budget().tryTake();
    }

    private void again(Failure failure, long wait) {
        if (failure.status() != Status.DEADLINE_EXCEEDED
                || failure.outcome() != Outcome.NOT_SENT) { // else no server was there
            List<Failure> all = new ArrayList<>(failures);
            all.add(failure);
            failures = all;
            attempts++;
        }
        if (wait == 0) {
            attempt();
            return;
        }
        between = true;
        if (!listening) {
            listening = true;
            request.scope().onCancel(this::onCancel);
        }
        try {
            method.retries().alarm().after(wait, this::attempt);
        } catch (RejectedExecutionException e) { // the runtime was closed
            complete(Response.failure(told(failure, "")));
        }
    }

    private void attempt() {
        between = false;
        if (!isDone()) {
            send(
                    request.withAttempt(request.attempt() + attempts - 1),
                    request.deadline().remainingNanos());
        }
    }

    /** Between attempts nobody else ends the call. */
    private void onCancel() {
        if (between) {
            complete(Response.failure(told(Failure.ofScope(request, "", Outcome.REJECTED), "")));
        }
    }

    private void end(Response response, Failure failure, String note) {
        complete(failures.isEmpty() && note.isEmpty() ? response : Response.failure(told(failure, note)));
    }

    /** What the caller is told: of the last attempt, with those before it, and what is certain of all of them together. */
    private Failure told(Failure failure, String note) {
        Outcome certain = failure.outcome();
        for (Failure earlier : failures) {
            certain = surer(certain, earlier.outcome());
        }
        String before = certain == failure.outcome()
                ? ""
                : certain == Outcome.EXECUTED
                        ? " An earlier attempt was executed."
                        : " An earlier attempt may have been executed.";
        String which = failures.isEmpty() ? "" : " This was attempt " + attempts + ".";
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
