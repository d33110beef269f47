package io.volant.rpc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends every call to one server over one connection. A connection that broke or drains is replaced on the next call; calls made
 * meanwhile wait for the one attempt under way, each for no longer than its own deadline.
 */
final class DirectRoute implements Route {
    private final Endpoint endpoint;
    private final Dialer dialer;
    private final CompletableFuture<Void> ready;
    private volatile @Nullable Connection current;
    private @Nullable CompletableFuture<Connection> attempt; // guarded by this, as closed
    private boolean closed;

    DirectRoute(Endpoint endpoint, Dialer dialer) {
        this.endpoint = endpoint;
        this.dialer = dialer;
        this.ready = connecting().thenApply(c -> null);
    }

    @Override
    public CompletableFuture<Void> ready() {
        return ready;
    }

    @Override
    public String server() {
        return endpoint.toString();
    }

    @Override
    public CompletableFuture<Response> invoke(Request request) {
        Connection connection = current;
        if (connection != null && connection.state() == Connection.State.READY) {
            return connection.invoke(request);
        }
        return invokeWhenConnected(request);
    }

    private CompletableFuture<Response> invokeWhenConnected(Request request) {
        CompletableFuture<Connection> connecting = connecting();
        if (connecting.isDone()) {
            return afterConnect(request, connecting);
        }
        CompletableFuture<Response> answer = new CompletableFuture<>();
        Future<?> timeout = whenExpired(request);
        request.scope().onCancel(() -> answer.complete(Response.failure(givenUp(request))));
        connecting.whenComplete((connection, error) -> {
            if (!answer.isDone()) { // a call given up meanwhile must not be sent
                afterConnect(request, connecting).thenAccept(answer::complete);
            }
        });
        answer.whenComplete((response, error) -> timeout.cancel(false));
        return answer;
    }

    private Failure givenUp(Request request) {
        Failure failure = Failure.ofScope(request, server(), Outcome.NOT_SENT);
        return failure.status() == Status.DEADLINE_EXCEEDED
                ? failure.withMessage(request.method() + " after " + request.elapsedMillis()
                        + " ms, in which no connection to " + server() + " came about. " + Outcome.NOT_SENT.sentence())
                : failure;
    }

    private Future<?> whenExpired(Request request) {
        try {
            return dialer.runtime()
                    .timer()
                    .schedule(
                            () -> request.scope().cancel(Status.DEADLINE_EXCEEDED),
                            request.deadline().remainingNanos(),
                            TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException
                | IllegalStateException e) { // the runtime is closed: so are its connections
            return CompletableFuture.completedFuture(null);
        }
    }

    private CompletableFuture<Response> afterConnect(Request request, CompletableFuture<Connection> connected) {
        return connected
                .handle((connection, error) -> error == null
                        ? connection.invokeSafely(request)
                        : CompletableFuture.completedFuture(Response.failure(unavailable(request, error))))
                .thenCompose(f -> f);
    }

    private static Failure unavailable(Request request, Throwable error) {
        Throwable cause = Futures.unwrap(error);
        if (cause instanceof RpcException e) {
            return e.failure().withMessage(request.method() + ": " + e.failure().message());
        }
        return Failure.of(
                        Status.UNAVAILABLE,
                        Outcome.NOT_SENT,
                        request.method() + ": " + cause + ". " + Outcome.NOT_SENT.sentence())
                .withCause(cause);
    }

    /** The attempt under way, or a new one where the last connection is of no more use. */
    private CompletableFuture<Connection> connecting() {
        CompletableFuture<Connection> started;
        synchronized (this) {
            if (closed) {
                return CompletableFuture.failedFuture(new RpcException(closedFailure()));
            }
            Connection connection = current;
            if (connection != null && connection.state() == Connection.State.READY) {
                return CompletableFuture.completedFuture(connection);
            }
            if (attempt != null) {
                return attempt;
            }
            started = new CompletableFuture<>();
            attempt = started;
        }
        try {
            dialer.connect(endpoint).whenComplete((connection, error) -> onAttempt(started, connection, error));
        } catch (Throwable e) { // a transport that throws must not leave its attempt behind
            onAttempt(started, null, e);
        }
        return started;
    }

    private void onAttempt(
            CompletableFuture<Connection> started, @Nullable Connection connection, @Nullable Throwable error) {
        boolean useless;
        synchronized (this) {
            attempt = null;
            useless = closed;
            if (connection != null && !closed) {
                current = connection;
            }
        }
        if (useless && connection != null) {
            connection.close();
            started.completeExceptionally(new RpcException(closedFailure()));
        } else if (connection != null) {
            started.complete(connection);
        } else {
            started.completeExceptionally(Futures.unwrap(error));
        }
    }

    private Failure closedFailure() {
        return Failure.of(Status.UNAVAILABLE, Outcome.NOT_SENT, "the client is closed. " + Outcome.NOT_SENT.sentence());
    }

    @Override
    public void close() {
        Connection connection;
        CompletableFuture<Connection> waiting;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            connection = current;
            waiting = attempt;
        }
        if (waiting != null) {
            waiting.completeExceptionally(new RpcException(closedFailure()));
        }
        if (connection != null) {
            connection.close();
        }
    }
}
