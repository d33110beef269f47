package io.volant.rpc;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of one method that a {@link Fallback} answers where they fail. Thread-safe. */
final class FallbackInvoker implements Invoker {
    private static final Logger log = LoggerFactory.getLogger(FallbackInvoker.class);

    private final MethodDescriptor method;
    private final Invoker next;
    private final Fallback<?> fallback;
    private final MethodHandle target; // (Object, Object[]) → Object
    private final Executor executor;
    private final CallMeter meter;
    private final Warnings warnings;

    FallbackInvoker(MethodDescriptor method, Invoker next, Fallback<?> fallback, ClientSettings client) {
        this.method = method;
        this.next = next;
        this.fallback = fallback;
        this.target = MethodTarget.of(method.method());
        this.executor = client.executor();
        this.meter = client.watch().calls().of(method);
        this.warnings = client.watch().warnings();
    }

    @Override
    public CompletableFuture<Response> invoke(Request request) {
        ResponseFuture answer = new ResponseFuture();
        ResponseFuture.listen(
                next.invokeSafely(request),
                (response, error) -> ended(request, Futures.settled(response, error, method), answer));
        return answer;
    }

    private void ended(Request request, Response response, ResponseFuture answer) {
        if (response.isSuccess() || !fallback.isFor(method, response.failure())) {
            answer.complete(response);
            return;
        }
        if (!EventLoopThread.isCurrent()) {
            run(request, response, answer);
            return;
        }
        try { // the user's code does not run on event loops
            executor.execute(() -> run(request, response, answer));
        } catch (RejectedExecutionException e) {
            failed(e, response, answer);
        }
    }

    private void run(Request request, Response response, ResponseFuture answer) {
        try {
            Object implementation = fallback.implementation(new RpcException(response.failure(), false));
            Object result = (Object) target.invokeExact(implementation, request.arguments());
            if (!method.returnsFuture()) {
                answered(result, response, answer);
            } else if (result instanceof CompletionStage<?> stage) {
                stage.whenComplete((value, error) -> {
                    if (error == null) {
                        answered(value, response, answer);
                    } else {
                        failed(Futures.unwrap(error), response, answer);
                    }
                });
            } else {
                failed(new NullPointerException("it returned null instead of a future"), response, answer);
            }
        } catch (Throwable e) { // whatever somebody else's code throws
            failed(e, response, answer);
        }
    }

    private void answered(@Nullable Object value, Response response, ResponseFuture answer) {
        meter.onFallback();
        answer.complete(Response.success(value).withMetadata(marked(response)));
    }

    private void failed(Throwable error, Response response, ResponseFuture answer) {
        if (error instanceof RpcException rpc) {
            meter.onFallback();
            answer.complete(
                    Response.failure(behind(rpc.failure(), response.failure())).withMetadata(marked(response)));
        } else if (method.declaredExceptions().stream().anyMatch(type -> type.isInstance(error))) {
            meter.onFallback();
            answer.complete(Response.failure(Failure.declared(error)).withMetadata(marked(response)));
        } else {
            warnings.warn(log, "event=fallback_failed method={}", method, error);
            Failure failure = response.failure();
            String why = " Its fallback failed: " + Futures.text(error) + ".";
            answer.complete(Response.failure(failure.withMessage(failure.message() + why))
                    .withMetadata(response.metadata()));
        }
    }

    /** What the fallback failed with says nothing of the call itself, which may have been executed. */
    private static Failure behind(Failure own, Failure call) {
        List<Failure> earlier = new ArrayList<>(call.earlier());
        earlier.add(call.withEarlier(List.of()));
        earlier.addAll(own.earlier());
        boolean surer = own.outcome().notExecuted() && !call.outcome().notExecuted();
        return (surer ? own.withOutcome(call.outcome()) : own).withEarlier(earlier);
    }

    private static Metadata marked(Response response) {
        return response.metadata()
                .withAll(Metadata.reserved(
                        Fallback.METADATA, response.failure().status().name()));
    }
}
