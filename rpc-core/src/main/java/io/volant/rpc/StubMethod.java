package io.volant.rpc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One remote method of a stub: makes the request, starts the call, and turns the response into what the signature promises. */
final class StubMethod {
    private static final Logger log = LoggerFactory.getLogger(StubMethod.class);
    private static final Object[] NO_ARGUMENTS = {};
    private static final long SLOW_CALLBACK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long SELDOM_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private final MethodDescriptor method;
    private final ServiceCodec codec;
    private final Invoker invoker;
    private final ClientSettings client;
    private final CallMeter meter;
    private final long timeoutNanos;
    private long lastEndNanos; // of an asynchronous call, on some thread: a hint

    StubMethod(MethodDescriptor method, ServiceCodec codec, Invoker invoker, ClientSettings client) {
        this.method = method;
        this.codec = codec;
        this.invoker = invoker;
        this.client = client;
        this.meter = client.watch().calls().of(method);
        this.timeoutNanos = Durations.nanos(method.timeout().orElse(client.timeout()));
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
        Request request = request(arguments, options, scope, begin());
        BlockingCaller caller = null;
        boolean handedOver = false;
        try {
            caller = client.callersDrive() ? BlockingCaller.enter() : null;
            client.room().admitWhenRoom(request);
            handedOver = true;
            response = BlockingCall.await(invoker.invokeSafely(request), request, client.server(), caller);
        } catch (Throwable e) {
            response = Response.failure(handedOver ? unawaited(request, e) : unencodable(e));
        } finally {
            if (caller != null) {
                caller.leave();
            }
            scope.detach();
        }
        passMetadata(response, options);
        if (response.isSuccess()) {
            @Nullable Object value;
            try {
                value = response.value();
            } catch (Throwable e) {
                throw new RpcException(ended(undecodable(e), request, response));
            }
            ended(Status.OK, Outcome.EXECUTED, request, response);
            return value;
        }
        Throwable thrown = ended(response.failure(), request, response).toThrowable();
        if (!(thrown instanceof RpcException)) {
            thrown.setStackTrace(new Throwable().getStackTrace()); // that of the decoding thread helps nobody
        }
        throw thrown;
    }

    private CompletableFuture<?> callAsync(Object[] arguments, CallOptions options) {
        Request request = request(arguments, options, newScope(), begin());
        AsyncCall call = new AsyncCall(this, request, client.executor());
        ResponseFuture.listen(start(request), call);
        return call;
    }

    /** An asynchronous call is answered; any thread. */
    void onAnswer(AsyncCall call, Response answer) {
        if (!client.completeOnExecutor()) {
            complete(call, answer);
            return;
        }
        try {
            client.executor().execute(() -> complete(call, answer));
        } catch (Throwable e) { // an executor that has shut down, or finds no thread, must not cost the call its end
            warnings().warn(log, "event=callback_rejected method={}", method, e);
            complete(call, answer);
        }
    }

    private CompletableFuture<Response> start(Request request) {
        try {
            client.room().admit(request);
        } catch (Throwable e) {
            return CompletableFuture.completedFuture(Response.failure(unencodable(e)));
        }
        return invoker.invokeSafely(request);
    }

    private void complete(AsyncCall call, Response response) {
        Request request = call.request();
        boolean watched = call.getNumberOfDependents() > 0 && EventLoopThread.isCurrent();
        passMetadata(response, request.options());
        long before;
        if (response.isSuccess()) {
            @Nullable Object value;
            try {
                value = response.value();
            } catch (Throwable e) {
                call.completeExceptionally(
                        ended(undecodable(e), request, response).toStackless());
                return;
            }
            before = ended(Status.OK, Outcome.EXECUTED, request, response);
            call.complete(value);
        } else {
            before = ended(response.failure().status(), response.failure().outcome(), request, response);
            call.completeExceptionally(
                    explained(response.failure(), request, response, before).toStackless());
        }
        if (watched && seldom(request, before)) {
            warnIfSlow(request.elapsedNanos() - before);
        }
    }

    /**
     * Whether calls of this method end so seldom that a look at the clock behind each costs nothing. Those that do not cannot all be
     * slow; a slow one among them is found once its like have slowed the others down.
     */
    private boolean seldom(Request request, long nanos) {
        long now = request.atNanos(nanos);
        boolean seldom = now - lastEndNanos > SELDOM_NANOS;
        lastEndNanos = now;
        return seldom;
    }

    /** What depended on a future has run for so long on an event loop. */
    private void warnIfSlow(long nanos) {
        if (nanos > SLOW_CALLBACK_NANOS) {
            warnings()
                    .warn(
                            log,
                            "event=slow_callback method={} millis={} thread={}",
                            method,
                            TimeUnit.NANOSECONDS.toMillis(nanos),
                            Thread.currentThread().getName());
        }
    }

