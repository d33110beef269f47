package io.volant.rpc.examples.calls;

import static io.volant.rpc.examples.calls.Stage.check;
import static io.volant.rpc.examples.calls.Stage.failureOf;

import io.volant.rpc.CallOptions;
import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Calls whose caller does not wait for ever: each handler learns of it. */
final class Endings {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONGER = Duration.ofSeconds(1);

    private Endings() {}

    static String deadline(Stage stage) throws Exception {
        CallsService hurried = stage.with(CallOptions.defaults().withTimeout(SHORT));
        long start = System.nanoTime();
        RpcException e = failureOf(() -> hurried.hold("hurried"));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        check(e.status() == Status.DEADLINE_EXCEEDED, Status.DEADLINE_EXCEEDED, e.status());
        check(
                millis >= SHORT.toMillis() && millis < 2_000,
                "the end after " + SHORT.toMillis() + " ms",
                millis + " ms");
        stage.gate().awaitLine("cancelled hurried");
        return "DEADLINE_EXCEEDED after " + millis + " ms; the handler was told";
    }

    static String cancellation(Stage stage) throws Exception {
        CompletableFuture<String> answer = stage.service().holdForever("unwanted");
        stage.gate().awaitLine("waiting unwanted");
        answer.cancel(true);
        stage.gate().awaitLine("cancelled unwanted");
        return "the future was cancelled here, and the handler's own there";
    }

    static String interruption(Stage stage) throws Exception {
        CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
        CompletableFuture<Status> status = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                status.complete(
                        failureOf(() -> stage.service().hold("interrupted")).status());
            } catch (RuntimeException e) {
                status.completeExceptionally(e);
            }
            stillInterrupted.complete(Thread.currentThread().isInterrupted());
        });
        caller.start();
        stage.gate().awaitLine("waiting interrupted");
        caller.interrupt();
        Status seen = status.get(10, TimeUnit.SECONDS);
        check(seen == Status.CANCELLED, Status.CANCELLED, seen);
        check(stillInterrupted.get(10, TimeUnit.SECONDS), "a thread that is still interrupted", "one that is not");
        stage.gate().awaitLine("cancelled interrupted");
        return "CANCELLED; the thread is still interrupted, the handler was told";
    }

    /** The inner call is made by a handler, through a stub whose own time-out is five seconds. */
    static String nestedDeadline(Stage stage) {
        long left = stage.with(CallOptions.defaults().withTimeout(LONGER)).millisLeftBehind();
        check(left > 0 && left <= LONGER.toMillis(), "at most " + LONGER.toMillis() + " ms left behind", left + " ms");
        return "of " + LONGER.toMillis() + " ms the call behind the call had " + left + " left";
    }
}
