package io.volant.rpc.benchmarks.conform;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Sections 1 and 3: what a frame looks like. */
final class FrameChecks {
    private static final int PROTOCOL_FAULT = 2;
    private static final String STRANGER = "03 00 0002 00000000 0100 00";

    private FrameChecks() {}

    static List<Check> all() {
        return List.of(
                Check.fault(
                        "P-VAR-1", "a deadline with a byte too many", Frame.hex("10 40 0010 00000001 85 80 00 02 61")),
                Check.fault(
                        "P-VAR-1", "a deadline of six bytes", Frame.hex("10 40 0010 00000001 ff ff ff ff ff 01 02 61")),
                Check.fault(
                        "P-STR-1",
                        "an overlong form in a service name",
                        Frame.hex(STRANGER + "02 c0 80 01 31 0000000000000000 01")),
                Check.fault(
                        "P-STR-1",
                        "a surrogate in a service name",
                        Frame.hex(STRANGER + "03 ed a0 80 01 31 0000000000000000 01")),
                Check.fault(
                        "P-STR-2",
                        "a service name of 1,025 bytes",
                        Frames.bind(2, 256, 0, "x".repeat(1_025), 1, new byte[0])),
                Check.fault("P-FRM-1", "length 0", Bytes.hex("00 00 00 00")),
                Check.fault("P-FRM-1", "length 7", Bytes.hex("00 00 00 07")),
                Check.fault("P-FRM-1", "a negative length", Bytes.hex("ff ff ff ff")),
                Check.fault("P-FRM-1", "a second hello", Hello.plain()),
                Check.of("P-FRM-1", "one byte above the largest frame", FrameChecks::aboveTheLargest),
                Check.of("P-FRM-1", "a frame as large as may be", FrameChecks::theLargest),
                Check.fault("P-FRM-2", "type 0", Frame.hex("00 00 0000 00000000")),
                Check.fault("P-FRM-2", "AUTH", Frame.hex("05 00 0000 00000000")),
                Check.fault("P-FRM-2", "STREAM_ITEM", Frame.hex("15 00 0000 00000001")),
                Check.fault("P-FRM-2", "type 0x7f", Frame.hex("7f 00 0000 00000000")),
                Check.skipped("P-FRM-2", "type 0xee with all flags", Frame.hex("ee ff 1234 00000009 01 02 03")),
                Check.skipped("P-FRM-2", "LIMIT", Frame.hex("a3 00 0000 00000000 05")),
                Check.fault("P-FRM-3", "flag 0x08", Frame.hex("10 08 0010 00000001 02 61")),
                Check.fault("P-FRM-3", "flag 0x01", Frame.hex("10 01 0010 00000001 02 61")),
                Check.fault("P-FRM-4", "a deadline on PING", Frame.hex("20 40 0000 00000000 01 0000000000000000")),
                Check.fault("P-FRM-4", "server timing on REQUEST", Frame.hex("10 04 0010 00000001 01 01 02 61")),
                Check.fault("P-FRM-5", "REQUEST with id 0", Frame.hex("10 00 0010 00000000 02 61")),
                Check.fault("P-FRM-5", "PING with an id", Frame.hex("20 00 0000 00000001 0000000000000000")),
                Check.fault("P-FRM-6", "metadata beyond the frame", Frame.hex("10 20 0010 00000001 7f 61")),
                Check.fault("P-FRM-6", "extensions beyond the frame", Frame.hex("10 02 0010 00000001 7f 61")),
                Check.fault(
                        "P-FRM-6",
                        "a BIND that lacks its methods",
                        Frames.bind(2, 256, 1, Frames.SERVICE, 3, new byte[0])),
                Check.fault("P-FRM-7", "bind number 0", Frames.bind(0)),
                Check.of("P-FRM-7", "the aux of answers", FrameChecks::auxOfAnswers),
                Check.of("P-FRM-8", "right checksums", attempt -> new ChecksummedPeer(attempt).isServed()),
                Check.of("P-FRM-8", "a wrong checksum", attempt -> new ChecksummedPeer(attempt).isFaultWithWrongSum()),
                Check.of("P-FRM-8", "a frame twice", attempt -> new ChecksummedPeer(attempt).isFaultWhenRepeated()),
                Check.fault("P-FRM-9", "a PING of 7 bytes", Frame.hex("20 00 0000 00000000 00000000000000")),
                Check.fault("P-FRM-9", "a CLOCK of 4 bytes", Frame.hex("a0 00 0000 00000000 00000000")),
                Check.skipped(
                        "P-FRM-9",
                        "bytes behind the fields of a PING",
                        Frame.hex("20 00 0000 00000000 0000000000000001 99 99")),
                Check.of("P-FRM-10", "an answer without server timing agreed", FrameChecks::noTiming),
                Check.accepted("P-FRM-10", "answers with server timing offered", Hello.offering(Hello.TIMING, 0, "")),
                Check.fault("P-FRM-11", "a deadline of 0", Frame.hex("10 40 0010 00000001 00 02 61")),
                Check.fault("P-FRM-12", "RESPONSE to a server", Frame.hex("11 00 0000 00000001 02 61")),
                Check.fault("P-FRM-12", "BIND_ACK to a server", Frame.hex("04 00 0001 00000000 00")),
                new Check("P-FRM-13", "a frame whose bytes come slowly", Check.Pace.SLOW, FrameChecks::dripsAFrame),
                new Check("P-FRM-14", "a client that does not read", Check.Pace.SLOW, DeafPeer::isCutOff));
    }

