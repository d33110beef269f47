package io.volant.rpc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** One call that waits for a connection. Thread-safe; it is either sent or ended, once. */
final class WaitingCall {
    private final Request request;
    private final long attemptsBefore;
    private final long sinceNanos;
    private final CompletableFuture<Response> answer = new CompletableFuture<>();

    /** @param attemptsBefore how many attempts had failed when it began to wait */
    WaitingCall(Request request, long attemptsBefore) {
        this.request = request;
        this.attemptsBefore = attemptsBefore;
        this.sinceNanos = request.deadline().ticker().nanoTime();
    }

    Request request() {
        return request;
    }

    long attemptsBefore() {
        return attemptsBefore;
    }

    long waitedNanos() {
        return request.deadline().ticker().nanoTime() - sinceNanos;
    }

    /** What is certain of a call that waits: its bytes went nowhere, or to a server that did not run it. */
    static Outcome outcome(Request request) {
        return request.attempt() == 1 ? Outcome.NOT_SENT : Outcome.REJECTED;
    }

    CompletableFuture<Response> answer() {
        return answer;
    }

    /** {@code timeLimit} is called off when the call has its answer. */
    void limitedBy(Future<?> timeLimit) {
        answer.whenComplete((response, error) -> timeLimit.cancel(false));
    }

    void send(Invoker way) {
        request.onDelay();
        way.invokeSafely(request).thenAccept(answer::complete);
    }

    /** Sends it where it may find no room; it waits no more. */
    void sendAtLast(Invoker way) {
        request.onDelay();
        way.invokeSafely(request.waitingNoMore()).thenAccept(answer::complete);
    }
}
