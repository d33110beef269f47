package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.volant.rpc.WireLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server does with hellos that no decent client would send: section 2 of docs/protocol.md. */
class HostileHelloTest {
    private static final int COMPRESSION = 0x01;
    private static final int STREAMS = 0x08;
    private static final int UNKNOWN_FEATURE = 0x80;

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

    static Stream<Arguments> otherProtocols() {
        byte[] wrongLength = WireBytes.clientHello();
        wrongLength[4] = 0x40;
        wrongLength[5] = 0x01;
        return Stream.of(
                arguments("an HTTP GET", "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
                arguments("a TLS hello", hex("16 03 01 02 00 01 00 01 fc 03 03")),
                arguments("a magic that ends otherwise", hex("f7 52 50 44 00 09")),
                arguments("one wrong byte", hex("00")),
                arguments("a frame before the hello", WireBytes.request(1, "x")),
                arguments("a length below the fixed fields", hex("f7 52 50 43 00 08")),
                arguments("a length above 16,384", wrongLength));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherProtocols")
    void isClosedWithoutAReply(String what, byte[] bytes) throws IOException {
        try (WirePeer client = WirePeer.connect(server.port())) {
            client.send(bytes);

            assertThat(client.readBytesToEnd()).isEmpty();
        }
    }

    static Stream<Arguments> refusals() {
        byte[] damaged = WireBytes.clientHello();
        damaged[damaged.length - 1] ^= 1;
        byte[] serializer = WireBytes.serializer().toArray();
        return Stream.of(
                arguments("a wrong checksum", "P-HS-3", 13, damaged),
                arguments("fixed fields cut off", "P-HS-2", 8, WireBytes.hello(hex("01 01 00 00 00 00 00"))),
                arguments("versions to come", "P-HS-4", 5, WireBytes.hello(2, 3, 0, 0, serializer)),
                arguments("version 0", "P-HS-4", 5, WireBytes.hello(0, 1, 0, 0, serializer)),
                arguments(
                        "what is required is not offered",
                        "P-HS-5",
                        8,
                        WireBytes.hello(1, 1, 0, COMPRESSION, serializer)),
                arguments("streams", "P-HS-5", 4, WireBytes.hello(1, 1, STREAMS, STREAMS, serializer)),
                arguments(
                        "an unknown feature",
                        "P-HS-5",
                        4,
                        WireBytes.hello(1, 1, UNKNOWN_FEATURE, UNKNOWN_FEATURE, serializer)),
                arguments("an entry twice", "P-HS-6", 8, with("11 01 61 11 01 62")),
                arguments("an entry beyond the end", "P-HS-6", 8, with("11 7f 61")),
                arguments("an entry type above 65,535", "P-HS-6", 8, with("81 80 04 00")),
                arguments("an unknown even entry", "P-HS-7", 4, with("64 00")),
                arguments("a lane", "P-HS-7", 4, with("04 01 00")),
                arguments("a bearer token", "P-HS-7", 4, with("06 03 61 62 63")),
                arguments("a largest frame of 100", "P-HS-8", 8, with("01 01 64")),
                arguments("a fragment above half the frame", "P-HS-8", 8, with("03 03 81 80 08")),
                arguments(
                        "another serializer",
                        "P-HS-9",
                        5,
                        WireBytes.hello(
                                1,
                                1,
                                0,
                                0,
                                new WireBytes().varint(2).string("pickle/1").toArray())),
                arguments("no serializer", "P-HS-9", 8, WireBytes.hello(1, 1, 0, 0, new byte[0])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void isRefusedWithAReason(String what, String rule, int status, byte[] hello) throws IOException {
        try (WirePeer client = WirePeer.connect(server.port())) {
            client.send(hello);
            byte[] refusal = client.readHello();

            assertThat(Arrays.copyOf(refusal, 4)).isEqualTo(hex("f7 52 50 43"));
            assertThat(Arrays.copyOfRange(refusal, 6, 9))
                    .as("refusal, versions")
                    .isEqualTo(hex("00 01 01"));
            String reason = new String(refusal, StandardCharsets.UTF_8);
            assertThat(reason).contains(rule + ": ");
            assertThat(refusal[9]).as("status of " + reason).isEqualTo((byte) status);
            client.finish();
            assertThat(client.readBytesToEnd()).isEmpty();
        }
    }

    static Stream<Arguments> acceptable() {
        return Stream.of(
                arguments("an unknown odd entry", with("65 03 01 02 03")),
                arguments("the reserved initial window", with("17 01 05")),
                arguments(
                        "versions 1 to 200",
                        WireBytes.hello(1, 200, 0, 0, WireBytes.serializer().toArray())),
                arguments(
                        "features to come, offered only",
                        WireBytes.hello(
                                1,
                                1,
                                STREAMS | UNKNOWN_FEATURE,
                                0,
                                WireBytes.serializer().toArray())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("acceptable")
    void isAcceptedThoughUnknown(String what, byte[] hello) throws IOException {
        try (WirePeer client = WirePeer.connect(server.port())) {
            client.send(hello);
            byte[] answer = client.readHello();

            assertThat(answer[6]).as("version").isEqualTo((byte) 1);
            assertThat(Arrays.copyOfRange(answer, 8, 12)).as("agreed").isEqualTo(hex("00 00 00 00"));
            client.send(WireBytes.bindWords(1), WireBytes.request(1, "a"));
            assertThat(client.read(WireBytes.RESPONSE).callId()).isEqualTo(1);
        }
    }

    @Test
    void aHelloThatIsCutOffIsClosed() throws IOException {
        byte[] hello = WireBytes.clientHello();
        for (int length = 1; length < hello.length; length++) {
            try (WirePeer client = WirePeer.connect(server.port())) {
                client.send(Arrays.copyOf(hello, length));
                client.finish();

                assertThat(client.readBytesToEnd())
                        .as("after " + length + " bytes")
                        .isEmpty();
            }
        }
    }

    @Test
    void nothingAndHalfAHelloAndAByteASecondAreClosedAtTheTimeLimit() throws IOException {
        byte[] hello = WireBytes.clientHello();
        ScheduledExecutorService dripping = Executors.newSingleThreadScheduledExecutor();
        try (WirePeer silent = WirePeer.connect(server.port());
                WirePeer half = WirePeer.connect(server.port());
                WirePeer slow = WirePeer.connect(server.port())) {
            half.send(Arrays.copyOf(hello, hello.length / 2));
            AtomicInteger next = new AtomicInteger();
            Callable<Void> drip = () -> {
                slow.send(new byte[] {hello[next.getAndIncrement()]});
                return null;
            };
            for (int second = 0; second < hello.length; second++) {
                dripping.schedule(drip, second, TimeUnit.SECONDS); // longer than anybody waits here
            }

            assertThat(silent.readBytesToEnd()).isEmpty();
            assertThat(half.readBytesToEnd()).isEmpty();
            assertThat(slow.readBytesToEnd()).isEmpty();
            assertThat(next.get()).as("bytes that came").isBetween(2, hello.length - 1);
        } finally {
            dripping.shutdownNow();
        }
    }

    @Test
    void aHelloByteByByteAndWithTheFirstCallsBehindItIsFine() throws IOException {
        try (WirePeer client = WirePeer.connect(server.port())) {
            byte[] all = new WireBytes()
                    .bytes(WireBytes.clientHello())
                    .bytes(WireBytes.bindWords(1))
                    .bytes(WireBytes.request(1, "a"))
                    .toArray();
            for (byte one : all) {
                client.send(new byte[] {one});
            }
            client.readHello();

            assertThat(client.read(WireBytes.RESPONSE).rest()).isEqualTo(WireBytes.body("a"));
        }
    }

    /** A hello with more entries than the serializer. */
    private static byte[] with(String entries) {
        return WireBytes.hello(1, 1, 0, 0, WireBytes.serializer().hex(entries).toArray());
    }

    private static byte[] hex(String hex) {
        return new WireBytes().hex(hex).toArray();
    }
}
