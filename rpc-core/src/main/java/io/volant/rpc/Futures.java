package io.volant.rpc;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** What {@code CompletableFuture} wraps is seldom what one wants to see. */
final class Futures {
    private Futures() {}

    /** The response with which an invoker's future was completed, or the failure that stands for one it should not have been. */
    static Response settled(@Nullable Response response, @Nullable Throwable error, MethodDescriptor method) {
        if (response != null) {
            return response;
        }
        String what = error == null ? "an invoker completed with null" : text(unwrap(error));
        return Response.failure(Failure.internal(method + ": " + what, error == null ? null : unwrap(error)));
    }

    /** The message of an exception, which a class of somebody else makes; empty where it has none or cannot be read. */
    static String message(Throwable error) {
        try {
            String message = error.getMessage();
            return message == null ? "" : message;
        } catch (Throwable broken) {
            return "";
        }
    }

    /** An exception in words: its class and its message. */
    static String text(Throwable error) {
        String message = message(error);
        return error.getClass().getName() + (message.isEmpty() ? "" : ": " + message);
    }

    /** The failure itself, without the wrappers that stages and {@code get} put around it. */
    static Throwable unwrap(@Nullable Throwable error) {
        Throwable inner = error;
        while (inner != null && (inner instanceof CompletionException || inner instanceof ExecutionException)) {
            if (inner.getCause() == null) {
                return inner;
            }
            inner = inner.getCause();
        }
        return inner == null ? new IllegalStateException("no failure") : inner;
    }
}
