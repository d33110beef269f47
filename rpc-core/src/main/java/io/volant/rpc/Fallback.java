package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/**
 * Answers the calls of a stub that have failed for good, after all attempts, by an implementation of the same interface. Immutable; used
 * through {@link CallOptions#withFallback}.
 *
 * <pre>{@code
 * Fallback<Users> fallback = Fallback.of(Users.class, new CachedUsers());
 * Users users = client.with(CallOptions.defaults().withFallback(fallback)).stub(Users.class);
 * }</pre>
 *
 * <p>Unless told otherwise it answers those that failed with {@link Status#UNAVAILABLE}, {@link Status#DEADLINE_EXCEEDED} or
 * {@link Status#OVERLOADED}, of a method that is not idempotent only where it certainly did not run. Its methods run on the thread of
 * the blocking caller or on the client's executor. What they return is the answer, with {@link #METADATA}; so is an exception that the
 * interface declares, and an {@link RpcException}. Another one is logged, and the call fails as it would have without.
 */
public final class Fallback<T> {
    /** The key under which the metadata of such an answer name the status with which the call failed. */
    public static final String METADATA = Metadata.RESERVED_PREFIX + "fallback";

    private final Class<T> service;
    private final Function<? super RpcException, ? extends T> implementations;
    private final Set<Status> statuses;
    private final Set<String> methods; // none for all
    private final boolean evenIfRun;

    private Fallback(
            Class<T> service,
            Function<? super RpcException, ? extends T> implementations,
            Set<Status> statuses,
            Set<String> methods,
            boolean evenIfRun) {
        this.service = requireNonNull(service, "service");
        this.implementations = requireNonNull(implementations, "implementations");
        this.statuses = Collections.unmodifiableSet(statuses);
        this.methods = Set.copyOf(methods);
        this.evenIfRun = evenIfRun;
    }

    /** One implementation for all failures; it must be thread-safe. */
    public static <T> Fallback<T> of(Class<T> service, T implementation) {
        requireNonNull(implementation, "implementation");
        return from(service, failure -> implementation);
    }

    /** An implementation for each failure, which knows why the call failed. */
    public static <T> Fallback<T> from(Class<T> service, Function<? super RpcException, ? extends T> implementations) {
        Set<Status> statuses = EnumSet.of(Status.UNAVAILABLE, Status.DEADLINE_EXCEEDED, Status.OVERLOADED);
        return new Fallback<>(service, implementations, statuses, Set.of(), false);
    }

    /** For calls that failed with one of these; none of those that are an answer, or that their caller gave up. */
    public Fallback<T> on(Status first, Status... others) {
        Set<Status> chosen = EnumSet.of(first, others);
        for (Status status : chosen) {
            if (status == Status.OK || status == Status.APPLICATION || status == Status.CANCELLED) {
                throw new IllegalArgumentException(
                        "status: " + status + " (expected: one of a call that failed, which is not for its caller)");
            }
        }
        return new Fallback<>(service, implementations, chosen, methods, evenIfRun);
    }

    /** For the methods of these names alone. */
    public Fallback<T> only(String... methods) {
        return new Fallback<>(service, implementations, statuses, Set.of(methods), evenIfRun);
    }

    /** Also where the method may have run, or has, and is not idempotent: its effect may be there beside that of the fallback. */
    public Fallback<T> evenIfItRan() {
        return new Fallback<>(service, implementations, statuses, methods, true);
    }

    Class<T> service() {
        return service;
    }

    Object implementation(RpcException failure) {
        return requireNonNull(implementations.apply(failure), "the implementation for a failure");
    }

    boolean isFor(MethodDescriptor method) {
        return !method.oneway() && (methods.isEmpty() || methods.contains(method.name()));
    }

    boolean isFor(MethodDescriptor method, Failure failure) {
        return statuses.contains(failure.status())
                && (evenIfRun || method.idempotent() || failure.outcome().notExecuted());
    }

    /** Refuses names that no method has. */
    void check(ServiceDescriptor service) {
        for (String name : methods) {
            if (service.methods().stream().noneMatch(method -> method.name().equals(name))) {
                throw new IllegalArgumentException("fallback: " + service + " has no method " + name);
            }
        }
    }
}
