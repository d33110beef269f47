package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one caller asks of its calls beyond what the interface says. Immutable; used through {@link RpcClient#with}. */
public final class CallOptions {
    private static final CallOptions DEFAULTS = new CallOptions(null, Metadata.empty(), null, false, null);

    private final @Nullable Duration timeout;
    private final Metadata metadata;
    private final @Nullable Consumer<Metadata> onReplyMetadata;
    private final boolean failFast;
    private final @Nullable Priority priority;

    private CallOptions(
            @Nullable Duration timeout,
            Metadata metadata,
            @Nullable Consumer<Metadata> onReplyMetadata,
            boolean failFast,
            @Nullable Priority priority) {
        this.timeout = timeout;
        this.metadata = metadata;
        this.onReplyMetadata = onReplyMetadata;
        this.failFast = failFast;
        this.priority = priority;
    }

    public static CallOptions defaults() {
        return DEFAULTS;
    }

    /** Shortens the time-out of the method; a longer one than the method's has no effect. */
    public CallOptions withTimeout(Duration timeout) {
        if (requireNonNull(timeout, "timeout").isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout: " + timeout + " (expected: > 0)");
        }
        return new CallOptions(timeout, metadata, onReplyMetadata, failFast, priority);
    }

    /** Sends {@code metadata} with every call, in addition to what was asked before. */
    public CallOptions withMetadata(Metadata metadata) {
        return new CallOptions(timeout, this.metadata.withAll(metadata), onReplyMetadata, failFast, priority);
    }

    public CallOptions withMetadata(String key, String value) {
        return withMetadata(Metadata.of(key, value));
    }

    /** Passes the metadata of each reply, also of an error, before the call returns or its future completes; must not block. */
    public CallOptions onReplyMetadata(Consumer<Metadata> listener) {
        return new CallOptions(timeout, metadata, requireNonNull(listener, "listener"), failFast, priority);
    }

    /** Fails at once, with the reason, where there is no connection to the server, instead of waiting for one. */
    public CallOptions withFailFast() {
        return new CallOptions(timeout, metadata, onReplyMetadata, true, priority);
    }

    /** Gives the calls this priority, whatever their interface says; inside a handler at most that of the call it serves. */
    public CallOptions withPriority(Priority priority) {
        return new CallOptions(timeout, metadata, onReplyMetadata, failFast, requireNonNull(priority, "priority"));
    }

    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    public boolean failFast() {
        return failFast;
    }

    public Metadata metadata() {
        return metadata;
    }

    /** Empty where the interface decides. */
    public Optional<Priority> priority() {
        return Optional.ofNullable(priority);
    }

    public Optional<Consumer<Metadata>> replyMetadataListener() {
        return Optional.ofNullable(onReplyMetadata);
    }
}