    private static void aboveTheLargest(Attempt attempt) throws IOException {
        int largest = attempt.limits().largestFrame();
        Peer peer = attempt.bound();
        peer.send(new Bytes().u32(largest + 1).toArray());
        Check.isFault(peer, "P-FRM-1", PROTOCOL_FAULT);
    }

    private static void theLargest(Attempt attempt) throws IOException {
        int largest = attempt.limits().largestFrame();
        Peer peer = attempt.bound();
        peer.send(Frames.frame(0xEE, 0, 0, 0, new byte[largest - Frame.HEADER_AFTER_LENGTH]));
        Attempt.isServed(peer, 1);
    }

    private static void auxOfAnswers(Attempt attempt) throws IOException {
        Peer peer = attempt.bound();
        peer.send(Frames.ask(1, "b"), Frames.frame(Frame.REQUEST, 65_535, 2));
        for (int n = 0; n < 2; n++) {
            Frame answer = peer.readOn();
            boolean right = answer.type() == Frame.RESPONSE ? answer.aux() <= 1 : answer.aux() != 0;
            Breach.unless(right, "aux 0 or 1 of RESPONSE, not 0 of ERROR", answer);
        }
    }

    private static void noTiming(Attempt attempt) throws IOException {
        Peer peer = attempt.bound();
        peer.send(Frames.ask(1, "b"));
        Frame answer = peer.answer(1);
        Breach.unless(!answer.has(Frame.FLAG_TIMING), "an answer without flag T", answer);
    }

    private static void dripsAFrame(Attempt attempt) throws IOException {
        Peer peer = attempt.bound();
        byte[] frame = Frames.frame(0xEE, 0, 0, 0, new byte[2_000]);
        byte[] said = Dripping.untilTheEnd(peer, frame, 4 * Peer.PATIENCE_MILLIS);
        Breach.unless(said.length > 4 + Frame.HEADER_AFTER_LENGTH, "GOAWAY", "the end of the stream");
        Frame last = Frame.of(Arrays.copyOfRange(said, 4, said.length));
        Breach.unless(
                last.type() == Frame.GOAWAY && last.reason().startsWith("P-FRM-13:"), "GOAWAY \"P-FRM-13: ...\"", last);
    }
}
