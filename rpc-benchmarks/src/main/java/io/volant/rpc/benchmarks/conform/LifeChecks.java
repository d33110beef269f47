package io.volant.rpc.benchmarks.conform;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Section 7: pings and clocks. */
final class LifeChecks {
    private static final int TOO_MUCH = 3;
    private static final int GRACE_MILLIS = 5_000;

    private LifeChecks() {}

    static List<Check> all() {
        return List.of(
                Check.of("P-PNG-1", "one PING", LifeChecks::isAnswered),
                Check.fault("P-PNG-1", "pings without end", TOO_MUCH, pings(4)),
                new Check("P-PNG-2", "a client that answers no PING", Check.Pace.SLOW, LifeChecks::isGivenUp),
                Check.fault("P-CLK-1", "2^53 µs", Frame.hex("a0 00 0000 00000000 0020000000000000")),
                Check.skipped("P-CLK-1", "1 µs less", Frame.hex("a0 00 0000 00000000 001fffffffffffff")));
    }

    private static void isAnswered(Attempt attempt) throws IOException {
        Peer peer = attempt.bound();
        peer.send(Frames.ping(0x0102_0304_0506_0708L));
        Frame pong = peer.readOn();
        boolean same = pong.type() == Frame.PONG
                && Arrays.equals(Arrays.copyOf(pong.rest(), 8), Bytes.hex("0102030405060708"));
        Breach.unless(same, "PONG with the same 8 bytes", pong);
        Cursor load = new Cursor(pong.rest());
        load.take(8);
        load.varint();
        load.varint();
    }

    /** Silence for the interval of the handshake leads to a PING, and 5 s without an answer to the end. */
    private static void isGivenUp(Attempt attempt) throws IOException {
        Peer peer = attempt.connect();
        Hello hello = attempt.greet(peer, Hello.plain());
        peer.patience(hello.pingIntervalMillis() + GRACE_MILLIS);
        Frame ping = peer.read();
        Breach.unless(ping.type() == Frame.PING, "PING after " + hello.pingIntervalMillis() + " ms of silence", ping);
        peer.patience(2 * GRACE_MILLIS);
        int next = peer.poll();
        while (next >= 0) {
            next = peer.poll(); // it may say why
        }
        Breach.unless(next == Peer.END, "the end of the stream 5 s after an unanswered PING", "none");
    }

    private static byte[] pings(int count) {
        Bytes pings = new Bytes();
        for (int i = 0; i < count; i++) {
            pings.bytes(Frames.ping(i));
        }
        return pings.toArray();
    }
}
