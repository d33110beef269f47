package io.volant.rpc;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one client to one server: the first, which is opened again whenever it is lost, and those that load and large
 * calls ask for. As an invoker it sends a call over one of them, or leaves it to its user where there is none.
 *
 * <p>Thread-safe; never blocks. Its user is told without a lock held, on whatever thread learns of it.
 */
public final class ServerConnections implements Invoker, AutoCloseable, KeptConnection.Watcher, ExtraConnections.Owner {
    /** Whoever makes the calls. Its methods must neither block nor throw: some are called on event loops. */
    public interface User extends Redirect {
        /** The response of a call for which there is no connection now, or none with room while another one is on its way. */
        CompletableFuture<Response> withoutConnection(Request request);

        /** Whether a call waits for a connection, and is not rather refused by a full one. */
        boolean mayWait(Request request);

        /** Whether a call may be asked again of its server, where that does not execute it twice. */
        default boolean mayAskAgain(Request request) {
            return true;
        }

        /** There is a connection, again, over which calls that waited can be sent. */
        void onConnected(Connection connection);

        /** There may be room for calls that waited, beside the first connection. */
        void onRoom();

        /** The first connection can take no more calls; it is opened again. */
        void onLost();

        /** {@link #suspect} has changed. */
        void onSuspect();

        /** An attempt led to no connection; another one follows. */
        void onAttemptFailed(Failure why);
    }

    private final Endpoint endpoint;
    private final User user;
    private final KeptConnection kept;
    private final ConnectionPool pool;
    private final LostCalls lost;

    /** @param random as that of {@link ReconnectPacing} */
    ServerConnections(Endpoint endpoint, Dialer dialer, Alarm alarm, DoubleSupplier random, User user) {
        this.endpoint = endpoint;
        this.user = user;
        this.kept = new KeptConnection(endpoint, dialer, alarm, new ReconnectPacing(random), this);
        this.pool = new ConnectionPool(kept, user::mayWait, endpoint, dialer, alarm, random, this);
        this.lost = new LostCalls(alarm, pool::leastLoaded);
    }

    /** None yet; {@link #start} opens the first. */
    public static ServerConnections to(Endpoint endpoint, Dialer dialer, User user) {
        return new ServerConnections(
                endpoint,
                dialer,
                Alarm.of(dialer.runtime()),
                () -> Randomness.ofThread().nextDouble(),
                user);
    }

    /** Makes the first attempt; the future ends as it does, or with this. Called once. */
    public CompletableFuture<Void> start() {
        return kept.start();
    }

    @Override
    public CompletableFuture<Response> invoke(Request request) {
        Connection connection = pool.pick(request);
        return connection != null ? pool.watched(request, connection.invoke(request)) : withoutConnection(request);
    }

    private CompletableFuture<Response> withoutConnection(Request request) {
        kept.want();
        request.handBack();
        return user.withoutConnection(request);
    }

    /** Whether a call has no need to wait: there is a connection for it, be it to refuse it. */
    public boolean takesCalls() {
        return pool.takesCalls();
    }

    /** Whether the server was asked for a sign of life over the first connection and has given none, or there is no such connection. */
    public boolean suspect() {
        Connection first = kept.usable();
        return first == null || first.suspect();
    }

    /** The connection with fewest calls in flight; null where there is none. */
    public @Nullable Connection leastLoaded() {
        return pool.leastLoaded();
    }

    boolean isClosed() {
        return kept.isClosed();
    }

    @Override
    public CompletableFuture<Response> instead(Request request, Failure failure) {
        if (failure.status() == Status.OVERLOADED && !pool.hasRoom()) {
            return CompletableFuture.completedFuture(Response.failure(failure));
        }
        request.handBack();
        return user.instead(request, failure);
    }

    @Override
    public CompletableFuture<Response> lost(LostCall call, Failure failure) {
        if (!LostCalls.mayAsk(call.request()) || !user.mayAskAgain(call.request())) {
            return CompletableFuture.completedFuture(Response.failure(failure));
        }
        Connection other = pool.leastLoaded();
        Connection over = other != null && call.canAsk(other) ? other : null;
        CompletableFuture<Response> answer = lost.add(call, failure, over);
        Connection come = over != null || answer.isDone() ? null : kept.usable();
        if (come != null) { // between the look and the addition
            lost.onConnected(come);
        } else {
            kept.want();
        }
        return answer;
    }

    @Override
    public void onConnected(Connection connection) {
        pool.onFirst(connection);
        lost.onConnected(connection);
        user.onConnected(connection);
    }

    @Override
    public void onLost() {
        user.onLost();
    }

    @Override
    public void onSuspect() {
        user.onSuspect();
    }

    @Override
    public void onAttemptFailed(Failure why) {
        lost.onAttemptFailed();
        user.onAttemptFailed(why);
    }

    @Override
    public boolean admit(Connection extra) {
        return pool.admit(extra);
    }

    @Override
    public void onAttemptEnded() {
        user.onRoom();
    }

    /** Whether none is open, nor draining. */
    public boolean isEmpty() {
        return kept.isEmpty() && pool.isEmpty();
    }

    /** Opens no more, and closes those there are when their calls have ended, after {@code atMost} at the latest. Does not block. */
    public void drain(Duration atMost) {
        kept.drain(atMost); // first, as in close
        pool.drain(atMost);
    }

    /** Closes all; calls in flight end. Idempotent; does not block. */
    @Override
    public void close() {
        lost.close();
        kept.close(); // first: what the others did not carry out must not go there
        pool.close();
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
