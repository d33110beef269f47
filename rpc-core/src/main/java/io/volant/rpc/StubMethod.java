package io.volant.rpc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One remote method of a stub: makes the request, starts the call, and turns the response into what the signature promises. */
final class StubMethod {
    private static final Logger log = LoggerFactory.getLogger(StubMethod.class);
    private static final Object[] NO_ARGUMENTS = {};
    private static final long SLOW_CALLBACK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final MethodDescriptor method;
    private final ServiceCodec codec;
    private final Invoker invoker;
    private final ClientSettings client;
    private final long timeoutNanos;

    StubMethod(MethodDescriptor method, ServiceCodec codec, Invoker invoker, ClientSettings client) {
        this.method = method;
        this.codec = codec;
        this.invoker = invoker;
        this.client = client;
        this.timeoutNanos = method.timeout().orElse(client.timeout()).toNanos();
    }

    @Nullable
    Object call(Object @Nullable [] given, CallOptions options) throws Throwable {
        Object[] arguments = given == null ? NO_ARGUMENTS : given;
        if (method.oneway()) {
            send(arguments, options);
            return null;
        }
        if (method.returnsFuture()) {
            return callAsync(arguments, options);
        }
        if (EventLoopThread.isCurrent()) {
            throw new IllegalStateException("blocking call of " + method + " on event loop thread \""
                    + Thread.currentThread().getName()
                    + "\": nothing may block there; use a method that returns a CompletableFuture, or another thread");
        }
        return callBlocking(arguments, options);
    }

    private @Nullable Object callBlocking(Object[] arguments, CallOptions options) throws Throwable {
        Response response;
        CallScope scope = newScope();
        try {
            Request request = request(arguments, options, scope);
            response = BlockingCall.await(invoker.invokeSafely(request), request);
        } catch (CodecException e) {
            response = Response.failure(unencodable(e));
        } finally {
            scope.detach();
        }
        passMetadata(response, options);
        if (response.isSuccess()) {
            try {
                return response.value();
            } catch (CodecException e) {
                throw new RpcException(undecodable(e));
            }
        }
        Throwable thrown = response.failure().toThrowable();
        if (!(thrown instanceof RpcException)) {
            thrown.setStackTrace(new Throwable().getStackTrace()); // that of the decoding thread helps nobody
        }
        throw thrown;
    }

    private CompletableFuture<?> callAsync(Object[] arguments, CallOptions options) {
        CallScope scope = newScope();
        Executor executor = client.executor();
        CallFuture<@Nullable Object> future = new CallFuture<>(scope, executor);
        CompletableFuture<Response> answer;
        try {
            answer = invoker.invokeSafely(request(arguments, options, scope));
        } catch (CodecException e) {
            answer = CompletableFuture.completedFuture(Response.failure(unencodable(e)));
        }
        answer.whenComplete((response, error) -> {
            scope.detach();
            Response answered =
                    response != null ? response : Response.failure(Failure.internal(method + ": " + error, error));
            if (client.completeOnExecutor()) {
                executor.execute(() -> complete(future, answered, options));
            } else {
                complete(future, answered, options);
            }
        });
        return future;
    }

    private void complete(CallFuture<@Nullable Object> future, Response response, CallOptions options) {
        boolean watched = future.getNumberOfDependents() > 0 && EventLoopThread.isCurrent();
        long start = watched ? client.ticker().nanoTime() : 0;
        passMetadata(response, options);
        if (response.isSuccess()) {
            try {
                future.complete(response.value());
            } catch (CodecException e) {
                future.completeExceptionally(new RpcException(undecodable(e)));
            }
        } else {
            future.completeExceptionally(response.failure().toThrowable());
        }
        if (watched && client.ticker().nanoTime() - start > SLOW_CALLBACK_NANOS) {
            log.warn(
                    "event=slow_callback method={} millis={} thread={}",
                    method,
                    TimeUnit.NANOSECONDS.toMillis(client.ticker().nanoTime() - start),
                    Thread.currentThread().getName());
        }
    }

    /** A one-way call throws what is known at once; what goes wrong later nobody waits for. */
    private void send(Object[] arguments, CallOptions options) {
        CallScope scope = newScope();
        CompletableFuture<Response> sent;
        try {
            sent = invoker.invokeSafely(request(arguments, options, scope));
        } catch (CodecException e) {
            sent = CompletableFuture.completedFuture(Response.failure(unencodable(e)));
        }
        Response known = sent.getNow(null);
        if (known != null) {
            scope.detach();
            if (!known.isSuccess()) {
                throw new RpcException(known.failure());
            }
            return;
        }
        sent.whenComplete((response, error) -> {
            scope.detach();
            if (error != null || !response.isSuccess()) {
                log.debug(
                        "event=oneway_failed method={} failure={}", method, error != null ? error : response.failure());
            }
        });
    }

    private Request request(Object[] arguments, CallOptions options, CallScope scope) {
        long now = client.ticker().nanoTime();
        long nanos = timeoutNanos;
        if (options.timeout().isPresent()) {
            nanos = Math.min(nanos, options.timeout().get().toNanos());
        }
        Deadline deadline = new Deadline(now + nanos, client.ticker());
        CallContext context = CallContext.currentOrNull();
        if (context != null && context.deadline().remainingNanos() < nanos) {
            deadline = context.deadline();
        }
        Payload payload = codec.method(method.index()).encodeArguments(arguments);
        return Request.outgoing(method, codec, arguments, payload, deadline, now, options, scope);
    }

    private static CallScope newScope() {
        CallContext context = CallContext.currentOrNull();
        return context == null ? new CallScope() : context.scope().child();
    }

    private void passMetadata(Response response, CallOptions options) {
        options.replyMetadataListener().ifPresent(listener -> {
            try {
                listener.accept(response.metadata());
            } catch (RuntimeException e) {
                log.warn("event=reply_metadata_listener_failed method={}", method, e);
            }
        });
    }

    private Failure unencodable(CodecException e) {
        Status status =
                e.reason() == CodecException.Reason.TOO_LARGE ? Status.RESOURCE_EXHAUSTED : Status.INVALID_ARGUMENT;
        return Failure.of(status, Outcome.NOT_SENT, sentence(e, Outcome.NOT_SENT));
    }

    private Failure undecodable(CodecException e) {
        return Failure.of(
                Status.INTERNAL, Outcome.EXECUTED, "cannot read the result of " + sentence(e, Outcome.EXECUTED));
    }

    private String sentence(CodecException e, Outcome outcome) {
        return method + ": " + e.getMessage() + ". " + outcome.sentence();
    }
}
