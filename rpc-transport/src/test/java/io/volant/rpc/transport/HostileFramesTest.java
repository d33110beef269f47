package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.volant.rpc.WireLimits;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What costs a client its connection, and no other client anything: the protocol faults of docs/protocol.md. */
class HostileFramesTest {
    private static GoodNeighbour server;

    @BeforeAll
    static void start() {
        server = new GoodNeighbour(WireLimits.defaults());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void othersAreWell() {
        server.letGo();
        server.isWell();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("length 0", "P-FRM-1", "00 00 00 00"),
                fault("length 7", "P-FRM-1", "00 00 00 07"),
                fault("a negative length", "P-FRM-1", "ff ff ff ff"),
                fault("one above the largest frame", "P-FRM-1", "00 04 00 01"),
                arguments("a second hello", "P-FRM-1", WireBytes.clientHello()),
                fault("type 0", "P-FRM-2", frame("00 00 0000 00000000")),
                fault("AUTH", "P-FRM-2", frame("05 00 0000 00000000")),
                fault("STREAM_ITEM", "P-FRM-2", frame("15 00 0000 00000001")),
                fault("STREAM_END", "P-FRM-2", frame("16 00 0000 00000001")),
                fault("CREDIT", "P-FRM-2", frame("17 00 0000 00000001")),
                fault("type 0x7f", "P-FRM-2", frame("7f 00 0000 00000000")),
                fault("reserved flag 0x08", "P-FRM-3", frame("10 08 0010 00000001 02 61")),
                fault("reserved flag 0x01", "P-FRM-3", frame("10 01 0010 00000001 02 61")),
                fault("a deadline on PING", "P-FRM-4", frame("20 40 0000 00000000 01 0000000000000000")),
                fault("server timing on REQUEST", "P-FRM-4", frame("10 04 0010 00000001 01 01 02 61")),
                fault("REQUEST with id 0", "P-FRM-5", frame("10 00 0010 00000000 02 61")),
                fault("PING with an id", "P-FRM-5", frame("20 00 0000 00000001 0000000000000000")),
                fault("metadata beyond the frame", "P-FRM-6", frame("10 20 0010 00000001 7f 61")),
                fault("extensions beyond the frame", "P-FRM-6", frame("10 02 0010 00000001 7f 61")),
                fault(
                        "BIND without a number",
                        "P-FRM-7",
                        frame("03 00 0000 00000000 0100 00 01 41 01 31 0000000000000000 01")),
                fault("a PING of 7 bytes", "P-FRM-9", frame("20 00 0000 00000000 00000000000000")),
                fault("a deadline of 0", "P-FRM-11", frame("10 40 0010 00000001 00 02 61")),
                fault("a deadline in two bytes too many", "P-VAR-1", frame("10 40 0010 00000001 85 80 00 02 61")),
                fault("RESPONSE", "P-FRM-12", frame("11 00 0000 00000001 02 61")),
                fault("BIND_ACK", "P-FRM-12", frame("04 00 0001 00000000 00")),
                fault("an id of the other side", "P-ID-1", frame("10 00 0010 80000001 02 61")),
                arguments(
                        "an id that is in use",
                        "P-ID-3",
                        join(WireBytes.request(7, "hold"), WireBytes.request(7, "hold"))),
                arguments("a range that is in use", "P-BND-2", WireBytes.bindWords(2)),
                fault("BIND form 7", "P-BND-1", frame("03 00 0002 00000000 0100 07 01 41 01 31 0000000000000000 01")),
                fault(
                        "BIND of no methods",
                        "P-BND-2",
                        frame("03 00 0002 00000000 0100 00 01 41 01 31 0000000000000000 00")),
                fault(
                        "BIND above 65,536",
                        "P-BND-2",
                        frame("03 00 0002 00000000 ffff 00 01 41 01 31 0000000000000000 02")),
                fault(
                        "a service name that is no UTF-8",
                        "P-STR-1",
                        frame("03 00 0002 00000000 0100 00 02 c0 80 01 31 0000000000000000 01")),
                fault("a total that the first frame reaches", "P-FRG-1", frame("10 80 0010 00000001 02 02 61")),
                fault(
                        "a part too early",
                        "P-FRG-2",
                        frame("10 80 0010 00000001 09 02 61") + frame("18 80 0002 00000001 62")),
                fault(
                        "a part of nothing",
                        "P-FRG-2",
                        frame("10 80 0010 00000001 09 02 61") + frame("18 80 0001 00000001")),
                fault(
                        "parts that go beyond the total",
                        "P-FRG-3",
                        frame("10 80 0010 00000001 03 03 61") + frame("18 00 0001 00000001 62 63")),
                fault(
                        "parts that end before the total",
                        "P-FRG-3",
                        frame("10 80 0010 00000001 09 03 61") + frame("18 00 0001 00000001 62")),
                fault("a clock above 2^53", "P-CLK-1", frame("a0 00 0000 00000000 0020000000000000")),
                fault(
                        "pings without end",
                        "P-PNG-1",
                        frame("20 00 0000 00000000 0000000000000001").repeat(4)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void endsTheConnectionWithItsRule(String what, String rule, byte[] bytes) throws IOException {
        try (WirePeer client = WirePeer.bound(server.port())) {
            client.send(bytes);
            List<WireFrame> frames = client.readToEnd();

            assertThat(frames).as("frames, the last of them GOAWAY").isNotEmpty();
            WireFrame goAway = frames.get(frames.size() - 1);
            assertThat(goAway.type()).isEqualTo(WireBytes.GOAWAY);
            assertThat(goAway.text()).contains(rule + ": ");
            assertThat(goAway.aux()).as("reason").isEqualTo(rule.equals("P-PNG-1") ? 3 : 2);
        }
    }

    static Stream<Arguments> skippable() {
        return Stream.of(
                fault("an unknown type from 0x80 on, any flags", "", frame("ee ff 1234 00000009 01 02 03")),
                fault("LIMIT", "", frame("a3 00 0000 00000000 05")),
                fault("CANCEL of no call", "", frame("14 00 0001 00000777")),
                fault("FRAG of no call", "", frame("18 80 0005 00000777 61")),
                fault("FRAG_ABORT of no call", "", frame("19 00 0001 00000777")),
                fault("bytes behind the payload of a PING", "", frame("20 00 0000 00000000 0000000000000001 99 99")),
                arguments("a frame as large as may be", "", WireBytes.frame(0xEE, 0, 0, 0, new byte[262_144 - 8])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("skippable")
    void isSkipped(String what, String none, byte[] bytes) throws IOException {
        try (WirePeer client = WirePeer.bound(server.port())) {
            client.send(bytes, WireBytes.request(1, "after"));

            assertThat(client.read(WireBytes.RESPONSE).rest()).isEqualTo(WireBytes.body("after"));
        }
    }

    @Test
    void aFrameThatEndsWithTheStreamIsDropped() throws IOException {
        byte[] request = WireBytes.request(1, "cut");
        int before = server.executed.get();
        for (int length = 1; length < request.length; length++) {
            try (WirePeer client = WirePeer.bound(server.port())) {
                client.send(Arrays.copyOf(request, length));
                client.finish();

                assertThat(client.readToEnd()).as("after " + length + " bytes").isEmpty();
            }
        }
        assertThat(server.executed).hasValue(before);
    }

    @Test
    void aThousandRequestsInOneSegmentAndOneInManyAreTheSame() throws IOException {
        try (WirePeer client = WirePeer.bound(server.port())) {
            WireBytes many = new WireBytes();
            for (int id = 1; id <= 1_000; id++) {
                many.bytes(WireBytes.request(id, "x"));
            }
            client.send(many.toArray());
            for (int n = 0; n < 1_000; n++) {
                assertThat(client.read().type()).isEqualTo(WireBytes.RESPONSE);
            }
            for (byte one : WireBytes.request(1, "y")) {
                client.send(new byte[] {one});
            }

            assertThat(client.read().rest()).isEqualTo(WireBytes.body("y"));
        }
    }

    private static Arguments fault(String what, String rule, String hex) {
        return arguments(what, rule, new WireBytes().hex(hex).toArray());
    }

    /** The hex with its length before it. */
    private static String frame(String hex) {
        String bytes = hex.replace(" ", "");
        return String.format("%08x", bytes.length() / 2) + bytes;
    }

    private static byte[] join(byte[] first, byte[] second) {
        return new WireBytes().bytes(first).bytes(second).toArray();
    }
}
