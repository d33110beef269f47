package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Where a transport tells what happens on the connections of one client or server, to be counted. Thread-safe; counting neither
 * locks nor blocks, nor allocates while nothing is recorded.
 */
public final class WireMeter {
    private final String side;
    private final Warnings warnings;
    private final LongAdder opened = new LongAdder();
    private final LongAdder closed = new LongAdder();
    private final LongAdder connectsFailed = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final LongAdder protocolFaults = new LongAdder();
    private final LongAdder suspected = new LongAdder();
    private final @Nullable AdmissionMeter admissions; // of servers: a process may have thousands of clients

    private WireMeter(String side, @Nullable AdmissionMeter admissions, Ticker ticker) {
        this.side = side;
        this.admissions = admissions;
        this.warnings = new Warnings(ticker);
    }

    /** A meter for the connections of one client. */
    public static WireMeter client(Ticker ticker) {
        return new WireMeter("client", null, ticker);
    }

    /** A meter for the connections of one server. */
    public static WireMeter server(Ticker ticker) {
        return new WireMeter("server", new AdmissionMeter(), ticker);
    }

    /** Through which a transport logs what peers and handlers can make come in floods. */
    public Warnings warnings() {
        return warnings;
    }

    /** A connection can be used from now on; {@code peer} is the other side's address. */
    public void onOpened(String peer) {
        requireNonNull(peer, "peer");
        FlightEvents.opened(side, peer);
        opened.increment();
    }

    /** A connection that was opened has ended; {@code reason} is a clause for people. Told once for each. */
    public void onClosed(String peer, String reason) {
        requireNonNull(peer, "peer");
        requireNonNull(reason, "reason");
        FlightEvents.closed(side, peer, reason);
        closed.increment();
    }

    /** So many bytes were read. */
    public void onRead(int bytes) {
        bytesIn.add(bytes);
    }

    /** So many bytes were sent. */
    public void onWritten(int bytes) {
        bytesOut.add(bytes);
    }

    /** A peer broke the protocol. */
    public void onProtocolFault() {
        protocolFaults.increment();
    }

    /** A peer takes longer to give a sign of life than a live one does. */
    public void onSuspected() {
        suspected.increment();
    }

    /**
     * A server refused a call before it reached a service, because it has no such method, no room, or no time for it.
     *
     * @throws IllegalStateException if this is the meter of a client
     */
    public void onRefused(Status status) {
        admissions().onRefused(status);
        FlightEvents.refused("connection", status);
    }

    /**
     * A server was asked again for a call that must run once.
     *
     * @throws IllegalStateException if this is the meter of a client
     */
    public void onAskedAgain(AskedAgain found) {
        admissions().onAskedAgain(found);
    }

    /** What only servers count. */
    AdmissionMeter admissions() {
        if (admissions == null) {
            throw new IllegalStateException("a client's meter was told of a call that came (expected: a server's)");
        }
        return admissions;
    }

    void onConnectFailed() {
        connectsFailed.increment();
    }

    ConnectionStats snapshot() {
        long ended = closed.sum(); // read first: what closes meanwhile must not outnumber what was opened
        return new ConnectionStats(
                opened.sum(),
                ended,
                connectsFailed.sum(),
                bytesIn.sum(),
                bytesOut.sum(),
                protocolFaults.sum(),
                suspected.sum());
    }
}
