package io.volant.rpc;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits for the response of a call on the caller's own thread, and cancels the call when that wait ends early. */
final class BlockingCall {
    /** How long a cancelled call may take to say what became of it, before its outcome is given as unknown. */
    private static final long CANCEL_GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final Ticker CLOCK = Ticker.system(); // by which threads wait, whatever calls are timed by

    private BlockingCall() {}

    /**
     * The response; never throws. An interrupt cancels the call and leaves the thread interrupted. {@code server} stands in the
     * message when nobody answers, not even this side's own event loop.
     */
    static Response await(
            CompletableFuture<Response> answer, Request request, String server, @Nullable BlockingCaller caller) {
        try {
            return get(answer, request, request.deadline().remainingNanos(), caller);
        } catch (TimeoutException e) {
            request.scope().cancel(Status.DEADLINE_EXCEEDED);
        } catch (InterruptedException e) {
            request.scope().cancel(Status.CANCELLED);
            Response response = afterCancel(answer, request, server, caller);
            Thread.currentThread().interrupt();
            return response;
        }
        return afterCancel(answer, request, server, caller);
    }

    private static Response afterCancel(
            CompletableFuture<Response> answer, Request request, String server, @Nullable BlockingCaller caller) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return get(answer, request, CANCEL_GRACE_NANOS, caller);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    return Response.failure(Failure.ofScope(request, server, Outcome.UNKNOWN));
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Response get(
            CompletableFuture<Response> answer, Request request, long nanos, @Nullable BlockingCaller caller)
            throws InterruptedException, TimeoutException {
        try {
            long left = caller == null ? nanos : drive(caller, answer, nanos);
            return Futures.settled(ResponseFuture.await(answer, left), null, request.method());
        } catch (ExecutionException | CancellationException e) {
            return Futures.settled(null, e, request.method());
        }
    }

    /** Waits as {@link ResponseFuture#await} does, by driving an event loop; returns what is left of the time when it does so no more. */
    private static long drive(BlockingCaller caller, CompletableFuture<Response> answer, long nanos)
            throws InterruptedException {
        long end = CLOCK.nanoTime() + nanos;
        long left = nanos;
        while (left > 0 && !answer.isDone() && caller.drive(answer, left)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            left = end - CLOCK.nanoTime();
        }
        return Math.max(0, left);
    }
}
