package io.volant.rpc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends every call to one server over one connection of its {@link ConnectionPool}; a call made while there is none is one of the
 * {@link WaitingCalls}.
 *
 * <p>A call that its connection certainly did not execute, because the server goes away or recycles its connections, is sent again
 * over the next one, at most three times.
 */
final class DirectRoute implements Route, KeptConnection.Watcher, ExtraConnections.Owner {
    /** How often a call goes out at most. */
    private static final int MOST_ATTEMPTS = 4;

    private final Endpoint endpoint;
    private final KeptConnection kept;
    private final ConnectionPool pool;
    private final WaitingCalls waiting;
    private final CompletableFuture<Void> ready;
    private final Runnable onClose;

    /** @param random as that of {@link ReconnectPacing} */
    DirectRoute(Endpoint endpoint, Dialer dialer, Alarm alarm, DoubleSupplier random, OpenRoutes routes) {
        this.endpoint = endpoint;
        this.waiting = new WaitingCalls(endpoint.toString(), dialer.waitForServer(), alarm, this::leastLoaded);
        this.kept = new KeptConnection(endpoint, dialer, alarm, new ReconnectPacing(random), this);
        this.pool = new ConnectionPool(kept, waiting, endpoint, dialer, alarm, random, this);
        this.onClose = () -> routes.remove(this);
        this.ready = kept.start();
        routes.add(this);
    }

    /** A route that lives no longer than the dialer's runtime. */
    static DirectRoute open(Endpoint endpoint, Dialer dialer) {
        return new DirectRoute(
                endpoint,
                dialer,
                Alarm.of(dialer.runtime()),
                () -> ThreadLocalRandom.current().nextDouble(),
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
        Connection connection = pool.pick(request);
        return connection != null ? pool.watched(request, connection.invoke(request)) : invokeWhenConnected(request);
    }

    private CompletableFuture<Response> invokeWhenConnected(Request request) {
        kept.want();
        CompletableFuture<Response> answer = waiting.add(request);
        if (pool.takesCalls()) { // a connection came, or room, between the first look and the addition
            waiting.send(this);
        }
        return answer;
    }

    private @Nullable Connection leastLoaded() {
        return pool.leastLoaded();
    }

    @Override
    public CompletableFuture<Response> instead(Request request, Failure failure) {
        boolean another = pool.takesCalls() || waiting.mayWait(request);
        boolean may = another && request.attempt() < MOST_ATTEMPTS && !kept.isClosed();
        return may
                ? invokeSafely(request.withAttempt(request.attempt() + 1))
                : CompletableFuture.completedFuture(Response.failure(failure));
    }

    @Override
    public void onConnected(Connection connection) {
        pool.onFirst(connection);
        waiting.onConnected(connection);
    }

    @Override
    public void onAttemptFailed(Failure why) {
        waiting.onAttemptFailed(why);
    }

    @Override
    public boolean admit(Connection connection) {
        return pool.admit(connection);
    }

    @Override
    public void onAttemptEnded() {
        if (pool.takesCalls()) {
            waiting.send(this);
        }
    }

    @Override
    public void close() {
        onClose.run();
        waiting.close();
        kept.close(); // first: what the others did not carry out must not go there
        pool.close();
    }
}
