package io.volant.rpc.transport;

import io.volant.rpc.Connection;
import io.volant.rpc.Outcome;
import io.volant.rpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * Why and how a client's connection comes to its end: it takes no more calls, turns away those that will not be executed, and closes
 * when the others are over. Confined to the event loop.
 */
final class Leaving {
    private final Link<?> link;
    private final ConnectionLife life;
    private final CallTable table;
    private final boolean tells;
    private @Nullable String reason;

    Leaving(Link<?> link, ConnectionLife life, CallTable table, Agreement agreement) {
        this.tells = agreement.has(Features.ONE_EXECUTION);
        this.link = link;
        this.life = life;
        this.table = table;
    }

    /** Why no more calls are taken, as a clause; null while they are. */
    @Nullable
    String reason() {
        return reason;
    }

    /** The server takes no more calls than it had read. */
    void onGoAway(GoAwayFrame goAway, CallEnds ends) {
        String why = CallTexts.goingAway(link.peer(), goAway);
        reason = why;
        life.moveTo(Connection.State.DRAINING);
        table.forEach(call -> {
            if (call.state == PendingCall.State.QUEUED) {
                ends.abandon(call, why, Outcome.NOT_SENT);
            } else if (call.ordinal > goAway.received()) {
                link.outbound().abort(call, call.id, Status.CANCELLED.code());
                ends.abandon(call, why, Outcome.REJECTED);
            }
        });
        closeWhenIdle();
    }

    /** This client takes no more calls to this connection. */
    void onDrain() {
        if (reason == null) {
            reason = "this client is closing the connection to " + link.peer();
        }
        life.moveTo(Connection.State.DRAINING);
        closeWhenIdle();
    }

    void closeWhenIdle() {
        if (reason != null && life.inFlight() == 0) {
            leave(reason);
        }
    }

    /** Closes, and says, where the server would wait for that, that nobody asks for anything any more. */
    void leave(String why) {
        if (tells) {
            link.end(GoAwayFrame.done(), why);
        } else {
            link.endQuietly(why);
        }
    }

    /** The connection has ended, and all its calls do. */
    void onEnd(String why, CallEnds ends) {
        reason = why;
        life.moveTo(Connection.State.CLOSED);
        table.forEach(call -> ends.abandon(call, why, call.outcomeWithoutAnswer()));
    }
}
