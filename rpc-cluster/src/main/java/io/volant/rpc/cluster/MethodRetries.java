package io.volant.rpc.cluster;

import io.volant.rpc.Deadline;
import io.volant.rpc.Failure;
import io.volant.rpc.Invoker;
import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.Outcome;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The calls of one method, each with as many attempts as it needs and may have. Thread-safe. */
final class MethodRetries implements Invoker {
    private static final int TIMED = 32; // one in so many calls, once enough is known
    private static final double LONGER_THAN_USUAL = 4;
    private static final double LEAST_MILLIS = 100;

    private final boolean idempotent;
    private final Invoker next;
    private final Retries retries;
    private final RetryBudget budget;
    private final Optional<Duration> attemptTimeout;
    private final boolean ownTimeouts;
    private final UsualTime usual = new UsualTime();
    private volatile double limitMillis; // of attempts that no interface limits; 0 for none
    private int calls; // roughly

    MethodRetries(MethodDescriptor method, Invoker next, Retries retries) {
        this.idempotent = method.idempotent();
        this.next = next;
        this.retries = retries;
        this.budget = retries.budget(method.service());
        this.attemptTimeout = method.attemptTimeout();
        this.ownTimeouts =
                idempotent && attemptTimeout.isEmpty() && retries.policy().attemptTimeouts();
    }

    @Override
    public CompletableFuture<Response> invoke(Request request) {
        budget.onCall();
        boolean timed = ownTimeouts && ((calls++ & (TIMED - 1)) == 0 || limitMillis == 0);
        RetryCall call = new RetryCall(this, request, timed);
        call.start();
        return call;
    }

    CompletableFuture<Response> send(Request attempt) {
        return next.invokeSafely(attempt);
    }

    Retries retries() {
        return retries;
    }

    RetryBudget budget() {
        return budget;
    }

    /**
     * The request of one attempt, with a deadline of its own where it must not take all the time there is.
     *
     * @param last whether no other attempt may follow
     */
    Request limited(Request request, long remainingNanos, boolean last) {
        long nanos = remainingNanos;
        if (attemptTimeout.isPresent()) {
            nanos = Math.min(nanos, attemptTimeout.get().toNanos());
        } else if (limitMillis > 0 && !last) {
            long limit = (long) (limitMillis * TimeUnit.MILLISECONDS.toNanos(1));
            nanos = limit <= remainingNanos / 2 ? limit : remainingNanos; // another attempt needs as long
        }
        if (nanos >= remainingNanos) {
            return request;
        }
        Deadline whole = request.deadline();
        return request.withDeadline(new Deadline(whole.atNanos() - remainingNanos + nanos, whole.ticker()));
    }

    /** Learns from a call that was answered at its first attempt, or whose attempt was given up. No attempt is limited that could not be made again. */
    void onTimed(long tookMillis) {
        if (!ownTimeouts) {
            return;
        }
        usual.onCall(tookMillis);
        double millis = usual.millis();
        limitMillis = millis > 0 && budget.isAmple() ? Math.max(LEAST_MILLIS, LONGER_THAN_USUAL * millis) : 0;
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
            case OK,
                    CANCELLED,
                    UNIMPLEMENTED,
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
