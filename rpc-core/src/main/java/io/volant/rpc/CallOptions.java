package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one caller asks of its calls beyond what the interface says. Immutable; used through {@link RpcClient#with}. */
public final class CallOptions {
    private static final CallOptions DEFAULTS =
            new CallOptions(null, Metadata.empty(), null, false, null, null, Strategies.NONE);

    private final @Nullable Duration timeout;
    private final Metadata metadata;
    private final @Nullable Consumer<Metadata> onReplyMetadata;
    private final boolean failFast;
    private final @Nullable Priority priority;
    private final @Nullable String routingKey;
    private final Strategies strategies;

    private CallOptions(
            @Nullable Duration timeout,
            Metadata metadata,
            @Nullable Consumer<Metadata> onReplyMetadata,
            boolean failFast,
            @Nullable Priority priority,
            @Nullable String routingKey,
            Strategies strategies) {
        this.timeout = timeout;
        this.metadata = metadata;
        this.onReplyMetadata = onReplyMetadata;
        this.failFast = failFast;
        this.priority = priority;
        this.routingKey = routingKey;
        this.strategies = strategies;
    }

    public static CallOptions defaults() {
        return DEFAULTS;
    }

    /** Shortens the time-out of the method; a longer one than the method's has no effect. */
    public CallOptions withTimeout(Duration timeout) {
        if (requireNonNull(timeout, "timeout").isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout: " + timeout + " (expected: > 0)");
        }
        return new CallOptions(timeout, metadata, onReplyMetadata, failFast, priority, routingKey, strategies);
    }

    /** Sends {@code metadata} with every call, in addition to what was asked before. */
    public CallOptions withMetadata(Metadata metadata) {
        return new CallOptions(
                timeout, this.metadata.withAll(metadata), onReplyMetadata, failFast, priority, routingKey, strategies);
    }

    public CallOptions withMetadata(String key, String value) {
        return withMetadata(Metadata.of(key, value));
    }

    /** Passes the metadata of each reply, also of an error, before the call returns or its future completes; must not block. */
    public CallOptions onReplyMetadata(Consumer<Metadata> listener) {
        return new CallOptions(
                timeout, metadata, requireNonNull(listener, "listener"), failFast, priority, routingKey, strategies);
    }

    /** Fails at once, with the reason, where there is no connection to the server, instead of waiting for one; and is made once, be it to a cluster. */
    public CallOptions withFailFast() {
        return new CallOptions(timeout, metadata, onReplyMetadata, true, priority, routingKey, strategies);
    }

    /** Gives the calls this priority, whatever their interface says; inside a handler at most that of the call it serves. */
    public CallOptions withPriority(Priority priority) {
        return new CallOptions(
                timeout,
                metadata,
                onReplyMetadata,
                failFast,
                requireNonNull(priority, "priority"),
                routingKey,
                strategies);
    }

    /**
     * Sends the calls to the same server as other calls with this key, where a client of several servers balances by key; instead of
     * the parameter with {@link RoutingKey}, if there is one.
     */
    public CallOptions withRoutingKey(String key) {
        return new CallOptions(
                timeout, metadata, onReplyMetadata, failFast, priority, requireNonNull(key, "key"), strategies);
    }

    /**
     * Sends calls that are not answered in time to another server as well, whatever the interface says; {@link Hedge#off} for never. A
     * client of one server does no such thing.
     *
     * @param methods the names of those that it is for; none for all that are idempotent. A stub is refused where one of them is not, or
     *     where none is
     */
    public CallOptions withHedge(Hedge hedge, String... methods) {
        return with(strategies.withHedge(requireNonNull(hedge, "hedge"), methods));
    }

    /** Has {@code fallback} answer calls of its interface that failed; in place of one given before for the same interface. */
    public CallOptions withFallback(Fallback<?> fallback) {
        return with(strategies.withFallback(requireNonNull(fallback, "fallback")));
    }

    /**
     * Sends the calls to this server of a cluster and no other, be it left out or slow; they wait for a connection to it
     * as the client of one server does. A client of one server refuses a stub for another one.
     *
     * @param address as {@link NodeStats#address} has it
     */
    public CallOptions withServer(String address) {
        return with(strategies.withServer(Endpoint.parse(requireNonNull(address, "address"))));
    }

    private CallOptions with(Strategies strategies) {
        return new CallOptions(timeout, metadata, onReplyMetadata, failFast, priority, routingKey, strategies);
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

    /** Empty where the method's parameter decides, or nothing. */
    public Optional<String> routingKey() {
        return Optional.ofNullable(routingKey);
    }

    @Nullable
    String routingKeyOrNull() {
        return routingKey;
    }

    /** When calls of {@code method} are sent to another server as well: as these options say, or else its interface. */
    public Hedge hedge(MethodDescriptor method) {
        return strategies.hedge(method);
    }

    /** The only server that calls go to; empty for any. */
    public Optional<Endpoint> server() {
        return Optional.ofNullable(strategies.server());
    }

    /** What is settled when a stub is made. */
    Strategies strategies() {
        return strategies;
    }

    public Optional<Consumer<Metadata>> replyMetadataListener() {
        return Optional.ofNullable(onReplyMetadata);
    }
}
