package io.volant.rpc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A future of an asynchronous stub: its asynchronous stages run on the client's executor, and nobody waits for it on an event loop. */
class CallFuture<T extends @Nullable Object> extends CompletableFuture<T> {
    private final Executor executor;

    CallFuture(Executor executor) {
        this.executor = executor;
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

    /** A stage: only the call's own future cancels the call. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CallFuture<>(executor);
    }
}
