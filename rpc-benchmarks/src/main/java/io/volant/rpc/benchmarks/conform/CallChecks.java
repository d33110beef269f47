package io.volant.rpc.benchmarks.conform;

import io.volant.rpc.Ticker;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Sections 3.2 to 3.7 and 4: ids, elements and bodies of calls. */
final class CallChecks {
    private static final int OVERLOADED = 3;
    private static final int UNIMPLEMENTED = 4;
    private static final int INVALID_ARGUMENT = 8;
    private static final int RESOURCE_EXHAUSTED = 10;
    private static final int CALLS = 50;
    private static final int SPREAD = 0x0101_0107;
    private static final String LZ4 = "07 04 03 6c 7a 34";

    private CallChecks() {}

    static List<Check> all() {
        return List.of(
                Check.fault("P-ID-1", "an id with bit 31", Frame.hex("10 00 0010 80000001 02 61")),
                Check.of("P-ID-2", CALLS + " calls with scattered ids", CallChecks::scatteredIds),
                Check.skipped("P-ID-2", "CANCEL of no call", Frame.hex("14 00 0001 00000777")),
                Check.skipped("P-ID-2", "FRAG of no call", Frame.hex("18 80 0005 00000777 61")),
                Check.skipped("P-ID-2", "FRAG_ABORT of no call", Frame.hex("19 00 0001 00000777")),
                Check.fault(
                        "P-ID-3", "the id of a call that is being assembled", Frames.first(7, 9), Frames.first(7, 9)),
                Check.of("P-ID-4", "one call more than may be in flight", CallChecks::oneCallMore),
                Check.costsTheCall(
                        "P-EXT-1",
                        "an unknown even extension",
                        UNIMPLEMENTED,
                        Frame.hex("10 02 0010 00000001 02 02 00 02 61")),
                Check.skipped("P-EXT-1", "an unknown odd extension", Frame.hex("10 02 0010 00000001 02 21 00 02 61")),
                Check.costsTheCall(
                        "P-EXT-2",
                        "extensions out of order",
                        INVALID_ARGUMENT,
                        Frame.hex("10 02 0010 00000001 04 03 00 01 00 02 61")),
                Check.costsTheCall(
                        "P-EXT-2",
                        "an extension beyond its element",
                        INVALID_ARGUMENT,
                        Frame.hex("10 02 0010 00000001 02 01 09 02 61")),
                Check.costsTheCall("P-EXT-2", "extensions of 5,000 bytes", RESOURCE_EXHAUSTED, longExtensions()),
                priority("no level", "01 01 ff"),
                priority("a level between two", "01 01 81"),
                priority("no value", "01 00"),
                priority("more than a number", "01 03 40 01 02"),
                Check.costsTheCall(
                        "P-MD-1", "a key twice", INVALID_ARGUMENT, metadata("00 01 61 01 62 00 01 61 01 62")),
                Check.costsTheCall("P-MD-1", "an upper case key", INVALID_ARGUMENT, metadata("00 01 41 01 62")),
                Check.costsTheCall(
                        "P-MD-1", "a control character in a key", INVALID_ARGUMENT, metadata("00 01 0a 01 62")),
                Check.costsTheCall(
                        "P-MD-1", "a reserved key", INVALID_ARGUMENT, metadata("00 08 76 6f 6c 61 6e 74 2d 78 01 62")),
                Check.costsTheCall("P-MD-1", "an entry cut off", INVALID_ARGUMENT, metadata("00 05 61")),
                Check.costsTheCall("P-MD-1", "a traceparent of 1 byte", INVALID_ARGUMENT, metadata("01 01 62")),
                Check.costsTheCall("P-MD-2", "65 entries", RESOURCE_EXHAUSTED, Frames.metadata(manyEntries())),
                Check.costsTheCall(
                        "P-MD-2", "a value of 60,000 bytes", RESOURCE_EXHAUSTED, Frames.metadata(largeEntry())),
                Check.costsTheCall(
                        "P-CMP-1",
                        "compression that was not agreed",
                        INVALID_ARGUMENT,
                        Frame.hex("10 10 0010 00000001 01 05 02 61")),
                Check.of("P-CMP-1", "lying lengths", CallChecks::lyingLengths),
                Check.of("P-TIM-1", "an answer with server timing agreed", CallChecks::serverTiming));
    }

