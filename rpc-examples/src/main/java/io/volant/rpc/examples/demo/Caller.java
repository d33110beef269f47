package io.volant.rpc.examples.demo;

import static java.util.Objects.requireNonNullElse;

import io.volant.rpc.CallOptions;
import io.volant.rpc.RpcException;
import io.volant.rpc.Stubs;
import io.volant.rpc.examples.user.UserService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;

/** Makes numbered calls, compares every answer with its question, and notes how each call ended. Thread-safe. */
final class Caller {
    private final Stubs client;
    private final CallLog log;
    private final Meter meter;
    private final FailureLog failures;
    private final Crashes crashes;

    Caller(Stubs client, CallLog log, Meter meter, FailureLog failures, Crashes crashes) {
        this.client = client;
        this.log = log;
        this.meter = meter;
        this.failures = failures;
        this.crashes = crashes;
    }

    /** Makes one call; the future completes, always normally, with how it ended. Blocks when the kind of call does. */
    CompletableFuture<CallState> call(CallKind kind) {
        long call = log.begin(kind);
        long start = System.nanoTime();
        AtomicReference<String> server = new AtomicReference<>("");
        CallOptions numbered = CallOptions.defaults()
                .withMetadata(CallNumber.metadata(call))
                .onReplyMetadata(reply -> server.set(ServerName.of(reply)));
        UserService users = client.with(numbered).stub(UserService.class);
        CompletableFuture<Boolean> answer;
        try {
            answer = kind.ask(users, call & Integer.MAX_VALUE);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        return answer.handle((right, error) -> {
            CallState state = error == null ? (right ? CallState.OK : CallState.WRONG) : failed(unwrap(error));
            log.end(call, state);
            crashes.ended(call, kind, state, start);
            meter.ended(kind, requireNonNullElse(server.get(), ""), state, System.nanoTime() - start);
            if (error != null) {
                failures.add(call, kind, state, String.valueOf(unwrap(error).getMessage()));
            } else if (state == CallState.WRONG) {
                failures.add(call, kind, state, "the answer is not the right one");
            }
            return state;
        });
    }

    private static CallState failed(Throwable cause) {
        return cause instanceof RpcException rpc ? CallState.ofFailure(rpc.outcome()) : CallState.FAILED;
    }

    private static Throwable unwrap(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }
}
