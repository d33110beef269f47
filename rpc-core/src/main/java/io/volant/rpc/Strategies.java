package io.volant.rpc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the stubs of one caller do otherwise than their interface says, which is settled when a stub is made. Immutable.
 *
 * @param hedge null where the interface says
 * @param hedged the names of the methods that {@code hedge} is for; none for all that are idempotent
 * @param fallbacks by the interface whose calls they answer
 * @param server the only one that calls go to; null for any
 */
record Strategies(
        @Nullable Hedge hedge,
        Set<String> hedged,
        Map<Class<?>, Fallback<?>> fallbacks,
        @Nullable Endpoint server) {
    static final Strategies NONE = new Strategies(null, Set.of(), Map.of(), null);

    Strategies {
        hedged = Set.copyOf(hedged);
        fallbacks = Map.copyOf(fallbacks);
    }

    boolean isEmpty() {
        return hedge == null && fallbacks.isEmpty() && server == null;
    }

    Strategies withHedge(Hedge hedge, String... methods) {
        return new Strategies(hedge, Set.of(methods), fallbacks, server);
    }

    Strategies withFallback(Fallback<?> fallback) {
        Map<Class<?>, Fallback<?>> all = new HashMap<>(fallbacks);
        all.put(fallback.service(), fallback);
        return new Strategies(hedge, hedged, all, server);
    }

    Strategies withServer(Endpoint server) {
        return new Strategies(hedge, hedged, fallbacks, server);
    }

    /** What answers the calls of a service that failed, where there is such a thing. */
    Interceptor fallback(ServiceDescriptor service, ClientSettings client) {
        Fallback<?> fallback = fallbacks.get(service.type());
        if (fallback == null) {
            return (method, next) -> next;
        }
        return (method, next) -> fallback.isFor(method) ? new FallbackInvoker(method, next, fallback, client) : next;
    }

    /** What {@code method} does. */
    Hedge hedge(MethodDescriptor method) {
        if (hedge == null) {
            return method.hedge();
        }
        boolean meant = hedged.isEmpty() ? method.idempotent() : hedged.contains(method.name());
        return meant ? hedge : method.hedge();
    }

    /** Refuses what makes no sense for the methods of a service. */
    void check(ServiceDescriptor service) {
        Fallback<?> fallback = fallbacks.get(service.type());
        if (fallback != null) {
            fallback.check(service);
        }
        if (hedge == null || hedge.most() == 0) {
            return;
        }
        for (String name : hedged) {
            List<MethodDescriptor> named = service.methods().stream()
                    .filter(method -> method.name().equals(name))
                    .toList();
            if (named.isEmpty()) {
                throw new IllegalArgumentException("hedge: " + service + " has no method " + name);
            }
            named.forEach(Strategies::checkHedged);
        }
        if (service.methods().stream().noneMatch(MethodDescriptor::idempotent)) {
            checkHedged(service.methods().get(0));
        }
    }

    private static void checkHedged(MethodDescriptor method) {
        if (method.oneway()) {
            throw new IllegalArgumentException(
                    "hedge: " + method + " is one-way (expected: a method that is answered)");
        }
        if (!method.idempotent()) {
            throw new IllegalArgumentException(
                    "hedge: " + method
                            + " is not idempotent (expected: a method with @RpcMethod(idempotent = true), since it may run twice)");
        }
    }
}
