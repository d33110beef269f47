package io.volant.rpc.examples.demo;

import io.volant.rpc.Interceptor;
import io.volant.rpc.Invoker;
import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** Writes down every execution of a numbered call, before it begins and once more when it has ended. */
final class ExecutionRecorder implements Interceptor {
    private final RecordFile file;

    ExecutionRecorder(RecordFile file) {
        this.file = file;
    }

    @Override
    public Invoker around(MethodDescriptor method, Invoker next) {
        Optional<CallKind> kind = CallKind.ofMethod(method.name());
        return kind.isPresent() ? request -> record(kind.get(), request, next) : next;
    }

    private CompletableFuture<Response> record(CallKind kind, Request request, Invoker next) {
        OptionalLong call = CallNumber.of(request.metadata());
        if (call.isEmpty()) {
            return next.invoke(request);
        }
        long entry = file.claim();
        file.write(entry, call.getAsLong(), kind, CallState.BEGUN);
        CompletableFuture<Response> answer = next.invokeSafely(request);
        return answer.whenComplete((response, error) ->
                file.update(entry, response != null && response.isSuccess() ? CallState.OK : CallState.FAILED));
    }
}
