package io.volant.rpc;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;

/**
 * Sends every call to one server over its {@link ServerConnections}; a call made while there is none is one of the
 * {@link WaitingCalls}.
 *
 * <p>A call that its connection certainly did not execute, because the server goes away or recycles its connections, is sent again
 * over the next one, at most three times.
 */
final class DirectRoute implements Route, ServerConnections.User {
    /** How often a call goes out at most. */
    private static final int MOST_ATTEMPTS = 4;

    private static final Duration WAIT = Duration.ofSeconds(1);

    private final Endpoint endpoint;
    private final ServerConnections connections;
    private final WaitingCalls waiting;
    private final CompletableFuture<Void> ready;
    private final Runnable onClose;

    /** @param random as that of {@link ReconnectPacing} */
    DirectRoute(Endpoint endpoint, Dialer dialer, Alarm alarm, DoubleSupplier random, OpenRoutes routes) {
        this.endpoint = endpoint;
        this.connections = new ServerConnections(endpoint, dialer, alarm, random, this);
        this.waiting =
                WaitingCalls.forOne(endpoint.toString(), dialer.waitForServer(WAIT), alarm, connections::leastLoaded);
        this.onClose = () -> routes.remove(this);
        this.ready = connections.start();
        routes.add(this);
    }

    /** A route that lives no longer than the dialer's runtime. */
    static DirectRoute open(Endpoint endpoint, Dialer dialer) {
        return new DirectRoute(
                endpoint,
                dialer,
                Alarm.of(dialer.runtime()),
                () -> Randomness.ofThread().nextDouble(),
                OpenRoutes.of(dialer.runtime()));
    }

    @Override
    public CompletableFuture<Void> ready() {
        return ready;
    }

    @Override
    public String server() {
        return endpoint.toString();
    }

    @Override
    public CompletableFuture<Response> invoke(Request request) {
        return connections.invoke(request);
    }

    @Override
    public CompletableFuture<Response> withoutConnection(Request request) {
        CompletableFuture<Response> answer = waiting.add(request);
        onRoom(); // a connection came, or room, between the first look and the addition
        return answer;
    }

    @Override
    public boolean mayWait(Request request) {
        return waiting.mayWait(request);
    }

    @Override
    public CompletableFuture<Response> instead(Request request, Failure failure) {
        boolean another = connections.takesCalls() || waiting.mayWait(request);
        boolean may = another && request.attempt() < MOST_ATTEMPTS && !connections.isClosed();
        return may
                ? invokeSafely(request.withAttempt(request.attempt() + 1))
                : CompletableFuture.completedFuture(Response.failure(failure));
    }

    @Override
    public void onConnected(Connection connection) {
        waiting.onConnected(connection);
    }

    @Override
    public void onRoom() {
        if (connections.takesCalls()) {
            waiting.send(this);
        }
    }

    @Override
    public void onLost() {
        // the next call finds out, or waits
    }

    @Override
    public void onSuspect() {
        // there is no other server
    }

    @Override
    public void onAttemptFailed(Failure why) {
        waiting.onAttemptFailed(why);
    }

    @Override
    public void close() {
        onClose.run();
        waiting.close();
        connections.close();
    }
}
