package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.volant.rpc.Status;
import io.volant.rpc.WireLimits;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compressed bodies that lie about their lengths, on a connection that agreed on lz4: each costs its call, before it is allocated. */
class HostileCompressionTest {
    private static final int LARGEST_MESSAGE = 100_000;
    private static final int COMPRESSED = 0x10;
    private static final int NOT_EXECUTED = 1;
    private static final byte[] TWO_LITERALS = {0x20, 2, 'a'}; // the word "a", compressed to more than it was

    private static GoodNeighbour server;

    @BeforeAll
    static void start() {
        server = new GoodNeighbour(WireLimits.defaults().withMaxMessage(LARGEST_MESSAGE));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void othersAreWell() {
        server.isWell();
    }

    static Stream<Arguments> lies() {
        byte[] bomb = new byte[395]; // a match that goes on and on: 100,000 bytes of zeros
        bomb[0] = 0x1F;
        bomb[2] = 1;
        Arrays.fill(bomb, 4, bomb.length, (byte) 0xFF);
        return Stream.of(
                arguments("shorter than it is", Status.INVALID_ARGUMENT, body(1, 1, TWO_LITERALS)),
                arguments("longer than it is", Status.INVALID_ARGUMENT, body(1, 3, TWO_LITERALS)),
                arguments("longer than lz4 can make it", Status.INVALID_ARGUMENT, body(1, 255 * 3 + 65, TWO_LITERALS)),
                arguments("above the largest message", Status.RESOURCE_EXHAUSTED, body(1, 100_001, TWO_LITERALS)),
                arguments("of 2 GiB", Status.RESOURCE_EXHAUSTED, body(1, Integer.MAX_VALUE, TWO_LITERALS)),
                arguments("an encoding that was not agreed", Status.INVALID_ARGUMENT, body(2, 2, TWO_LITERALS)),
                arguments("encoding 0", Status.INVALID_ARGUMENT, body(0, 2, TWO_LITERALS)),
                arguments("a block cut off", Status.INVALID_ARGUMENT, body(1, 2, new byte[] {0x20, 2})),
                arguments("no block", Status.INVALID_ARGUMENT, body(1, 2, new byte[0])),
                arguments("a match before the beginning", Status.INVALID_ARGUMENT, body(1, 9, new byte[] {0, 9, 9})),
                arguments("a bomb within all limits", Status.INVALID_ARGUMENT, body(1, 99_900, bomb)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void costsTheCall(String what, Status status, byte[] frame) throws IOException {
        int before = server.executed.get();
        try (WirePeer client = compressing()) {
            client.send(frame);
            WireFrame error = client.read();
            client.send(body(1, 2, TWO_LITERALS));

            assertThat(error.type()).as(error.toString()).isEqualTo(WireBytes.ERROR);
            assertThat(Status.ofCode(error.aux())).as(error.text()).contains(status);
            assertThat(error.outcome()).isEqualTo(NOT_EXECUTED);
            assertThat(client.read().rest()).isEqualTo(WireBytes.body("a"));
            assertThat(server.executed).hasValue(before + 1);
        }
    }

    /** A client that offered lz4, and for which {@link Words} has its method ids. */
    private static WirePeer compressing() throws IOException {
        WirePeer peer = WirePeer.connect(server.port());
        byte[] entries = WireBytes.serializer().hex("07 04 03 6c 7a 34").toArray();
        peer.send(WireBytes.hello(1, 1, Features.COMPRESSION, 0, entries), WireBytes.bindWords(1));
        assertThat(peer.readHello()[11]).as("agreed").isEqualTo((byte) Features.COMPRESSION);
        assertThat(peer.read().type()).isEqualTo(WireBytes.BIND_ACK);
        return peer;
    }

    private static byte[] body(int encoding, int originalLength, byte[] block) {
        byte[] rest =
                new WireBytes().u8(encoding).varint(originalLength).bytes(block).toArray();
        return WireBytes.frame(WireBytes.REQUEST, COMPRESSED, WireBytes.ECHO, 1, rest);
    }
}
