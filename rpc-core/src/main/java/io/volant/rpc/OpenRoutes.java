package io.volant.rpc;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The routes that work on one runtime: they end with it, for without its timer their calls would wait for ever. Thread-safe. */
public final class OpenRoutes implements AutoCloseable {
    private final Set<Route> routes = ConcurrentHashMap.newKeySet();

    /** Those of {@code runtime}, which must not be closed. */
    public static OpenRoutes of(VolantRuntime runtime) {
        return runtime.shared(OpenRoutes.class, OpenRoutes::new);
    }

    public void add(Route route) {
        routes.add(route);
    }

    public void remove(Route route) {
        routes.remove(route);
    }

    @Override
    public void close() {
        Set.copyOf(routes).forEach(Route::close);
    }
}
