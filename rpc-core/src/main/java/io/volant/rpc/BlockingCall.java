package io.volant.rpc;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the response of a call on the caller's own thread, and cancels the call when that wait ends early. */
final class BlockingCall {
    /** How long a cancelled call may take to say what became of it, before its outcome is given as unknown. */
    private static final long CANCEL_GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private BlockingCall() {}

    /**
     * The response; never throws. An interrupt cancels the call and leaves the thread interrupted. {@code server} stands in the
     * message when nobody answers, not even this side's own event loop.
     */
    static Response await(CompletableFuture<Response> answer, Request request, String server) {
        try {
            return get(answer, request, request.deadline().remainingNanos());
        } catch (TimeoutException e) {
            request.scope().cancel(Status.DEADLINE_EXCEEDED);
        } catch (InterruptedException e) {
            request.scope().cancel(Status.CANCELLED);
            Response response = afterCancel(answer, request, server);
            Thread.currentThread().interrupt();
            return response;
        }
        return afterCancel(answer, request, server);
    }

    private static Response afterCancel(CompletableFuture<Response> answer, Request request, String server) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return get(answer, request, CANCEL_GRACE_NANOS);
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

    private static Response get(CompletableFuture<Response> answer, Request request, long nanos)
            throws InterruptedException, TimeoutException {
        try {
            return Futures.settled(ResponseFuture.await(answer, nanos), null, request.method());
        } catch (ExecutionException | CancellationException e) {
            return Futures.settled(null, e, request.method());
        }
    }
}
