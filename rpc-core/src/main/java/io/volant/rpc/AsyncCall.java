package io.volant.rpc;

import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** An asynchronous call of a stub: the future that its caller holds, and the listener to the response that completes it. */
final class AsyncCall extends CallFuture<@Nullable Object>
        implements BiConsumer<@Nullable Response, @Nullable Throwable> {
    private final StubMethod method;
    private final Request request;

    AsyncCall(StubMethod method, Request request, Executor executor) {
        super(executor);
        this.method = method;
        this.request = request;
    }

    Request request() {
        return request;
    }

    /** The response has come. */
    @Override
    public void accept(@Nullable Response response, @Nullable Throwable error) {
        request.scope().detach(); // nothing is left to cancel with its parent
        method.onAnswer(this, Futures.settled(response, error, request.method()));
    }

    /** Cancels the call, too. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            request.scope().cancel(Status.CANCELLED);
        }
        return cancelled;
    }
}