    private static void serverTiming(Attempt attempt) throws IOException {
        Peer peer = attempt.connect();
        boolean agreed =
                (attempt.greet(peer, Hello.offering(Hello.TIMING, 0, "")).agreed() & Hello.TIMING) != 0;
        Attempt.bind(peer);
        long start = Ticker.system().nanoTime();
        peer.send(Frames.ask(1, "b"));
        Frame answer = peer.answer(1);
        long micros = TimeUnit.NANOSECONDS.toMicros(Ticker.system().nanoTime() - start);
        Attempt.isServed(answer);
        Breach.unless(answer.has(Frame.FLAG_TIMING) == agreed, "RESPONSE with flag T where it was agreed", answer);
        Breach.unless(
                !agreed || answer.serverMicros() <= micros,
                "at most " + micros + " µs, which the call took",
                agreed ? answer.serverMicros() : 0);
    }

    private static Check priority(String what, String extension) {
        byte[] bytes = Bytes.hex(extension);
        return Check.of("P-EXT-3", "a priority: " + what, attempt -> {
            Peer peer = attempt.bound();
            peer.send(Frames.extended(bytes));
            Attempt.isServed(peer.answer(1));
        });
    }

    private static void scatteredIds(Attempt attempt) throws IOException {
        Peer peer = attempt.bound();
        Set<Integer> open = new HashSet<>();
        Bytes calls = new Bytes();
        for (int n = 1; n <= CALLS; n++) {
            int id = n * SPREAD & 0x7FFF_FFFF;
            open.add(id);
            calls.bytes(Frames.ask(id, "b"));
        }
        peer.send(calls.toArray());
        while (!open.isEmpty()) {
            Frame answer = peer.readOn();
            Breach.unless(open.remove(answer.callId()), "one answer per call", answer);
        }
        peer.send(Frames.ping(CALLS));
        Frame pong = peer.readOn();
        Breach.unless(pong.type() == Frame.PONG, "no frame but PONG after the last answer", pong);
    }

    /** Calls that wait for the rest of their arguments count as much as those that run. */
    private static void oneCallMore(Attempt attempt) throws IOException {
        int most = attempt.limits().callsInFlight();
        Peer peer = attempt.bound();
        Bytes calls = new Bytes();
        for (int id = 1; id <= most + 1; id++) {
            calls.bytes(Frames.first(id, 3));
        }
        peer.send(calls.toArray());
        Check.isRefused(peer.answer(most + 1), OVERLOADED);
        peer.send(Frames.frame(Frame.FRAG_ABORT, 1, 1));
        Attempt.isServed(peer, most + 2);
    }

    private static void lyingLengths(Attempt attempt) throws IOException {
        Peer peer = attempt.connect();
        Hello hello = attempt.greet(peer, Hello.offering(Hello.COMPRESSION, 0, LZ4));
        if (!hello.agreed(Hello.COMPRESSION)) {
            return; // a server need not have it
        }
        Attempt.bind(peer);
        byte[] block = Bytes.hex("20 02 62"); // two literals
        peer.send(compressed(1, 2, block));
        Attempt.isServed(peer.answer(1));
        for (int original : new int[] {1, 3, 255 * block.length + 65}) {
            peer.send(compressed(1, original, block));
            Check.isRefused(peer.answer(1), INVALID_ARGUMENT);
        }
        peer.send(compressed(2, 2, block));
        Check.isRefused(peer.answer(1), INVALID_ARGUMENT);
        peer.send(compressed(1, hello.largestMessage() + 1L, block));
        Check.isRefused(peer.answer(1), RESOURCE_EXHAUSTED);
    }

    private static byte[] compressed(int encoding, long original, byte[] block) {
        byte[] rest = new Bytes().u8(encoding).varint(original).bytes(block).toArray();
        return Frames.frame(Frame.REQUEST, Frame.FLAG_COMPRESSED, Frames.EXIST, 1, rest);
    }

    private static byte[] metadata(String entries) {
        return Frames.metadata(Bytes.hex(entries));
    }

    private static byte[] manyEntries() {
        Bytes entries = new Bytes();
        for (int i = 0; i < 65; i++) {
            entries.u8(0).string("key" + i).varint(0);
        }
        return entries.toArray();
    }

    private static byte[] largeEntry() {
        return new Bytes()
                .u8(0)
                .string("a")
                .varint(60_000)
                .bytes(new byte[60_000])
                .toArray();
    }

    private static byte[] longExtensions() {
        byte[] extension =
                new Bytes().varint(1).varint(4_997).bytes(new byte[4_997]).toArray();
        byte[] rest = new Bytes()
                .varint(extension.length)
                .bytes(extension)
                .bytes(Frames.argument("a"))
                .toArray();
        return Frames.frame(Frame.REQUEST, Frame.FLAG_EXTENSIONS, Frames.EXIST, 1, rest);
    }
}
