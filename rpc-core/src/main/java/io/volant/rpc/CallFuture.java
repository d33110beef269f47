package io.volant.rpc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    public T get() throws InterruptedException, ExecutionException {
        checkMayWait();
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        checkMayWait();
        return super.get(timeout, unit);
    }

    @Override
    public T join() {
        checkMayWait();
        return super.join();
    }

    /** An event loop that waited for an answer would wait for itself. */
    private void checkMayWait() {
        if (!isDone() && EventLoopThread.isCurrent()) {
            throw new IllegalStateException("waiting for a call on event loop thread \""
                    + Thread.currentThread().getName()
                    + "\": nothing may block there; compose futures, or wait on another thread");
        }
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
