package io.volant.rpc.inprocess;

import io.volant.rpc.Invoker;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Status;
import java.util.concurrent.CompletableFuture;

/** A call under way on a server: what is cancelled when its caller gives up or its time runs out. */
final class ServedCall {
    private final Request request;
    private final Invoker invoker;
    private final InProcessLoop loop;
    private final DeadlineTimer timer;

    ServedCall(Request request, Invoker invoker, InProcessLoop loop) {
        this.request = request;
        this.invoker = invoker;
        this.loop = loop;
        this.timer = new DeadlineTimer(loop, request.deadline(), () -> cancel(Status.DEADLINE_EXCEEDED));
    }

    CompletableFuture<Response> run() {
        timer.start();
        return invoker.invokeSafely(request);
    }

    /** As {@link Request#queueMicros}. */
    int queueMicros() {
        return request.queueMicros();
    }

    /** As {@link Request#executeMicros}. */
    int executeMicros() {
        return request.executeMicros();
    }

    /** Seen at once by a handler that asks; what listens may block and runs elsewhere. */
    void cancel(Status reason) {
        request.scope().cancel(reason, loop::executeElsewhere);
    }

    /** Nothing is left to cancel. */
    void ended() {
        timer.cancel();
    }
}
