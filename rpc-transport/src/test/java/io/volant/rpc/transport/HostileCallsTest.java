package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.volant.rpc.Status;
import io.volant.rpc.WireLimits;
import io.volant.rpc.contract.Events;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What costs a call and not the connection: none of it is executed, and the call behind it is answered. */
class HostileCallsTest {
    private static final int MOST_IN_FLIGHT = 10;
    private static final int LARGEST_MESSAGE = 100_000;
    private static final int ASSEMBLY = 150_000;
    private static final int NOT_EXECUTED = 1;

    private final GoodNeighbour server = new GoodNeighbour(WireLimits.defaults()
            .withMaxMessage(LARGEST_MESSAGE)
            .withAssembly(ASSEMBLY)
            .withMaxInFlight(MOST_IN_FLIGHT));

    @AfterEach
    void othersAreWell() {
        server.letGo();
        server.isWell();
        server.close();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("a method id that was not announced", Status.UNIMPLEMENTED, frame("10 00 0011 00000001 02 61")),
                refusal("method id 65,535", Status.UNIMPLEMENTED, frame("10 00 ffff 00000001 02 61")),
                refusal("an unknown even extension", Status.UNIMPLEMENTED, frame("10 02 0010 00000001 02 02 00 02 61")),
                refusal(
                        "extensions out of order",
                        Status.INVALID_ARGUMENT,
                        frame("10 02 0010 00000001 04 03 00 01 00 02 61")),
                refusal("a key twice", Status.INVALID_ARGUMENT, metadata("00 01 61 01 62 00 01 61 01 62")),
                refusal("an upper case key", Status.INVALID_ARGUMENT, metadata("00 01 41 01 62")),
                refusal("a control character in a key", Status.INVALID_ARGUMENT, metadata("00 01 0a 01 62")),
                refusal(
                        "a reserved key",
                        Status.INVALID_ARGUMENT,
                        metadata("00 0a 76 6f 6c 61 6e 74 2d 78 79 7a 01 62")),
                refusal("metadata cut off", Status.INVALID_ARGUMENT, metadata("00 05 61")),
                arguments("65 metadata entries", Status.RESOURCE_EXHAUSTED, manyEntries(65)),
                arguments("100,000 metadata entries", Status.RESOURCE_EXHAUSTED, withMetadata(unknownEntries(100_000))),
                arguments("metadata of 10 KiB", Status.RESOURCE_EXHAUSTED, largeMetadata(10 << 10)),
                refusal(
                        "compression that was not agreed",
                        Status.INVALID_ARGUMENT,
                        frame("10 10 0010 00000001 01 05 02 61")),
                refusal("a body with a byte behind it", Status.INVALID_ARGUMENT, frame("10 00 0010 00000001 02 61 00")),
                refusal("a body that is cut off", Status.INVALID_ARGUMENT, frame("10 00 0010 00000001 05 61")),
                refusal("no body", Status.INVALID_ARGUMENT, frame("10 00 0010 00000001")),
                refusal("a string that is no UTF-8", Status.INVALID_ARGUMENT, frame("10 00 0010 00000001 03 c0 80")),
                refusal("a string of 2 GiB", Status.INVALID_ARGUMENT, frame("10 00 0010 00000001 ff ff ff ff 07 61")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void costsTheCall(String what, Status status, byte[] frame) throws IOException {
        try (WirePeer client = WirePeer.bound(server.port())) {
            client.send(frame, WireBytes.request(2, "after"));
            WireFrame first = client.read();
            WireFrame second = client.read();
            WireFrame error = first.callId() == 1 ? first : second;
            WireFrame answer = first.callId() == 1 ? second : first;

            assertThat(error.type()).isEqualTo(WireBytes.ERROR);
            assertThat(Status.ofCode(error.aux())).as(error.text()).contains(status);
            assertThat(error.outcome()).as(error.text()).isEqualTo(NOT_EXECUTED);
            assertThat(answer.rest()).isEqualTo(WireBytes.body("after"));
            assertThat(server.executed).hasValue(1);
        }
    }

    @Test
    void aServiceThatIsNotThereIsRefusedWithItsCalls() throws IOException {
        byte[] bind = new WireBytes()
                .u16(100)
                .u8(0)
                .string("Nobody")
                .string("1")
                .u64(1)
                .varint(1)
                .toArray();
        try (WirePeer client = WirePeer.bound(server.port())) {
            client.send(
                    WireBytes.frame(WireBytes.BIND, 0, 2, 0, bind),
                    WireBytes.frame(WireBytes.REQUEST, 0, 100, 1, WireBytes.body("x")));
            WireFrame ack = client.read(WireBytes.BIND_ACK);
            WireFrame error = client.read(WireBytes.ERROR);

            assertThat(ack.rest()[0]).as("refused").isEqualTo((byte) 3);
            assertThat(ack.rest()[1]).isEqualTo((byte) Status.UNIMPLEMENTED.code());
            assertThat(error.aux()).isEqualTo(Status.UNIMPLEMENTED.code());
        }
    }

    @Test
    void methodsOfObjectAndOfOtherSchemasAreUnusableAndTheOthersAreNot() throws IOException {
        byte[] bind = new WireBytes()
                .u16(100)
                .u8(1)
                .string("Words")
                .string("1")
                .u64(1)
                .varint(2)
                .string(Words.SIGNATURE)
                .u64(0x0123456789abcdefL) // another schema
                .u16(0)
                .string("getClass()")
                .u64(2)
                .u16(0)
                .toArray();
        try (WirePeer client = WirePeer.client(server.port())) {
            client.send(WireBytes.frame(WireBytes.BIND, 0, 2, 0, bind));
            WireFrame ack = client.read(WireBytes.BIND_ACK);
            client.send(
                    WireBytes.frame(WireBytes.REQUEST, 0, 100, 1, WireBytes.body("x")),
                    WireBytes.frame(WireBytes.REQUEST, 0, 101, 2, new byte[0]));

            assertThat(ack.rest()[0]).as("partial").isEqualTo((byte) 2);
            for (int n = 0; n < 2; n++) {
                WireFrame error = client.read(WireBytes.ERROR);
                assertThat(error.aux()).as(error.text()).isEqualTo(Status.FAILED_PRECONDITION.code());
                assertThat(error.outcome()).isEqualTo(NOT_EXECUTED);
            }
            assertThat(server.executed).hasValue(0);
        }
    }

    @Test
    void aMessageAboveTheLimitIsRefusedAtItsFirstFrameAndTheRestSkipped() throws IOException {
        try (WirePeer client = WirePeer.bound(server.port())) {
            client.send(first(1, LARGEST_MESSAGE + 1));
            WireFrame error = client.read();
            client.send(part(1, 1, false), WireBytes.request(2, "after"));

            assertThat(error.aux()).as(error.text()).isEqualTo(Status.RESOURCE_EXHAUSTED.code());
            assertThat(error.outcome()).isEqualTo(NOT_EXECUTED);
            assertThat(client.read().rest()).isEqualTo(WireBytes.body("after"));
        }
    }

    @Test
    void whatThereIsNoRoomToAssembleIsRefusedUntilThereIs() throws IOException {
        try (WirePeer client = WirePeer.bound(server.port())) {
            client.send(first(1, LARGEST_MESSAGE), first(2, LARGEST_MESSAGE));
            WireFrame error = client.read();
            client.send(part(2, 1, true), WireBytes.frame(WireBytes.FRAG_ABORT, 1, 1), first(3, LARGEST_MESSAGE));
            client.send(WireBytes.request(4, "after"));

            assertThat(error.callId()).isEqualTo(2);
            assertThat(error.aux()).as(error.text()).isEqualTo(Status.OVERLOADED.code());
            assertThat(error.outcome()).isEqualTo(NOT_EXECUTED);
            assertThat(client.read().callId()).as("neither 1 nor 3 is answered").isEqualTo(4);
        }
    }

    @Test
    void callsAboveTheLimitAreOverloadedAndOneWayCallsDropped() throws IOException {
        try (WirePeer client = WirePeer.bound(server.port())) {
            for (int id = 1; id <= MOST_IN_FLIGHT; id++) {
                client.send(WireBytes.request(id, "hold"));
            }
            client.send(
                    WireBytes.frame(WireBytes.ONEWAY, 0, WireBytes.ECHO, 50, WireBytes.body("x")),
                    WireBytes.request(60, "x"));
            WireFrame error = client.read();
            Events.until("all run", () -> server.held.size() == MOST_IN_FLIGHT);
            server.letGo();

            assertThat(error.callId()).isEqualTo(60);
            assertThat(error.aux()).isEqualTo(Status.OVERLOADED.code());
            for (int n = 0; n < MOST_IN_FLIGHT; n++) {
                assertThat(client.read().type()).isEqualTo(WireBytes.RESPONSE);
            }
        }
    }

    @Test
    void tenThousandRequestsEachWithItsCancelRunNoMoreThanAllowedAndThenTheConnectionEnds() throws IOException {
        WireBytes flood = new WireBytes();
        for (int id = 1; id <= 10_000; id++) {
            flood.bytes(WireBytes.request(id, "hold")).bytes(WireBytes.frame(WireBytes.CANCEL, 1, id));
        }
        try (WirePeer client = WirePeer.bound(server.port())) {
            client.send(flood.toArray());
            List<WireFrame> frames = client.readToEnd();

            assertThat(server.executed.get()).isLessThanOrEqualTo(MOST_IN_FLIGHT);
            WireFrame goAway = frames.get(frames.size() - 1);
            assertThat(goAway.type()).isEqualTo(WireBytes.GOAWAY);
            assertThat(goAway.aux()).as("too much asked for").isEqualTo(3);
            assertThat(goAway.text()).contains("P-ID-4: ");
        }
    }

    /** The first frame of a request with a body of this length. */
    private static byte[] first(int id, int total) {
        byte[] rest = new WireBytes().varint(total).u8(2).toArray();
        return WireBytes.frame(WireBytes.REQUEST, WireBytes.MORE, WireBytes.ECHO, id, rest);
    }

    private static byte[] part(int id, int sequence, boolean more) {
        return WireBytes.frame(WireBytes.FRAG, more ? WireBytes.MORE : 0, sequence, id, new byte[50]);
    }

    private static byte[] manyEntries(int count) {
        WireBytes entries = new WireBytes();
        for (int i = 0; i < count; i++) {
            entries.u8(0).string("key" + i).varint(1).u8('v');
        }
        return withMetadata(entries.toArray());
    }

    /** Entries of two bytes each, with a key number that has no meaning. */
    private static byte[] unknownEntries(int count) {
        byte[] entries = new byte[2 * count];
        for (int i = 0; i < count; i++) {
            entries[2 * i] = 77;
        }
        return entries;
    }

    private static byte[] largeMetadata(int bytes) {
        return withMetadata(new WireBytes()
                .u8(0)
                .string("a")
                .varint(bytes)
                .bytes(new byte[bytes])
                .toArray());
    }

    private static byte[] withMetadata(byte[] entries) {
        byte[] rest = new WireBytes()
                .varint(entries.length)
                .bytes(entries)
                .bytes(WireBytes.body("a"))
                .toArray();
        return WireBytes.frame(WireBytes.REQUEST, 0x20, WireBytes.ECHO, 1, rest);
    }

    private static byte[] metadata(String entries) {
        return withMetadata(new WireBytes().hex(entries).toArray());
    }

    private static Arguments refusal(String what, Status status, String hex) {
        return refusal(what, status, new WireBytes().hex(hex).toArray());
    }

    private static Arguments refusal(String what, Status status, byte[] frame) {
        return arguments(what, status, frame);
    }

    /** The hex with its length before it. */
    private static String frame(String hex) {
        String bytes = hex.replace(" ", "");
        return String.format("%08x", bytes.length() / 2) + bytes;
    }
}
