package io.volant.rpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one client that wait for a connection, at most 8,192, each no longer than its deadline and {@code waitForServer}.
 *
 * <p>Thread-safe. Whoever takes a call out of the set ends it or sends it; no lock is held meanwhile.
 */
public final class WaitingCalls implements AutoCloseable {
    static final int MOST = 8_192;

    /** What a call is told that has no connection. Thread-safe. */
    public interface Reasons {
        /**
         * What a call fails with that does not wait; empty where nothing is known.
         *
         * @param last as told by {@link #onAttemptFailed}, if that was since there was a connection
         */
        Optional<Failure> atOnce(Optional<Failure> last);

        /**
         * What a call fails with that waited in vain; empty where that would tell nothing of its wait.
         *
         * @param attempts that failed while it waited
         */
        Optional<Failure> afterWait(Optional<Failure> last, int attempts, long waitedNanos);

        /** Ends a call that is not sent. */
        default void end(Request request, Failure failure, CompletableFuture<Response> answer) {
            answer.complete(Response.failure(failure));
        }
    }

    /** The last failure, with the number of attempts. */
    private static final class LastFailure implements Reasons {
        @Override
        public Optional<Failure> atOnce(Optional<Failure> last) {
            return last;
        }

        @Override
        public Optional<Failure> afterWait(Optional<Failure> last, int attempts, long waitedNanos) {
            return attempts == 0
                    ? Optional.empty()
                    : last.map(failure -> TransportFailures.afterTries(failure, attempts, waitedNanos));
        }
    }

    private final String server;
    private final long waitNanos;
    private final Alarm alarm;
    private final Reasons reasons;
    private final Supplier<? extends @Nullable Invoker> lastResort;
    private final Set<WaitingCall> waiting = new LinkedHashSet<>(); // guarded by this, as all below
    private long failedAttempts;
    private @Nullable Failure lastFailure; // of the attempts since the last connection
    private boolean closed;

    private WaitingCalls(
            String server,
            Duration atMost,
            Alarm alarm,
            Reasons reasons,
            Supplier<? extends @Nullable Invoker> lastResort) {
        this.server = server;
        this.waitNanos = Durations.nanos(atMost);
        this.alarm = alarm;
        this.reasons = reasons;
        this.lastResort = lastResort;
    }

    /**
     * Calls that wait for a connection to {@code server}, as it stands in messages.
     *
     * @param lastResort a connection, if there is any, for a call that has waited long enough
     */
    static WaitingCalls forOne(
            String server, Duration atMost, Alarm alarm, Supplier<? extends @Nullable Invoker> lastResort) {
        return new WaitingCalls(server, atMost, alarm, new LastFailure(), lastResort);
    }

    /**
     * Calls that wait for one of several servers, on the timer of {@code runtime}.
     *
     * @param servers as they stand in messages
     * @param lastResort where a call goes that has waited long enough, if there is a place by then
     */
    public static WaitingCalls forAny(
            String servers,
            Duration atMost,
            VolantRuntime runtime,
            Reasons reasons,
            Supplier<? extends @Nullable Invoker> lastResort) {
        return new WaitingCalls(servers, atMost, Alarm.of(runtime), reasons, lastResort);
    }

    /** Whether the call waits at all, and does not rather fail at once. */
    public boolean mayWait(Request request) {
        return waitNanos > 0 && !request.options().failFast();
    }

    /** Whether no call waits. */
    public synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Lets the call wait; its response comes when there is a connection, or none came about in time. */
    public CompletableFuture<Response> add(Request request) {
        WaitingCall call;
        Failure why = null;
        synchronized (this) {
            call = new WaitingCall(request, failedAttempts);
            if (closed) {
                why = closedFailure(request);
            } else if (!mayWait(request)) {
                why = atOnce(request);
            } else if (waiting.size() >= MOST) {
                why = tooMany(request);
            } else {
                waiting.add(call);
            }
        }
        if (why != null) {
            end(call, why);
            return call.answer();
        }
        try {
            long nanos = Math.min(waitNanos, Math.max(0, request.deadline().remainingNanos()));
            call.limitedBy(alarm.after(nanos, () -> onWaitOver(call)));
        } catch (RejectedExecutionException e) { // the runtime was closed, and all its connections
            end(call, c -> unavailable(request, "the runtime of this client was closed", WaitingCall.outcome(request)));
        }
        request.scope().onCancel(() -> end(call, this::givenUp));
        return call.answer();
    }

