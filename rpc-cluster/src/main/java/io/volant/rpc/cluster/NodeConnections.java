package io.volant.rpc.cluster;

import io.volant.rpc.Connection;
import io.volant.rpc.Dialer;
import io.volant.rpc.Endpoint;
import io.volant.rpc.Failure;
import io.volant.rpc.Invoker;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.ServerConnections;
import io.volant.rpc.TransportFailures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one server, shared by the services that it offers: a call that they do not carry goes back to the route of its
 * service, and every service hears when the server can be called and when it cannot. Thread-safe.
 */
final class NodeConnections implements Invoker, ServerConnections.User, AutoCloseable {
    private static final Duration LONGEST_CALL = Duration.ofDays(1); // no deadline is later

    private final Endpoint endpoint;
    private final Function<Request, ServiceRoute> route;
    private final ServerConnections connections;
    private final List<ServiceRoute> services = new CopyOnWriteArrayList<>();
    private volatile String trouble = ""; // since there was a connection
    private volatile int life;
    private @Nullable Connection last; // the latest first one, as is tries of one thread at a time
    private int tries; // of attempts, of which one is under way at a time

    NodeConnections(Endpoint endpoint, Dialer dialer, Function<Request, ServiceRoute> route) {
        this.endpoint = endpoint;
        this.route = route;
        this.connections = ServerConnections.to(endpoint, dialer, this);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    void join(ServiceRoute service) {
        services.add(service);
    }

    /** Whether that was the last service. */
    boolean leave(ServiceRoute service) {
        services.remove(service);
        return services.isEmpty();
    }

    void start() {
        connections.start();
    }

    /** Whether there is a connection, full or not. */
    boolean connected() {
        return connections.leastLoaded() != null;
    }

    /** Whether a call has no need to wait: there is a connection for it, be it to refuse it. */
    boolean takesCalls() {
        return connections.takesCalls();
    }

    /** Grows with every start of the server that was seen; 0 before the first connection. */
    int life() {
        return life;
    }

    /** Whether nothing is left of connections that were retired. */
    boolean ended() {
        return connections.isEmpty();
    }

    /** Whether the server, asked for a sign of life, gives none at present. */
    boolean suspect() {
        return connections.suspect();
    }

    /** The connection with fewest calls in flight; null where there is none. */
    @Nullable
    Invoker leastLoaded() {
        return connections.leastLoaded();
    }

    /** Why there is no connection, as a clause; empty while nothing failed since the last one. */
    Optional<String> trouble() {
        return Optional.of(trouble).filter(text -> !text.isEmpty());
    }

    @Override
    public CompletableFuture<Response> invoke(Request request) {
        return connections.invoke(request);
    }

    @Override
    public CompletableFuture<Response> withoutConnection(Request request) {
        return route.apply(request).elsewhere(request, this);
    }

    @Override
    public CompletableFuture<Response> instead(Request request, Failure failure) {
        return route.apply(request).again(request, this, failure);
    }

    @Override
    public boolean mayWait(Request request) {
        return route.apply(request).mayWait(request);
    }

    @Override
    public boolean mayAskAgain(Request request) {
        Object note = request.routeNoteOrNull();
        return note instanceof RetryCall call
                ? call.mayAskAgain()
                : note instanceof MethodRetries retries && retries.mayAskAgain();
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one first connection comes after the other
    public void onConnected(Connection connection) {
        Connection before = last;
        if (before == null || !connection.sameServer(before)) {
            life++;
        }
        last = connection;
        tries = 0;
        trouble = "";
        services.forEach(ServiceRoute::onChange);
    }

    @Override
    public void onRoom() {
        services.forEach(ServiceRoute::onChange);
    }

    @Override
    public void onLost() {
        services.forEach(ServiceRoute::onChange);
    }

    @Override
    public void onSuspect() {
        services.forEach(ServiceRoute::onChange);
    }

    @Override
    public void onAttemptFailed(Failure why) {
        tries++;
        trouble = TransportFailures.clause(why, tries);
    }

    /** No more calls come; those under way are finished. */
    void retire() {
        connections.drain(LONGEST_CALL);
    }

    @Override
    public void close() {
        connections.close();
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
