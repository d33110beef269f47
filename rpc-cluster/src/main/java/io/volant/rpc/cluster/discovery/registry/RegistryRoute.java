package io.volant.rpc.cluster.discovery.registry;

import io.volant.rpc.Connection;
import io.volant.rpc.Dialer;
import io.volant.rpc.Endpoint;
import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Route;
import io.volant.rpc.Routing;
import io.volant.rpc.Status;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where the calls of a {@link RegistryLink} go: over the connection that it has, or nowhere, without waiting for one. Thread-safe. */
final class RegistryRoute implements Route, Routing {
    private final Endpoint endpoint;
    private volatile @Nullable Dialer dialer; // from the opening on
    private volatile @Nullable Connection connection;

    RegistryRoute(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public Route open(Dialer dialer) {
        this.dialer = dialer;
        return this;
    }

    Dialer dialer() {
        Dialer opened = dialer;
        if (opened == null) {
            throw new IllegalStateException("the client of registry " + endpoint + " is not open");
        }
        return opened;
    }

    CompletableFuture<Connection> connect() {
        return dialer().connectSafely(endpoint);
    }

    @Nullable
    Connection connection() {
        return connection;
    }

    void use(@Nullable Connection other) {
        connection = other;
    }

    @Override
    public CompletableFuture<Void> ready() {
        return CompletableFuture.completedFuture(null); // a registry may come later
    }

    @Override
    public String server() {
        return endpoint.toString();
    }

    @Override
    public CompletableFuture<Response> invoke(Request request) {
        Connection open = connection;
        return open != null
                ? open.invoke(request)
                : CompletableFuture.completedFuture(Response.failure(Failure.of(
                        Status.UNAVAILABLE,
                        Outcome.NOT_SENT,
                        endpoint + " is not connected. " + Outcome.NOT_SENT.sentence())));
    }

    @Override
    public void close() {
        Connection open = connection;
        if (open != null) {
            open.close();
        }
    }
}
