package io.volant.rpc;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one client to one server, and which of them carries a call.
 *
 * <p>The first is the {@link KeptConnection}. Calls with large arguments, and those of methods that had {@link LargeReplies} lately,
 * have a connection of their own, the bulk lane, so that small calls do not wait behind them. When what is in flight takes
 * {@linkplain #isHalfFull half} of what a connection carries, the next one is opened; calls go over the first that has room, so that
 * the last ones fall idle when the load does. All but the first are {@link ExtraConnections}: while one is not there, or not yet,
 * its calls go over the others.
 *
 * <p>Thread-safe. A pick allocates nothing and takes no lock.
 */
final class ConnectionPool implements AutoCloseable {
    /** From so many bytes on arguments and replies are large. */
    static final int LARGE = 128 << 10;

    private final KeptConnection kept;
    private final Predicate<Request> mayWait;
    private final boolean several;
    private final LargeReplies largeReplies = new LargeReplies(LARGE);
    private final ExtraConnections bulk;
    private final ExtraConnections further;

    /**
     * @param mayWait whether a call for which all are full waits for one that is being opened
     * @param random as that of {@link ReconnectPacing}
     */
    ConnectionPool(
            KeptConnection kept,
            Predicate<Request> mayWait,
            Endpoint endpoint,
            Dialer dialer,
            Alarm alarm,
            DoubleSupplier random,
            ExtraConnections.Owner owner) {
        this.kept = kept;
        this.mayWait = mayWait;
        int most = dialer.connections();
        this.several = most > 1;
        this.bulk = new ExtraConnections(
                "bulk", Math.min(1, most - 1), endpoint, dialer, alarm, new ReconnectPacing(random), owner);
        this.further = new ExtraConnections(
                "load", Math.max(0, most - 2), endpoint, dialer, alarm, new ReconnectPacing(random), owner);
    }

    /**
     * The connection for a call; null where there is none, or where all are full, another one is on its way, and the call may wait
     * for that.
     */
    @Nullable
    Connection pick(Request request) {
        Connection first = kept.usable();
        if (!several) {
            return first;
        }
        if (isLarge(request)) {
            Connection own = bulkLane(first);
            if (own != null) {
                return own;
            }
        }
        return first != null && hasRoom(first) ? first : beyondFirst(first, request);
    }

    private boolean isLarge(Request request) {
        return request.payload().length() >= LARGE || largeReplies.expected(request.method());
    }

    private @Nullable Connection bulkLane(@Nullable Connection first) {
        List<ExtraConnection> lanes = bulk.open();
        for (int i = 0; i < lanes.size(); i++) { // without an iterator, as below
            ExtraConnection lane = lanes.get(i);
            if (lane.usable() && !isFull(lane.connection())) {
                return lane.use();
            }
        }
        if (first != null) {
            bulk.want();
        }
        return null;
    }

    private @Nullable Connection beyondFirst(@Nullable Connection first, Request request) {
        List<ExtraConnection> open = further.open();
        for (int i = 0; i < open.size(); i++) {
            ExtraConnection extra = open.get(i);
            if (extra.usable() && hasRoom(extra.connection())) {
                return extra.use();
            }
        }
        Connection least = leastLoaded();
        if (least == null) {
            return null;
        }
        boolean more = first == null || (isHalfFull(least) && further.want());
        return more && isFull(least) && mayWait.test(request) ? null : least;
    }

    /** The connection with fewest calls in flight, for a call that waits no more; null where there is none. */
    @Nullable
    Connection leastLoaded() {
        Connection least = kept.usable();
        List<ExtraConnection> open = further.open();
        for (int i = 0; i < open.size(); i++) {
            ExtraConnection extra = open.get(i);
            if (extra.usable() && (least == null || extra.connection().inFlight() < least.inFlight())) {
                least = extra.use();
            }
        }
        return least != null ? least : bulkLane(null); // better than none
    }

    private static boolean hasRoom(Connection connection) {
        return !isHalfFull(connection) && !connection.suspect();
    }

    /** Opening another connection takes some round trips: until then as many calls again find room. */
    private static boolean isHalfFull(Connection connection) {
        return connection.inFlight() >= (connection.mostInFlight() + 1) / 2;
    }

    private static boolean isFull(Connection connection) {
        return connection.inFlight() >= connection.mostInFlight();
    }

    /** Whether a call that may wait has no need to: there is a connection for it, be it to refuse it. */
    boolean takesCalls() {
        Connection least = leastLoaded();
        return least != null && !mustWait(least);
    }

    /** Whether a call that a full connection did not take finds room on another one, now or soon. */
    boolean hasRoom() {
        boolean soon = further.opening()
                || kept.usable() == null; // looked at first, lest it has come when the others were looked at
        Connection least = leastLoaded();
        return least != null && (soon || !isFull(least));
    }

    /** All are full, and another one is on its way: a further one, or the first, which was lost. */
    private boolean mustWait(Connection least) {
        return isFull(least) && (further.opening() || kept.usable() == null);
    }

    /** Learns from the reply to a call that was made. */
    CompletableFuture<Response> watched(Request request, CompletableFuture<Response> answer) {
        if (largeReplies.expected(request.method())) {
            answer.thenAccept(response -> largeReplies.onEnd(request, response));
        }
        return answer;
    }

    /** Prepares an extra connection; false where it leads to another server than the first one. */
    boolean admit(Connection extra) {
        Connection first = kept.usable();
        extra.onLargeReply(largeReplies::onReply);
        return first == null || first.sameServer(extra);
    }

    /** There is a first connection, again. */
    void onFirst(Connection first) {
        if (several) {
            first.onLargeReply(largeReplies::onReply);
            bulk.keepThoseOf(first);
            further.keepThoseOf(first);
        }
    }

    /** Whether no connection but the first is open, nor draining. */
    boolean isEmpty() {
        return bulk.isEmpty() && further.isEmpty();
    }

    /** Closes all but the first when their calls have ended, after {@code atMost} at the latest. Does not block. */
    void drain(Duration atMost) {
        bulk.drain(atMost);
        further.drain(atMost);
    }

    /** Closes all but the first connection. Idempotent; does not block. */
    @Override
    public void close() {
        bulk.close();
        further.close();
    }
}
