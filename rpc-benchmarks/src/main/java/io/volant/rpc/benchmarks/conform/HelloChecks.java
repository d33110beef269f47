package io.volant.rpc.benchmarks.conform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Section 2: the handshake. */
final class HelloChecks {
    private static final int UNIMPLEMENTED = 4;
    private static final int FAILED_PRECONDITION = 5;
    private static final int INVALID_ARGUMENT = 8;
    private static final int UNAVAILABLE = 13;
    private static final int UNKNOWN_FEATURE = 0x80;

    private HelloChecks() {}

    static List<Check> all() {
        return List.of(
                Check.silence("P-HS-1", "an HTTP request", ascii("GET / HTTP/1.1\r\nHost: x\r\n\r\n")),
                Check.silence("P-HS-1", "a TLS hello", Bytes.hex("16 03 01 02 00 01 00 01 fc 03 03")),
                Check.silence("P-HS-1", "a magic with a wrong last byte", Bytes.hex("f7 52 50 44 00 09")),
                Check.silence("P-HS-1", "one wrong byte and no more", Bytes.hex("00")),
                Check.of("P-HS-1", "a hello in single bytes", HelloChecks::singleBytes),
                Check.silence("P-HS-2", "length 8", Bytes.hex("f7 52 50 43 00 08")),
                Check.silence("P-HS-2", "length 16,385", Bytes.hex("f7 52 50 43 40 01")),
                Check.refused(
                        "P-HS-2",
                        "fixed fields cut off",
                        INVALID_ARGUMENT,
                        Hello.around(Bytes.hex("01 01 00 00 00 00 00"))),
                Check.refused("P-HS-3", "a wrong checksum", UNAVAILABLE, damaged()),
                Check.refused("P-HS-4", "versions 2 to 3", FAILED_PRECONDITION, versions(2, 3)),
                Check.refused("P-HS-4", "versions 0 to 1", FAILED_PRECONDITION, versions(0, 1)),
                Check.accepted("P-HS-4", "versions 1 to 200", versions(1, 200)),
                Check.refused(
                        "P-HS-5",
                        "compression required and not offered",
                        INVALID_ARGUMENT,
                        Hello.offering(0, Hello.COMPRESSION, "")),
                Check.refused(
                        "P-HS-5",
                        "a feature without a meaning required",
                        UNIMPLEMENTED,
                        Hello.offering(UNKNOWN_FEATURE, UNKNOWN_FEATURE, "")),
                Check.of("P-HS-5", "features without a meaning offered", HelloChecks::agreesOnOffersOnly),
                Check.refused("P-HS-6", "an entry twice", INVALID_ARGUMENT, Hello.with("11 01 61 11 01 62")),
                Check.refused("P-HS-6", "an entry beyond the hello", INVALID_ARGUMENT, Hello.with("11 7f 61")),
                Check.refused("P-HS-6", "type 65,536", INVALID_ARGUMENT, Hello.with("81 80 04 00")),
                Check.accepted("P-HS-6", "an unknown even entry behind the 64th", Hello.with(oddEntries(63) + "64 00")),
                Check.accepted("P-HS-7", "an unknown odd entry", Hello.with("65 03 01 02 03")),
                Check.refused("P-HS-7", "an unknown even entry", UNIMPLEMENTED, Hello.with("64 00")),
                Check.refused("P-HS-7", "a bearer token", UNIMPLEMENTED, Hello.with("06 03 61 62 63")),
                Check.refused("P-HS-8", "a largest frame of 100", INVALID_ARGUMENT, Hello.with("01 01 64")),
                Check.refused("P-HS-8", "a fragment above half", INVALID_ARGUMENT, Hello.with("03 03 81 80 08")),
                Check.refused("P-HS-8", "no calls in flight", INVALID_ARGUMENT, Hello.with("09 01 00")),
                Check.refused("P-HS-9", "another serializer", FAILED_PRECONDITION, serializer("pickle/1")),
                Check.refused("P-HS-9", "no serializer", INVALID_ARGUMENT, Hello.client(1, 1, 0, 0, new byte[0])),
                new Check("P-HS-10", "nothing is said", Check.Pace.SLOW, HelloChecks::saysNothing),
                new Check("P-HS-10", "a byte five times a second", Check.Pace.SLOW, HelloChecks::drips));
    }

    private static void singleBytes(Attempt attempt) throws IOException {
        Peer peer = attempt.connect();
        for (byte one : Hello.plain()) {
            peer.send(new byte[] {one});
        }
        Hello.read(peer.readHello());
    }

    private static void agreesOnOffersOnly(Attempt attempt) throws IOException {
        Peer peer = attempt.connect();
        int offered = UNKNOWN_FEATURE | Hello.TIMING;
        int agreed = attempt.greet(peer, Hello.offering(offered, 0, "")).agreed();
        Breach.unless((agreed & ~Hello.TIMING) == 0, "agreed: at most 4, server timing", agreed);
    }

    private static void saysNothing(Attempt attempt) throws IOException {
        Peer peer = attempt.connect();
        peer.patience(2 * Peer.PATIENCE_MILLIS);
        peer.endsSilently();
    }

    private static void drips(Attempt attempt) throws IOException {
        Dripping.untilTheEnd(attempt.connect(), Hello.plain(), 2 * Peer.PATIENCE_MILLIS);
    }

    private static byte[] versions(int least, int most) {
        return Hello.client(least, most, 0, 0, Hello.entries(""));
    }

    private static byte[] serializer(String name) {
        return Hello.client(1, 1, 0, 0, new Bytes().varint(2).string(name).toArray());
    }

    /** So many entries of odd types, 2,001 and above, without values. */
    private static String oddEntries(int count) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < count; i++) {
            byte[] entry = new Bytes().varint(2_001 + 2L * i).varint(0).toArray();
            for (byte one : entry) {
                hex.append(String.format("%02x", one));
            }
        }
        return hex.toString();
    }

    private static byte[] damaged() {
        byte[] hello = Hello.plain();
        byte[] damaged = Arrays.copyOf(hello, hello.length);
        damaged[damaged.length - 1] ^= 1;
        return damaged;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
