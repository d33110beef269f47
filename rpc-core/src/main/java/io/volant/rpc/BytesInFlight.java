package io.volant.rpc;

import static java.util.Objects.requireNonNull;

/**
 * What the calls of all clients, or of all servers, of one runtime may hold: bytes on their way out and bytes on their way in, each
 * within a budget of its own. Thread-safe.
 *
 * <p>Clients hold requests outbound and replies inbound, servers requests inbound and replies outbound. The two sides have
 * budgets of their own, so that the clients of a process do not make its servers refuse calls.
 */
public final class BytesInFlight {
    /** What a call is charged beside the bytes of its body, for the objects that stand for it. */
    public static final int PER_CALL = 1_024;

    private final ByteBudget outbound;
    private final ByteBudget inbound;
    private final ByteBudget turn = new ByteBudget(1);

    BytesInFlight(long limit) {
        this(new ByteBudget(limit), new ByteBudget(limit));
    }

    private BytesInFlight(ByteBudget outbound, ByteBudget inbound) {
        this.outbound = requireNonNull(outbound, "outbound");
        this.inbound = requireNonNull(inbound, "inbound");
    }

    public ByteBudget outbound() {
        return outbound;
    }

    public ByteBudget inbound() {
        return inbound;
    }

    /** Of which whoever encodes a request for which there may be no room takes the only one. */
    ByteBudget turn() {
        return turn;
    }

    BytesInFlightStats snapshot() {
        return new BytesInFlightStats(outbound.inUse(), inbound.inUse(), outbound.limit());
    }
}
