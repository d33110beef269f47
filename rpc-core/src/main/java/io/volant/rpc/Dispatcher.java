package io.volant.rpc;

import java.lang.invoke.MethodHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The end of a server's stack: decodes the arguments, runs the user's method, and turns what it returns or throws into a response. */
final class Dispatcher implements Invoker {
    private final MethodDescriptor method;
    private final MethodHandle target; // (Object[]) → Object
    private final HandlerFailures failures;
    private final boolean mdc;

    Dispatcher(MethodDescriptor method, Object implementation, HandlerFailures failures, boolean mdc) {
        this.method = method;
        this.target = MethodTarget.of(method.method()).bindTo(implementation);
        this.failures = failures;
        this.mdc = mdc;
    }

    @Override
    public CompletableFuture<Response> invoke(Request request) {
        Object[] arguments;
        try {
            arguments = request.arguments();
        } catch (CodecException e) {
            return CompletableFuture.completedFuture(Response.failure(failures.undecodable(request, e)));
        } catch (Throwable e) {
            return CompletableFuture.completedFuture(Response.failure(failures.brokenDecoder(request, e)));
        }
        CallContext context = new CallContext(request, mdc ? failures.nextId() : "");
        CallContext before = context.enter();
        try {
            Object result = (Object) target.invokeExact(arguments);
            return method.returnsFuture()
                    ? whenDone(result, request, context)
                    : CompletableFuture.completedFuture(success(result, context));
        } catch (Throwable e) {
            return CompletableFuture.completedFuture(failure(e, request, context));
        } finally {
            context.leave(before);
        }
    }

    private CompletableFuture<Response> whenDone(@Nullable Object result, Request request, CallContext context) {
        if (!(result instanceof CompletionStage<?> stage)) {
            return CompletableFuture.completedFuture(failure(
                    new NullPointerException("the handler returned null instead of a future"), request, context));
        }
        CompletableFuture<?> future = stage.toCompletableFuture();
        if (!future.isDone()) {
            request.scope().onCancel(() -> future.cancel(true));
        } else if (future.getClass() == CompletableFuture.class && !future.isCompletedExceptionally()) {
            return CompletableFuture.completedFuture(success(future.join(), context));
        }
        ResponseFuture answer = new ResponseFuture(); // one of ours: the handler's class may do anything
        future.whenComplete((value, error) -> answer.complete(
                error == null ? success(value, context) : failure(Futures.unwrap(error), request, context)));
        return answer;
    }

    private static Response success(@Nullable Object value, CallContext context) {
        Metadata metadata = context.replyMetadata();
        if (metadata.isEmpty()) {
            return value == null ? Response.empty() : Response.success(value);
        }
        return Response.success(value).withMetadata(metadata);
    }

    private Response failure(Throwable error, Request request, CallContext context) {
        return Response.failure(failures.thrown(request, error)).withMetadata(context.replyMetadata());
    }
}
