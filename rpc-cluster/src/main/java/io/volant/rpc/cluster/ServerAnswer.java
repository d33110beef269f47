package io.volant.rpc.cluster;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.RpcException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one server made of a {@link Broadcast}: a value, which is null where the method returns none, or a failure. Immutable. */
public final class ServerAnswer<T extends @Nullable Object> {
    private final String server;
    private final T value;
    private final @Nullable Throwable failure;

    private ServerAnswer(String server, T value, @Nullable Throwable failure) {
        this.server = requireNonNull(server, "server");
        this.value = value;
        this.failure = failure;
    }

    static <T extends @Nullable Object> ServerAnswer<T> of(String server, T value) {
        return new ServerAnswer<>(server, value, null);
    }

    @SuppressWarnings("NullAway") // there is no value, and nobody gets it
    static <T extends @Nullable Object> ServerAnswer<T> failed(String server, Throwable failure) {
        return new ServerAnswer<>(server, null, requireNonNull(failure, "failure"));
    }

    /** Its address, {@code host:port}. */
    public String server() {
        return server;
    }

    public boolean succeeded() {
        return failure == null;
    }

    /**
     * What it answered.
     *
     * @throws IllegalStateException if the call failed
     */
    public T value() {
        if (failure != null) {
            throw new IllegalStateException("no value: the call to " + server + " failed", failure);
        }
        return value;
    }

    /** Why the call failed: an {@link RpcException}, or an exception that the interface declares. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public String toString() {
        return server + (failure == null ? " answered" : ": " + failure);
    }
}
