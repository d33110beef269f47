package io.volant.rpc.transport;

import io.volant.rpc.Failure;
import io.volant.rpc.ListenOptions;
import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.Outcome;
import io.volant.rpc.Status;
import io.volant.rpc.Ticker;
import io.volant.rpc.WireMeter;
import org.jspecify.annotations.Nullable;

/** What the connections of one server share whose calls may be asked again. Thread-safe. */
final class ServerEpochs {
    /** So many connections that have ended are known at most. */
    static final int MOST_ENDED = 4_096;

    private final EpochTable<EpochCalls> table = new EpochTable<>(MOST_ENDED);
    private final ReplyRoom room;
    private final WireMeter meter;
    private final Ticker ticker;

    ServerEpochs(ListenOptions options) {
        this(options.limits().keptReplies(), options.meter(), options.runtime().ticker());
    }

    ServerEpochs(long keptReplies, WireMeter meter, Ticker ticker) {
        this.room = new ReplyRoom(keptReplies);
        this.meter = meter;
        this.ticker = ticker;
    }

    ReplyRoom room() {
        return room;
    }

    WireMeter meter() {
        return meter;
    }

    Ticker ticker() {
        return ticker;
    }

    void add(Epoch epoch, EpochCalls calls) {
        table.add(epoch, calls);
    }

    /** The calls of a connection; null where nothing is known of it. */
    @Nullable
    EpochCalls find(Epoch epoch) {
        return table.find(epoch);
    }

    /** The connection has ended; of the one that ended first nothing is known any more where there are too many. */
    void onEnded(Epoch epoch) {
        EpochCalls oldest = table.end(epoch);
        if (oldest != null) {
            oldest.forgetNow();
        }
    }

    void forget(Epoch epoch) {
        table.forget(epoch);
    }

    /** Why a call is refused of which nothing is known. */
    static Failure forgotten(MethodDescriptor method) {
        return Failure.of(
                        Status.UNAVAILABLE,
                        Outcome.UNKNOWN,
                        method + " was asked again, and the server does not know what became of its first attempt. "
                                + Outcome.UNKNOWN.sentence())
                .withNeverRetry();
    }
}
