package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.volant.rpc.WireLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Damage on the way, on a connection that agreed on checksums: section 3.6 of docs/protocol.md. */
class HostileChecksumTest {
    private static final int CHECKSUM = 0x02;
    private static final byte[] PING = WireBytes.frame(WireBytes.PING, 0, 0, 0, new byte[8]);

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
        server.isWell();
    }

    static Stream<Arguments> damages() {
        byte[] request = WireBytes.request(1, "a");
        byte[] wrongType = summed(1, request);
        wrongType[4] ^= 0x20;
        byte[] wrongBody = summed(1, request);
        wrongBody[13] ^= 1;
        byte[] wrongSum = summed(1, request);
        wrongSum[wrongSum.length - 1] ^= 1;
        return Stream.of(
                arguments("a bit of the type", wrongType),
                arguments("a bit of the body", wrongBody),
                arguments("a bit of the sum", wrongSum),
                arguments("no sum", WireBytes.request(1, "a".repeat(20))),
                arguments("a frame lost", summed(2, request)),
                arguments("a frame repeated", summed(0, WireBytes.bindWords(1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void endsTheConnection(String what, byte[] damaged) throws IOException {
        int before = server.executed.get();
        try (WirePeer client = WirePeer.connect(server.port())) {
            byte[] serializer = WireBytes.serializer().toArray();
            client.send(WireBytes.hello(1, 1, CHECKSUM, CHECKSUM, serializer));
            assertThat(client.readHello()[11]).as("agreed").isEqualTo((byte) CHECKSUM);
            client.send(summed(0, WireBytes.bindWords(1)));
            assertThat(client.read().type()).isEqualTo(WireBytes.BIND_ACK);

            client.send(damaged, summed(2, PING));

            List<WireFrame> frames = client.readToEnd();
            assertThat(frames).hasSize(1);
            assertThat(frames.get(0).type()).isEqualTo(WireBytes.GOAWAY);
            assertThat(frames.get(0).text()).contains("P-FRM-8: ");
            assertThat(server.executed).hasValue(before);
        }
    }

    /** The frame with its checksum as the one of this number that the client sends. */
    private static byte[] summed(long ordinal, byte[] frame) {
        byte[] longer =
                ByteBuffer.wrap(frame.clone()).putInt(0, frame.length).array(); // less the length field, and 4 of sum
        CRC32C crc = new CRC32C();
        crc.update(new WireBytes().u64(ordinal).bytes(longer).toArray());
        return new WireBytes().bytes(longer).u32((int) crc.getValue()).toArray();
    }
}
