package io.volant.rpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls that one server may or may not have executed, because their connections ended before the answers came, and that are asked
 * again: over another connection to that server, at once if there is one, or else over the next that comes about within a second. They
 * end as unknown when two attempts to connect have failed, so that nobody waits for a server that is gone, and when another server
 * answers at the address, or the same one that was started anew. One for which the connection has no room, or which ends before the
 * call has left, waits on, and is looked after every 20 ms.
 *
 * <p>Thread-safe. Whoever takes a call out of the set asks for it or ends it; no lock is held meanwhile.
 */
final class LostCalls implements AutoCloseable {
    static final Duration WAIT = Duration.ofSeconds(1);

    /** How often a call goes out at most. */
    private static final int MOST_ATTEMPTS = 4;

    private static final int MOST_FAILED = 2;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final String GONE = " Its server could not be asked again.";

    private final Alarm alarm;
    private final Supplier<@Nullable Connection> connections;
    private final Set<Waiting> waiting = new LinkedHashSet<>(); // guarded by this, as all below
    private int failedAttempts;
    private boolean looking;
    private boolean closed;

    /** @param connections gives the one over which calls go now; null for none */
    LostCalls(Alarm alarm, Supplier<@Nullable Connection> connections) {
        this.alarm = alarm;
        this.connections = connections;
    }

    private record Waiting(
            LostCall call,
            Failure failure,
            int failedBefore,
            AtomicBoolean overdue,
            CompletableFuture<Response> answer) {
        /** Whether so ends an attempt that has not left, and may leave later. */
        static boolean keptBack(Response response) {
            if (response.isSuccess() || response.failure().outcome() != Outcome.NOT_SENT) {
                return false;
            }
            Status status = response.failure().status();
            return status == Status.OVERLOADED || status == Status.UNAVAILABLE;
        }

        boolean over() {
            return overdue.get() || call.request().scope().cancelled();
        }

        /** That the second attempt was refused tells nothing of the first. */
        private Response certain(Response response) {
            if (response.isSuccess() || !response.failure().outcome().notExecuted()) {
                return response;
            }
            Failure refused = response.failure();
            return Response.failure(refused.withOutcome(Outcome.UNKNOWN)
                    .withMessage(refused.message() + " An earlier attempt may have been executed.")
                    .withEarlier(List.of(failure)));
        }

        void end(String note) {
            answer.complete(Response.failure(failure.withMessage(failure.message() + note)));
        }

        void endInTime() {
            if (call.request().expired()) {
                answer.complete(Response.failure(Failure.deadlineExceeded(call.request(), "", Outcome.UNKNOWN)));
            } else {
                end(GONE);
            }
        }

        void endUnsent() {
            if (call.request().scope().cancelled()) {
                endAsCancelled();
            } else {
                endInTime();
            }
        }

        void endAsCancelled() {
            answer.complete(Response.failure(Failure.ofScope(call.request(), "", Outcome.UNKNOWN)));
        }
    }

    /** Whether a call may be asked again at all. */
    static boolean mayAsk(Request request) {
        return request.attempt() < MOST_ATTEMPTS
                && !request.options().failFast()
                && !request.scope().cancelled();
    }

    /**
     * The answer of a call that failed so.
     *
     * @param connection over which it can be asked now, if there is one
     */
    CompletableFuture<Response> add(LostCall call, Failure failure, @Nullable Connection connection) {
        Waiting lost;
        synchronized (this) {
            lost = new Waiting(call, failure, failedAttempts, new AtomicBoolean(), new CompletableFuture<>());
            if (!closed && connection == null) {
                waiting.add(lost);
            }
        }
        if (connection != null) {
            ask(lost, connection);
            if (lost.answer().isDone()) {
                return lost.answer();
            }
        }
        try {
            long nanos = Math.min(
                    WAIT.toNanos(), Math.max(0, call.request().deadline().remainingNanos()));
            Future<?> timeLimit = alarm.after(nanos, () -> {
                lost.overdue().set(true); // where it is being asked now
                end(lost, Waiting::endInTime);
            });
            lost.answer().whenComplete((response, error) -> timeLimit.cancel(false));
        } catch (RejectedExecutionException e) { // the runtime was closed, and all its connections
            end(lost, Waiting::endInTime);
        }
        call.request().scope().onCancel(() -> end(lost, Waiting::endAsCancelled));
        if (isClosed() && connection == null) {
            lost.end("");
        }
        return lost.answer();
    }

    private void ask(Waiting lost, Connection connection) {
        if (!lost.call().canAsk(connection)) {
            lost.end(" Another server answers at this address now, or it was started anew: not asked again.");
            return;
        }
        Request request = lost.call().request();
        lost.call()
                .askOver(connection, request.withAttempt(request.attempt() + 1))
                .thenAccept(response -> {
                    if (!Waiting.keptBack(response)) {
                        lost.answer().complete(lost.certain(response));
                    } else if (!waitOn(lost)) {
                        lost.endUnsent();
                    }
                });
    }

    /** The call was to be asked for, and has not left; false where it is not to wait for that. */
    private boolean waitOn(Waiting lost) {
        synchronized (this) {
            if (closed) {
                return false;
            }
            waiting.add(lost);
        }
        if (lost.over() || !lookSoon()) { // before it was there to be found
            return !remove(lost);
        }
        return true;
    }

    private boolean lookSoon() {
        synchronized (this) {
            if (looking) {
                return true;
            }
            looking = true;
        }
        try {
            alarm.after(LOOK_NANOS, this::look);
            return true;
        } catch (RejectedExecutionException e) { // the runtime was closed, and all its connections
            synchronized (this) {
                looking = false;
            }
            return false;
        }
    }

    private void look() {
        List<Waiting> all;
        synchronized (this) {
            looking = false;
            all = new ArrayList<>(waiting);
        }
        boolean left = false;
        for (Waiting lost : all) {
            Connection connection = connections.get();
            boolean asks = connection != null
                    && connection.inFlight() < connection.mostInFlight()
                    && lost.call().canAsk(connection);
            if (!asks) {
                left = true;
            } else if (remove(lost)) {
                ask(lost, connection);
            }
        }
        if (left) {
            lookSoon();
        }
    }

    /** There is a connection, again. */
    void onConnected(Connection connection) {
        List<Waiting> all;
        synchronized (this) {
            failedAttempts = 0;
            all = new ArrayList<>(waiting);
            waiting.clear();
        }
        all.forEach(lost -> ask(lost, connection));
    }

    /** An attempt led to no connection. */
    void onAttemptFailed() {
        List<Waiting> over = new ArrayList<>();
        synchronized (this) {
            failedAttempts++;
            for (Waiting lost : waiting) {
                if (failedAttempts - lost.failedBefore() >= MOST_FAILED) {
                    over.add(lost);
                }
            }
        }
        over.forEach(lost -> end(lost, Waiting::endInTime));
    }

    private void end(Waiting lost, Consumer<Waiting> how) {
        if (remove(lost)) {
            how.accept(lost);
        }
    }

    private synchronized boolean remove(Waiting lost) {
        return waiting.remove(lost);
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Ends all, and whatever comes later. */
    @Override
    public void close() {
        List<Waiting> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(waiting);
            waiting.clear();
        }
        all.forEach(lost -> lost.end(""));
    }
}
