package io.volant.rpc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One exported service at work: the outermost invoker of a server. Runs each call where its method belongs, drops the ones that
 * nobody waits for any more, and encodes what comes back.
 */
final class ServiceHost implements Invoker {
    private static final Logger log = LoggerFactory.getLogger(ServiceHost.class);

    private final Invoker[] methods; // by method index: interceptors around the dispatcher
    private final CallMeter[] meters; // by method index
    private final boolean[] onEventLoop;
    private final WorkerPool workers;
    private final HandlerFailures failures;
    private final SlowCalls slow;
    private final Warnings warnings;

    ServiceHost(
            ServiceCodec codec,
            Object implementation,
            ServiceOptions options,
            InterceptorStack interceptors,
            WorkerPool workers,
            HandlerFailures failures,
            ServerWatch watch) {
        int count = codec.service().methods().size();
        this.methods = new Invoker[count];
        this.meters = new CallMeter[count];
        this.onEventLoop = new boolean[count];
        this.workers = workers;
        this.failures = failures;
        this.slow = watch.slow();
        this.warnings = watch.wire().warnings();
        for (MethodDescriptor method : codec.service().methods()) {
            Invoker dispatcher = new Dispatcher(method, implementation, failures, watch.mdc());
            methods[method.index()] = interceptors.around(method, dispatcher);
            this.meters[method.index()] = watch.calls().of(method);
            onEventLoop[method.index()] = options.runsOnEventLoop(method);
        }
    }

    @Override
    public CompletableFuture<Response> invoke(Request request) {
        meters[request.method().index()].onStart();
        if (onEventLoop[request.method().index()]) {
            return run(request, request.beginAtOnce());
        }
        QueuedCall call = new QueuedCall(request);
        try {
            workers.execute(call);
        } catch (Throwable e) { // no thread could be started
            call.complete(ended(request, Response.failure(failures.unstarted(request, e))));
        }
        return call;
    }

    private CompletableFuture<Response> run(Request request, boolean inTime) {
        if (request.scope().cancelled()) {
            return dropped(request, Failure.ofScope(request, "", Outcome.REJECTED));
        }
        if (!inTime) {
            return dropped(request, Failure.deadlineExceeded(request, "", Outcome.REJECTED));
        }
        if (request.room().crowded()) {
            String why = request.method() + ": replies to this client wait, and there is no room for more. ";
            return dropped(request, Failure.of(Status.OVERLOADED, Outcome.REJECTED, why + Outcome.REJECTED.sentence()));
        }
        Invoker invoker = methods[request.method().index()];
        boolean own = invoker instanceof Dispatcher; // no interceptor has the response, or made it or its future
        CompletableFuture<Response> future = invoker.invokeSafely(request);
        Response now = future.isDone() && !future.isCompletedExceptionally() ? future.join() : null;
        if (now == null) {
            return future.handle((response, error) ->
                    ended(request, encode(Futures.settled(response, error, request.method()), request, own)));
        }
        Response ended = ended(request, encode(now, request, own));
        return own && ended == now ? future : CompletableFuture.completedFuture(ended);
    }

    private CompletableFuture<Response> dropped(Request request, Failure failure) {
        if (failure.status() == Status.DEADLINE_EXCEEDED) {
            workers.onExpired();
        }
        return CompletableFuture.completedFuture(ended(request, Response.failure(failure)));
    }

    /** Counts the call out; every call that was counted in comes here once. */
    private Response ended(Request request, Response response) {
        Status status = response.isSuccess() ? Status.OK : response.failure().status();
        long nanos = request.elapsedNanos();
        request.ended(nanos);
        meters[request.method().index()].onEnd(status, nanos);
        slow.onServed(request, status, nanos);
        Outcome outcome =
                response.isSuccess() ? Outcome.EXECUTED : response.failure().outcome();
        FlightEvents.call(
                "server",
                request.method(),
                status,
                outcome,
                nanos,
                TimeUnit.MICROSECONDS.toNanos(request.queueMicros()));
        return response;
    }

    /** Gives the response its encoded form; what cannot be encoded becomes a failure that can. */
    private Response encode(Response response, Request request, boolean own) {
        try {
            if (!response.isSuccess()) {
                return encodeFailure(response, request);
            }
            if (response.hasPayload()) {
                return response;
            }
            Payload payload = request.methodCodec().encodeResult(response.value());
            return own ? response.encodedAs(payload) : response.withPayload(payload);
        } catch (CodecException e) {
            return Response.failure(failures.unencodable(request, e)).withMetadata(response.metadata());
        } catch (Throwable e) {
            return Response.failure(failures.brokenEncoder(request, e)).withMetadata(response.metadata());
        }
    }

    private Response encodeFailure(Response response, Request request) {
        Failure failure = response.failure();
        boolean found = !failure.errorId().isEmpty() || !failure.typeName().isEmpty(); // as those of handlers are
        if (failure.status() == Status.INTERNAL && !found) {
            return Response.failure(failures.identified(request, failure)).withMetadata(response.metadata());
        }
        if (failure.status() != Status.APPLICATION || failure.declaredPayload().isPresent()) {
            return response;
        }
        Throwable declared = failure.cause()
                .orElseThrow(
                        () -> new IllegalStateException("a failure with status APPLICATION and without its exception"));
        Payload payload = request.methodCodec().encodeException(declared);
        return Response.failure(failure.withDeclaredPayload(payload)).withMetadata(response.metadata());
    }

    /** A call on its way to a worker, and the future of its answer, which is completed once, whether it gets there or not. */
    private final class QueuedCall extends ResponseFuture
            implements WorkerPool.Work, BiConsumer<@Nullable Response, @Nullable Throwable> {
        private final Request request;
        private @Nullable CompletableFuture<Response> running; // of whoever runs or drops it

        QueuedCall(Request request) {
            this.request = request;
        }

        @Override
        public Priority priority() {
            return request.priority();
        }

        @Override
        public boolean over() {
            return request.scope().cancelled() || request.expired();
        }

        @Override
        public void run() {
            try {
                running = ServiceHost.this.run(request, request.begin());
            } catch (Throwable e) {
                running = CompletableFuture.completedFuture(ended(request, Futures.settled(null, e, request.method())));
            }
        }

        @Override
        public void end() {
            CompletableFuture<Response> ran = running;
            if (ran == null) { // there was no memory, or no stack, for any answer
                accept(null, new IllegalStateException("the worker failed"));
            } else {
                ResponseFuture.listen(ran, this);
            }
        }

        /** What ran has ended. */
        @Override
        public void accept(@Nullable Response response, @Nullable Throwable error) {
            complete(Futures.settled(response, error, request.method()));
        }

        @Override
        public void drop() {
            try {
                run(); // which goes no further than to find that it is over
            } finally {
                end();
            }
        }

        @Override
        public void refuse(Status status, String why) {
            if (status == Status.OVERLOADED) {
                warnings.warn(
                        log,
                        "event=overload pool={} method={} priority={} limit={} workers={}",
                        workers.owner().isEmpty() ? "shared" : workers.owner(),
                        request.method(),
                        request.priority(),
                        workers.limit(),
                        workers.workers());
            }
            String message = request.method() + ": " + why + ". " + Outcome.REJECTED.sentence();
            complete(ended(request, Response.failure(Failure.of(status, Outcome.REJECTED, message))));
        }
    }
}
