package io.volant.rpc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The future of an asynchronous stub: cancelling it cancels the call, and its asynchronous stages run on the client's executor. */
final class CallFuture<T extends @Nullable Object> extends CompletableFuture<T> {
    private final @Nullable CallScope scope; // null in dependent stages: only the call's own future cancels the call
    private final Executor executor;

    CallFuture(@Nullable CallScope scope, Executor executor) {
        this.scope = scope;
        this.executor = executor;
    }

    /** The call has ended: nothing is left to cancel with its parent. */
    void detach() {
        if (scope != null) {
            scope.detach();
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled && scope != null) {
            scope.cancel(Status.CANCELLED);
        }
        return cancelled;
    }

    @Override
    public Executor defaultExecutor() {
        return executor;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CallFuture<>(null, executor);
    }
}
