package io.volant.rpc;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One remote method of a service, with all types resolved. Immutable; identical for the life of its {@link ServiceDescriptor}. */
public final class MethodDescriptor {
    private final String service;
    private final int index;
    private final Method method;
    private final String signature;
    private final List<Type> parameterTypes;
    private final Type resultType;
    private final boolean returnsFuture;
    private final List<Class<? extends Throwable>> declaredExceptions;
    private final @Nullable Duration timeout;
    private final @Nullable Duration attemptTimeout;
    private final Hedge hedge;
    private final boolean idempotent;
    private final boolean oneway;
    private final Priority priority;
    private final int keyParameter;
    private final String text;

    MethodDescriptor(String service, int index, RemoteMethod parsed) {
        this.service = service;
        this.index = index;
        this.method = parsed.method();
        this.signature = parsed.signature();
        this.parameterTypes = List.copyOf(parsed.parameterTypes());
        this.resultType = parsed.resultType();
        this.returnsFuture = parsed.returnsFuture();
        this.declaredExceptions = List.copyOf(parsed.declaredExceptions());
        this.timeout = parsed.timeout();
        this.attemptTimeout = parsed.attemptTimeout();
        this.hedge = parsed.hedge();
        this.idempotent = parsed.idempotent();
        this.oneway = parsed.oneway();
        this.priority = parsed.priority();
        this.keyParameter = parsed.keyParameter();
        this.text = service + "." + method.getName();
    }

    /** Name of the service, without its version. */
    public String service() {
        return service;
    }

    /** Position among the methods of its service, sorted by signature. */
    public int index() {
        return index;
    }

    public String name() {
        return method.getName();
    }

    /** {@code name(type,…)} with erased parameter types: what both sides know the method by. */
    public String signature() {
        return signature;
    }

    public Method method() {
        return method;
    }

    /** Types of the parameters, without type variables of the interface; a {@link OneOfType} for a slot with {@link OneOf}. */
    public List<Type> parameterTypes() {
        return parameterTypes;
    }

    /** Type of the value that travels back: a future's content; {@code void.class} for none. */
    public Type resultType() {
        return resultType;
    }

    /** Whether the method returns a {@code CompletableFuture} or {@code CompletionStage}. */
    public boolean returnsFuture() {
        return returnsFuture;
    }

    /** The exceptions of the throws clause, which come back as themselves. */
    public List<Class<? extends Throwable>> declaredExceptions() {
        return declaredExceptions;
    }

    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /** How long one attempt may take; empty where the interface sets no limit. */
    public Optional<Duration> attemptTimeout() {
        return Optional.ofNullable(attemptTimeout);
    }

    /** When a call is sent to another server as well; {@link Hedge#off} where the interface says nothing. */
    public Hedge hedge() {
        return hedge;
    }

    public boolean idempotent() {
        return idempotent;
    }

    public boolean oneway() {
        return oneway;
    }

    /** {@link Priority#NORMAL} where the interface says nothing. */
    public Priority priority() {
        return priority;
    }

    /** Position of the parameter with {@link RoutingKey}, which is a {@code String}, a whole number or an enum. */
    public OptionalInt routingKey() {
        return keyParameter == KeyParameter.NONE ? OptionalInt.empty() : OptionalInt.of(keyParameter);
    }

    /** As {@link #routingKey}; {@link KeyParameter#NONE} for none. */
    int keyParameter() {
        return keyParameter;
    }

    /** {@code Service.method}, as it stands in messages. */
    @Override
    public String toString() {
        return text;
    }
}
