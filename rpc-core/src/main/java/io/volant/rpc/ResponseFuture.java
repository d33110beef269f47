package io.volant.rpc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The future of a response, with one place for whoever is to learn of it first, which is nearly always the only one: a thread that
 * waits or a listener takes the place without a stage, or any other object, of its own. To everybody else it is a future like others.
 *
 * <p>The one of a connection tells the {@link AttemptWatch} of its request before anybody else.
 *
 * <p>Thread-safe. Completed by {@link #complete} and {@link #completeExceptionally} alone; cancelling it has no effect, for a call
 * is cancelled through its scope.
 */
public class ResponseFuture extends CompletableFuture<Response> {
    private static final Logger log = LoggerFactory.getLogger(ResponseFuture.class);
    private static final VarHandle FIRST = first();
    private static final Object TOLD = new Object();
    private static final Ticker CLOCK = Ticker.system(); // by which threads wait, whatever calls are timed by

    @SuppressWarnings("unused") // through FIRST
    private volatile @Nullable Object first; // null, the thread that waits, the listener, or TOLD

    /** What a connection carries out, whose {@link AttemptWatch} is told of the answer; null for the future of anybody else. */
    protected @Nullable Request watched() {
        return null;
    }

    /** Whether the {@link AttemptWatch} of {@code request} is told of this answer. */
    public final boolean tells(Request request) {
        return watched() == request;
    }

    @Override
    public boolean complete(Response response) {
        if (!tellWatch(response, null)) {
            return false;
        }
        boolean completed = super.complete(response);
        tellFirst();
        return completed;
    }

    @Override
    public boolean completeExceptionally(Throwable error) {
        if (!tellWatch(null, error)) {
            return false;
        }
        boolean completed = super.completeExceptionally(error);
        tellFirst();
        return completed;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return false;
    }

    /**
     * Calls {@code listener} with the response or the failure of {@code future}, on the thread that completes it, or here and now when
     * it is done.
     */
    public static void listen(
            CompletableFuture<Response> future, BiConsumer<@Nullable Response, @Nullable Throwable> listener) {
        if (future instanceof ResponseFuture own && FIRST.compareAndSet(own, null, listener)) {
            if (own.isDone()) {
                own.tellFirst();
            }
        } else if (future.getClass() == CompletableFuture.class && future.isDone()) { // another class may do anything
            tell(listener, future);
        } else {
            future.whenComplete(listener);
        }
    }

    /** As {@link CompletableFuture#get(long, TimeUnit)}. */
    static Response await(CompletableFuture<Response> future, long nanos)
            throws InterruptedException, ExecutionException, TimeoutException {
        boolean counted =
                Thread.currentThread() instanceof ForkJoinWorkerThread; // its pool makes up for it when it waits in get
        if (!counted && future instanceof ResponseFuture own && !own.isDone()) {
            own.park(nanos);
            return own.get(0, TimeUnit.NANOSECONDS);
        }
        return future.get(nanos, TimeUnit.NANOSECONDS);
    }

    /** Waits until this is done, for so long at most, or until the thread is interrupted. */
    private void park(long nanos) throws InterruptedException, ExecutionException, TimeoutException {
        Thread waiter = Thread.currentThread();
        if (!FIRST.compareAndSet(this, null, waiter)) {
            get(nanos, TimeUnit.NANOSECONDS);
            return;
        }
        long end = CLOCK.nanoTime() + nanos;
        try {
            for (long left = nanos; left > 0 && !isDone(); left = end - CLOCK.nanoTime()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                LockSupport.parkNanos(this, left);
            }
        } finally {
            FIRST.compareAndSet(this, waiter, null);
        }
    }

    private boolean tellWatch(@Nullable Response response, @Nullable Throwable error) {
        Request request = watched();
        if (request == null) {
            return true;
        }
        try {
            return request.answered(Futures.settled(response, error, request.method()), this);
        } catch (Throwable e) { // as that of a listener
            log.error("event=response_listener_failed", e);
            return true;
        }
    }

    /** After the completion, or after the place was taken: whichever comes last finds both. */
    private void tellFirst() {
        Object waiting = first;
        if (waiting instanceof Thread waiter) {
            LockSupport.unpark(waiter);
        } else if (waiting instanceof BiConsumer<?, ?> && FIRST.compareAndSet(this, waiting, TOLD)) {
            @SuppressWarnings("unchecked") // nobody else puts one there
            BiConsumer<@Nullable Response, @Nullable Throwable> listener =
                    (BiConsumer<@Nullable Response, @Nullable Throwable>) waiting;
            tell(listener, this);
        }
    }

    private static void tell(
            BiConsumer<@Nullable Response, @Nullable Throwable> listener, CompletableFuture<Response> done) {
        if (done.isCompletedExceptionally()) {
            done.whenComplete(listener);
            return;
        }
        try {
            listener.accept(done.getNow(null), null);
        } catch (Throwable e) { // its own fault, which must not reach the event loop
            log.error("event=response_listener_failed", e);
        }
    }

    private static VarHandle first() {
        try {
            return MethodHandles.lookup().findVarHandle(ResponseFuture.class, "first", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