    /** Sends every call over {@code connection}, the first one first; earlier failures are of no account any more. */
    public void onConnected(Invoker connection) {
        synchronized (this) {
            lastFailure = null;
        }
        send(connection);
    }

    /** Sends every call by {@code way}, the first one first; there it may come to wait again. */
    public void send(Invoker way) {
        List<WaitingCall> toSend;
        synchronized (this) {
            toSend = take();
        }
        for (WaitingCall call : toSend) {
            call.send(way);
        }
    }

    /** An attempt failed; where it would fail again for the same reason, nobody waits for that. */
    public void onAttemptFailed(Failure why) {
        List<WaitingCall> toEnd;
        synchronized (this) {
            failedAttempts++;
            lastFailure = why;
            toEnd = why.status() == Status.UNAVAILABLE ? List.of() : take();
        }
        toEnd.forEach(call -> end(call, inVain(call)));
    }

    /** A call that waited for room on another connection goes where there may be none: how that ends is then known there. */
    private void onWaitOver(WaitingCall call) {
        Invoker full = call.request().expired() ? null : lastResort.get();
        if (full == null) {
            end(call, this::inVain);
        } else if (remove(call)) {
            call.sendAtLast(full);
        }
    }

    private synchronized boolean remove(WaitingCall call) {
        return waiting.remove(call);
    }

    private List<WaitingCall> take() { // under the lock
        List<WaitingCall> taken = new ArrayList<>(waiting);
        waiting.clear();
        return taken;
    }

    private void end(WaitingCall call, Function<WaitingCall, Failure> why) {
        if (remove(call)) {
            end(call, why.apply(call));
        }
    }

    private void end(WaitingCall call, Failure why) {
        reasons.end(call.request(), why, call.answer());
    }

    private synchronized Failure inVain(WaitingCall call) {
        Request request = call.request();
        int attempts = (int) (failedAttempts - call.attemptsBefore());
        Optional<Failure> why = reasons.afterWait(Optional.ofNullable(lastFailure), attempts, call.waitedNanos());
        if (why.isPresent()) {
            return told(why.get(), request);
        }
        if (request.expired()) {
            return Failure.of(
                    Status.DEADLINE_EXCEEDED,
                    WaitingCall.outcome(request),
                    request.method() + " after " + request.elapsedMillis() + " ms, in which no connection to " + server
                            + " came about. " + Outcome.NOT_SENT.sentence());
        }
        return unavailable(
                request,
                "no connection to " + server + " came about within " + TransportFailures.time(call.waitedNanos()),
                WaitingCall.outcome(request));
    }

    private Failure givenUp(WaitingCall call) {
        Request request = call.request();
        return request.scope().reason() == Status.DEADLINE_EXCEEDED
                ? inVain(call)
                : Failure.cancelled(request, WaitingCall.outcome(request));
    }

    private Failure atOnce(Request request) { // under the lock
        return reasons.atOnce(Optional.ofNullable(lastFailure))
                .map(why -> told(why, request))
                .orElseGet(() -> unavailable(
                        request, "there is no connection to " + server + " now", WaitingCall.outcome(request)));
    }

    private static Failure told(Failure why, Request request) {
        return why.withMessage(request.method() + ": " + why.message()).withOutcome(WaitingCall.outcome(request));
    }

    private Failure tooMany(Request request) {
        return Failure.of(
                Status.OVERLOADED,
                WaitingCall.outcome(request),
                request.method() + ": " + MOST + " calls wait for a connection to " + server + ", the most that may. "
                        + Outcome.NOT_SENT.sentence());
    }

    private static Failure closedFailure(Request request) {
        return unavailable(request, "the client is closed", WaitingCall.outcome(request));
    }

    private static Failure unavailable(Request request, String why, Outcome outcome) {
        return Failure.of(Status.UNAVAILABLE, outcome, request.method() + ": " + why + ". " + outcome.sentence());
    }

    /** Ends every call that waits, and whatever comes later. */
    @Override
    public void close() {
        List<WaitingCall> toEnd;
        synchronized (this) {
            closed = true;
            toEnd = take();
        }
        toEnd.forEach(call -> end(call, closedFailure(call.request())));
    }
}
