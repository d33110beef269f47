package io.volant.rpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to one server beside the first one, for one purpose: opened when they are wanted, one at a time, and closed in order
 * when they were idle for {@link #IDLE}, which is looked for as often. One that is lost is not opened again before it is wanted.
 *
 * <p>Thread-safe; whoever makes a call reads a snapshot, and takes the lock only to begin an attempt. Tells its owner without
 * holding it.
 */
final class ExtraConnections implements AutoCloseable {
    static final Duration IDLE = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(ExtraConnections.class);
    private static final Duration LONGEST_CALL = Duration.ofDays(1); // no deadline is later

    /** Whose connections they are. */
    interface Owner extends Redirect {
        /** Prepares a new connection; false where it must not be used, because it leads to another server than the first. */
        boolean admit(Connection connection);

        /** An attempt has ended; {@link #open} says whether with a connection. */
        void onAttemptEnded();
    }

    private final String purpose;
    private final int most;
    private final Endpoint endpoint;
    private final Dialer dialer;
    private final Ticker ticker;
    private final Alarm alarm;
    private final ReconnectPacing pacing;
    private final Owner owner;
    private volatile List<ExtraConnection> open = List.of(); // replaced whole, under this; written so as all below
    private volatile boolean opening;
    private volatile long notBeforeNanos;
    private final Set<Connection> all = new LinkedHashSet<>(); // also those that drain
    private boolean closed;

    /**
     * Connections that are not opened yet.
     *
     * @param purpose in the log
     */
    ExtraConnections(
            String purpose,
            int most,
            Endpoint endpoint,
            Dialer dialer,
            Alarm alarm,
            ReconnectPacing pacing,
            Owner owner) {
        this.purpose = purpose;
        this.most = most;
        this.endpoint = endpoint;
        this.dialer = dialer;
        this.ticker = dialer.runtime().ticker();
        this.alarm = alarm;
        this.pacing = pacing;
        this.owner = owner;
        this.notBeforeNanos = ticker.nanoTime();
    }

    /** Those that calls are made on. */
    List<ExtraConnection> open() {
        return open;
    }

    /** Whether none is open, nor draining. */
    synchronized boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether one is being opened. */
    boolean opening() {
        return opening;
    }

    /**
     * One more is needed: begins to open it, unless there are as many as may be, one is on its way, or the last attempt was just now.
     *
     * @return whether one was on its way when this was asked, though it may have come by now
     */
    boolean want() {
        if (opening) {
            return true;
        }
        if (open.size() >= most || ticker.nanoTime() - notBeforeNanos < 0) {
            return false;
        }
        synchronized (this) {
            if (closed || opening || open.size() >= most) {
                return opening;
            }
            opening = true;
        }
        dialer.connectSafely(endpoint).whenComplete((connection, error) -> {
            if (connection != null) {
                onConnected(connection);
            } else {
                onFailed(error == null ? "no connection" : Futures.unwrap(error).toString());
            }
            owner.onAttemptEnded();
        });
        return true;
    }

    private void onConnected(Connection connection) {
        if (!owner.admit(connection)) {
            connection.close();
            onFailed("it leads to another server");
            return;
        }
        connection.redirect(owner);
        ExtraConnection extra = new ExtraConnection(connection, ticker.nanoTime());
        boolean late;
        synchronized (this) {
            opening = false;
            late = closed;
            if (!late) {
                all.add(connection);
                List<ExtraConnection> more = new ArrayList<>(open);
                more.add(extra);
                open = List.copyOf(more);
                lookLater(extra);
            }
        }
        if (late) {
            connection.close();
            return;
        }
        log.debug("event=connection_added server={} purpose={} extra={}", endpoint, purpose, open.size());
        connection.onState(state -> onState(extra, state));
        if (!owner.admit(
                connection)) { // the first one became another while this was not among those that are looked through
            retire(extra, "another_server");
        }
    }

    private void onFailed(String why) {
        log.debug(
                "event=connection_not_added server={} purpose={} why=\"{}\"", endpoint, purpose, PeerText.oneLine(why));
        synchronized (this) {
            opening = false;
            notBeforeNanos = ticker.nanoTime() + pacing.afterFailure();
        }
    }

    private void onState(ExtraConnection extra, Connection.State state) {
        synchronized (this) {
            if (state == Connection.State.CLOSED) {
                all.remove(extra.connection());
            }
            if (!open.contains(extra)) {
                return; // idle, or known already
            }
            remove(extra);
            long now = ticker.nanoTime();
            notBeforeNanos = now + pacing.afterLoss(now - extra.openedNanos());
        }
        log.debug("event=connection_removed server={} purpose={} why={}", endpoint, purpose, state);
    }

    private void lookLater(ExtraConnection extra) { // under the lock
        try {
            extra.lookLater(alarm.after(IDLE.toNanos(), () -> look(extra)));
        } catch (RejectedExecutionException e) {
            extra.lookNoMore(); // the runtime was closed, and its connections with it
        }
    }

    private void look(ExtraConnection extra) {
        synchronized (this) {
            if (!open.contains(extra)) {
                return;
            }
            if (!extra.wasIdle()) {
                lookLater(extra);
                return;
            }
        }
        retire(extra, "idle");
    }

    /** Closes in order those that lead to another server than {@code first}, which has taken the place of another one. */
    void keepThoseOf(Connection first) {
        for (ExtraConnection extra : open) {
            if (!first.sameServer(extra.connection())) {
                retire(extra, "another_server");
            }
        }
    }

    private void remove(ExtraConnection extra) { // under the lock
        List<ExtraConnection> less = new ArrayList<>(open);
        less.remove(extra);
        open = List.copyOf(less);
        extra.lookNoMore();
    }

    /** Calls that were given it meanwhile are finished, or go another way. */
    private void retire(ExtraConnection extra, String why) {
        synchronized (this) {
            remove(extra);
        }
        log.debug(
                "event=connection_removed server={} purpose={} why={} open_ms={}",
                endpoint,
                purpose,
                why,
                TimeUnit.NANOSECONDS.toMillis(ticker.nanoTime() - extra.openedNanos()));
        extra.connection().drain(LONGEST_CALL);
    }

    /** Opens no more connections, and closes those there are when their calls have ended, after {@code atMost} at the latest. Does not block. */
    void drain(Duration atMost) {
        end().forEach(connection -> connection.drain(atMost));
    }

    /** Closes all, also those that still drain. Idempotent; does not block. */
    @Override
    public void close() {
        end().forEach(Connection::close);
    }

    private synchronized List<Connection> end() {
        closed = true;
        open.forEach(ExtraConnection::lookNoMore);
        open = List.of();
        return List.copyOf(all);
    }
}
