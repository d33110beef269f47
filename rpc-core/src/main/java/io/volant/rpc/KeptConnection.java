package io.volant.rpc;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to one server, opened again whenever it breaks or drains, also while nobody calls, so that the next call finds
 * one. At most one attempt is under way; {@link ReconnectPacing} says when the next one is due.
 *
 * <p>Thread-safe. Tells its watcher without holding a lock, on whatever thread ends an attempt.
 */
final class KeptConnection implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KeptConnection.class);

    /** What is told of the attempts. */
    interface Watcher extends Redirect {
        /** Calls can be made on {@code connection}. */
        void onConnected(Connection connection);

        /** An attempt led to no connection; another one follows. */
        void onAttemptFailed(Failure why);

        /** The connection can take no more calls; it is opened again. */
        void onLost();

        /** {@link Connection#suspect} of the connection has changed. */
        void onSuspect();
    }

    private final Endpoint endpoint;
    private final Dialer dialer;
    private final Ticker ticker;
    private final Alarm alarm;
    private final ReconnectPacing pacing;
    private final Watcher watcher;
    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private volatile @Nullable Connection current; // written under this, as all below
    private final Set<Connection> open = new LinkedHashSet<>(); // also those that drain
    private @Nullable Future<?> next;
    private long nextNanos; // when it is due
    private long openedNanos;
    private long endedNanos; // when the last attempt failed or the last connection was lost
    private int failures; // since the last connection
    private boolean wanted; // since the last failure
    private boolean attempting;
    private boolean closed;

    KeptConnection(Endpoint endpoint, Dialer dialer, Alarm alarm, ReconnectPacing pacing, Watcher watcher) {
        this.endpoint = endpoint;
        this.dialer = dialer;
        this.ticker = dialer.runtime().ticker();
        this.alarm = alarm;
        this.pacing = pacing;
        this.watcher = watcher;
    }

    /** Makes the first attempt; the future ends as it does, or with this. */
    CompletableFuture<Void> start() {
        attempt();
        return first;
    }

    /** The connection, if calls can be made on it now. */
    @Nullable
    Connection usable() {
        Connection connection = current;
        return connection != null && connection.state() == Connection.State.READY ? connection : null;
    }

    /** A call waits: where the next attempt is far off, it is made as soon as after a first failure. */
    void want() {
        Connection lost = current;
        if (lost != null && lost.state() != Connection.State.READY) {
            onLost(lost);
        }
        synchronized (this) {
            if (closed || attempting || wanted || current != null) {
                return;
            }
            wanted = true;
            long due = endedNanos + pacing.restart();
            if (due - nextNanos < 0) {
                schedule(Math.max(0, due - ticker.nanoTime()));
            }
        }
    }

    private synchronized void schedule(long nanos) {
        if (next != null) {
            next.cancel(false);
        }
        nextNanos = ticker.nanoTime() + nanos;
        try {
            next = alarm.after(nanos, this::attempt);
        } catch (RejectedExecutionException e) { // the runtime was closed: there is nothing to connect with
            next = null;
        }
    }

    private void attempt() {
        synchronized (this) {
            if (closed || attempting || current != null) {
                return;
            }
            attempting = true;
            next = null;
        }
        dialer.connectSafely(endpoint).whenComplete((connection, error) -> {
            if (connection != null) {
                onConnected(connection);
            } else {
                onFailed(error == null ? new IllegalStateException("no connection") : Futures.unwrap(error));
            }
        });
    }

    private void onConnected(Connection connection) {
        connection.redirect(watcher);
        int failed;
        synchronized (this) {
            attempting = false;
            failed = failures;
            if (!closed) {
                current = connection;
                open.add(connection);
                openedNanos = ticker.nanoTime();
                failures = 0;
                wanted = false;
            }
        }
        if (isClosed()) {
            connection.close();
            return;
        }
        if (!first.complete(null)) {
            log.info("event=connection_restored server={} failed_attempts={}", endpoint, failed);
        }
        connection.onState(state -> onState(connection, state));
        connection.onSuspect(suspect -> watcher.onSuspect());
        if (connection.state() == Connection.State.READY) {
            watcher.onConnected(connection);
        }
    }

    private void onFailed(Throwable error) {
        Failure why = error instanceof RpcException e
                ? e.failure()
                : Failure.of(Status.UNAVAILABLE, Outcome.NOT_SENT, error + ". " + Outcome.NOT_SENT.sentence())
                        .withCause(error);
        log.debug("event=connect_failed server={} why=\"{}\"", endpoint, PeerText.oneLine(why.message()));
        synchronized (this) {
            attempting = false;
            endedNanos = ticker.nanoTime();
            failures++;
            wanted = false;
            if (!closed) {
                schedule(pacing.afterFailure());
            }
        }
        first.completeExceptionally(error);
        watcher.onAttemptFailed(why);
    }

    private void onState(Connection connection, Connection.State state) {
        if (state == Connection.State.CLOSED) {
            synchronized (this) {
                open.remove(connection);
            }
        }
        onLost(connection);
    }

    private void onLost(Connection connection) {
        long openNanos;
        synchronized (this) {
            if (current != connection) {
                return; // known already
            }
            current = null;
            if (closed) {
                return;
            }
            endedNanos = ticker.nanoTime();
            openNanos = endedNanos - openedNanos;
            schedule(pacing.afterLoss(openNanos));
        }
        log.info(
                "event=connection_lost server={} state={} open_ms={}",
                endpoint,
                connection.state(),
                TimeUnit.NANOSECONDS.toMillis(openNanos));
        watcher.onLost();
    }

    /** Whether no connection is open, nor draining. */
    synchronized boolean isEmpty() {
        return open.isEmpty();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Opens no more connections, and closes those there are when their calls have ended, after {@code atMost} at the latest. Does not block. */
    void drain(Duration atMost) {
        end().forEach(connection -> connection.drain(atMost));
    }

    /** Closes the connection, and those that still drain. Idempotent; does not block. */
    @Override
    public void close() {
        end().forEach(Connection::close);
    }

    private List<Connection> end() {
        List<Connection> left;
        synchronized (this) {
            closed = true;
            current = null;
            if (next != null) {
                next.cancel(false);
            }
            left = List.copyOf(open);
        }
        first.completeExceptionally(new RpcException(Failure.of(
                Status.UNAVAILABLE,
                Outcome.NOT_SENT,
                "the client of " + endpoint + " was closed before it was connected. " + Outcome.NOT_SENT.sentence())));
        return left;
    }
}
