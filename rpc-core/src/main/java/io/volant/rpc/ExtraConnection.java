package io.volant.rpc;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A connection beside the first one of a client, with a mark by which its idleness is noticed. */
final class ExtraConnection {
    private final Connection connection;
    private final long openedNanos;
    private volatile boolean used;
    private @Nullable Future<?> look; // guarded by its group, as what it does

    ExtraConnection(Connection connection, long openedNanos) {
        this.connection = connection;
        this.openedNanos = openedNanos;
    }

    Connection connection() {
        return connection;
    }

    long openedNanos() {
        return openedNanos;
    }

    /** Whether it may be given a call: it is there and does not keep silent. */
    boolean usable() {
        return connection.state() == Connection.State.READY && !connection.suspect();
    }

    /** For one more call. */
    Connection use() {
        if (!used) { // most often it is: the mark is not written by every caller
            used = true;
        }
        return connection;
    }

    /** Whether nothing went on since the last time that this was asked, nor does now. */
    boolean wasIdle() {
        boolean before = used;
        used = false;
        return !before && connection.inFlight() == 0;
    }

    /** {@code next} look at its idleness. */
    void lookLater(Future<?> next) {
        look = next;
    }

    void lookNoMore() {
        if (look != null) {
            look.cancel(false);
        }
    }
}
