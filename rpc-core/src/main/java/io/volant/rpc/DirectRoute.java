package io.volant.rpc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sends every call to one server over one {@link KeptConnection}; a call made while there is none is one of the
 * {@link WaitingCalls}.
 *
 * <p>A call that its connection certainly did not execute, because the server goes away or recycles its connections, is sent again
 * over the next one, at most three times.
 */
final class DirectRoute implements Route, KeptConnection.Watcher {
    /** How often a call goes out at most. */
    private static final int MOST_ATTEMPTS = 4;

    private final Endpoint endpoint;
    private final KeptConnection kept;
    private final WaitingCalls waiting;
    private final CompletableFuture<Void> ready;
    private final Runnable onClose;

    DirectRoute(Endpoint endpoint, Dialer dialer, Alarm alarm, ReconnectPacing pacing, OpenRoutes routes) {
        this.endpoint = endpoint;
        this.waiting = new WaitingCalls(endpoint.toString(), dialer.waitForServer(), alarm);
        this.kept = new KeptConnection(endpoint, dialer, alarm, pacing, this);
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
                new ReconnectPacing(() -> ThreadLocalRandom.current().nextDouble()),
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
        Connection connection = kept.usable();
        return connection != null ? connection.invoke(request) : invokeWhenConnected(request);
    }

    private CompletableFuture<Response> invokeWhenConnected(Request request) {
        kept.want();
        CompletableFuture<Response> answer = waiting.add(request);
        Connection meanwhile = kept.usable();
        if (meanwhile != null) { // it came between the first look and the addition
            waiting.onConnected(meanwhile);
        }
        return answer;
    }

    @Override
    public CompletableFuture<Response> instead(Request request, Failure failure) {
        boolean another = kept.usable() != null || waiting.mayWait(request);
        boolean may = another && request.attempt() < MOST_ATTEMPTS && !kept.isClosed();
        return may
                ? invokeSafely(request.withAttempt(request.attempt() + 1))
                : CompletableFuture.completedFuture(Response.failure(failure));
    }

    @Override
    public void onConnected(Connection connection) {
        waiting.onConnected(connection);
    }

    @Override
    public void onAttemptFailed(Failure why) {
        waiting.onAttemptFailed(why);
    }

    @Override
    public void close() {
        onClose.run();
        waiting.close();
        kept.close();
    }
}