    /** A one-way call throws what is known at once; what goes wrong later nobody waits for. */
    private void send(Object[] arguments, CallOptions options) {
        CallScope scope = newScope();
        Request request = request(arguments, options, scope, begin());
        CompletableFuture<Response> sent = start(request).handle((response, error) -> {
            scope.detach();
            Response answer = Futures.settled(response, error, method);
            if (answer.isSuccess()) {
                ended(Status.OK, Outcome.UNKNOWN, request, answer); // it was sent, and that is all
                return answer;
            }
            return Response.failure(ended(answer.failure(), request, answer));
        });
        Response known = sent.getNow(null);
        if (known == null) {
            sent.thenAccept(response -> {
                if (!response.isSuccess()) {
                    warnings()
                            .warn(
                                    log,
                                    "event=oneway_failed side=client method={} status={} outcome={}",
                                    method,
                                    response.failure().status(),
                                    response.failure().outcome());
                }
            });
        } else if (!known.isSuccess()) {
            throw new RpcException(known.failure());
        }
    }

    /** Counts a call in; returns its start. */
    private long begin() {
        meter.onStart();
        return client.ticker().nanoTime();
    }

    /** Counts a call out and gives back its room; every call that was counted in comes here once, before its caller knows. Returns how long it took. */
    private long ended(Status status, Outcome outcome, Request request, Response response) {
        request.room().end();
        long nanos = request.elapsedNanos();
        meter.onEnd(status, nanos);
        client.watch().slow().onCall(request, response, status, nanos);
        FlightEvents.call("client", method, status, outcome, nanos, 0);
        return nanos;
    }

    /** Counts a call out that failed; returns the failure with its time line, where its caller can see one. */
    private Failure ended(Failure failure, Request request, Response response) {
        return explained(failure, request, response, ended(failure.status(), failure.outcome(), request, response));
    }

    private static Failure explained(Failure failure, Request request, Response response, long nanos) {
        return failure.isDeclared() ? failure : failure.withTimeline(CallTimeline.of(request, response, nanos));
    }

    /** The call before its arguments are encoded. */
    private Request request(Object[] arguments, CallOptions options, CallScope scope, long start) {
        long nanos = timeoutNanos;
        if (options.timeout().isPresent()) {
            nanos = Math.min(nanos, Durations.nanos(options.timeout().get()));
        }
        CallContext context = CallContext.currentOrNull();
        if (context != null) { // as time left: the server that runs the handler may have another ticker
            nanos = Math.min(nanos, context.deadline().remainingNanos());
        }
        return Request.outgoing(method, codec, arguments, start, start + nanos, client.ticker(), options, scope)
                .withPriority(Priority.of(method, options, context));
    }

    private Warnings warnings() {
        return client.watch().warnings();
    }

    private static CallScope newScope() {
        CallContext context = CallContext.currentOrNull();
        return context == null ? new CallScope() : context.scope().child();
    }

    private void passMetadata(Response response, CallOptions options) {
        options.replyMetadataListener().ifPresent(listener -> {
            try {
                listener.accept(response.metadata());
            } catch (Throwable e) { // the listener's own fault, not the call's
                warnings().warn(log, "event=reply_metadata_listener_failed method={}", method, e);
            }
        });
    }

    private Failure unencodable(Throwable e) {
        if (e instanceof OutboundRoom.NoRoom noRoom) {
            return noRoom.failure();
        }
        if (!(e instanceof CodecException refused)) {
            return Failure.internal(sentence(e.toString(), Outcome.NOT_SENT), e).withOutcome(Outcome.NOT_SENT);
        }
        Status status = refused.reason() == CodecException.Reason.TOO_LARGE
                ? Status.RESOURCE_EXHAUSTED
                : Status.INVALID_ARGUMENT;
        return Failure.of(status, Outcome.NOT_SENT, sentence(e.getMessage(), Outcome.NOT_SENT));
    }

    /** The caller's stack has ended, or memory has. */
    private Failure unawaited(Request request, Throwable e) {
        request.scope().cancel(Status.CANCELLED);
        return Failure.internal(sentence(e.toString(), Outcome.UNKNOWN), e);
    }

    private Failure undecodable(Throwable e) {
        String why = e instanceof CodecException ? e.getMessage() : e.toString();
        return Failure.of(
                Status.INTERNAL, Outcome.EXECUTED, "cannot read the result of " + sentence(why, Outcome.EXECUTED));
    }

    private String sentence(@Nullable String what, Outcome outcome) {
        return method + ": " + what + ". " + outcome.sentence();
    }
}
