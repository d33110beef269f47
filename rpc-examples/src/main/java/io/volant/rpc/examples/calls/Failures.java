package io.volant.rpc.examples.calls;

import static io.volant.rpc.examples.calls.Stage.check;
import static io.volant.rpc.examples.calls.Stage.failureOf;

import io.volant.rpc.Outcome;
import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Calls that fail, with what the caller then knows. */
final class Failures {
    private Failures() {}

    static String declared(Stage stage) {
        try {
            stage.service().withdraw(120);
        } catch (OverdrawnException e) {
            check("there are 100, not 120".equals(e.getMessage()), "the message of the server", e);
            return "caught as itself: OverdrawnException: " + e.getMessage();
        }
        throw new IllegalStateException("the call succeeded (expected: OverdrawnException)");
    }

    static String undeclared(Stage stage) {
        RpcException e = failureOf(() -> stage.service().divide(1, 0));
        check(e.status() == Status.INTERNAL, Status.INTERNAL, e.status());
        check(e.outcome() == Outcome.EXECUTED, Outcome.EXECUTED, e.outcome());
        check(!e.errorId().isEmpty(), "an error id", "none");
        String type = e.failure().typeName();
        check(type.equals("java.lang.ArithmeticException"), "java.lang.ArithmeticException", type);
        return "INTERNAL, executed; the server logged the " + type + " as " + e.errorId();
    }

    /** Two calls at work, one waiting: the fourth is refused at once, and known not to have run. */
    static String overload(Stage stage) throws Exception {
        int accepted = Stage.WORKERS + Stage.QUEUE;
        List<CompletableFuture<String>> calls = IntStream.rangeClosed(0, accepted)
                .mapToObj(
                        i -> CompletableFuture.supplyAsync(() -> stage.service().hold("guest " + i), stage.callers()))
                .toList();
        RpcException e = failureOf(() -> firstOf(calls));
        check(e.status() == Status.OVERLOADED, Status.OVERLOADED, e.status());
        check(e.outcome() == Outcome.REJECTED, Outcome.REJECTED, e.outcome());
        for (int i = 0; i < accepted; i++) {
            stage.gate().awaitLine("waiting guest");
            stage.gate().open();
        }
        int answered = 0;
        for (CompletableFuture<String> call : calls) {
            answered += call.handle((answer, error) -> error == null ? 1 : 0).get(10, TimeUnit.SECONDS);
        }
        check(answered == accepted, accepted + " answers", answered);
        return "of " + calls.size() + " calls at once one was refused as OVERLOADED, not executed; " + answered
                + " answered";
    }

    private static void firstOf(List<CompletableFuture<String>> calls) {
        try {
            CompletableFuture.anyOf(calls.toArray(new CompletableFuture<?>[0])).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RpcException rpc) {
                throw rpc;
            }
            throw e;
        }
    }
}
