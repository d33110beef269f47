package io.volant.rpc;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** What {@code CompletableFuture} wraps is seldom what one wants to see. */
final class Futures {
    private Futures() {}

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
