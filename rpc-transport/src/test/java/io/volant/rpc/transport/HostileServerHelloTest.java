package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.volant.rpc.Outcome;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import io.volant.rpc.WireLimits;
import io.volant.rpc.contract.Events;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client does with answers to its hello that no decent server gives: connecting fails and says why, beside a client that works. */
class HostileServerHelloTest {
    private static final int UNKNOWN_FEATURE = 0x80;

    private final GoodNeighbour beside = new GoodNeighbour(WireLimits.defaults());

    @AfterEach
    void theClientBesideIsWell() {
        beside.isWell();
        beside.close();
    }

    static Stream<Arguments> answers() {
        byte[] damaged = WireBytes.serverHello();
        damaged[damaged.length - 1] ^= 1;
        byte[] serializer = WireBytes.serializer().toArray();
        return Stream.of(
                arguments(
                        "a web server",
                        "\"HTTP",
                        "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
                arguments("a frame without a handshake", "", WireBytes.response(1, "x")),
                arguments("a checksum that is wrong", "P-HS-3", damaged),
                arguments("a length of 8", "P-HS-2", hex("f7 52 50 43 00 08 01 00 00 00 00 00 00 00")),
                arguments("a version that was not offered", "P-HS-4", WireBytes.hello(9, 0, 0, 0, serializer)),
                arguments(
                        "a feature that was not offered",
                        "P-HS-5",
                        WireBytes.hello(1, 0, UNKNOWN_FEATURE, 0, serializer)),
                arguments("a largest frame of 100", "P-HS-8", with("01 01 64")),
                arguments("a fragment of 1", "P-HS-8", with("03 01 01")),
                arguments("no calls in flight", "P-HS-8", with("09 01 00")),
                arguments("a ping interval of 0", "P-HS-8", with("0b 01 00")),
                arguments("a deadline cap of 0", "P-HS-8", with("0d 01 00")),
                arguments("an entry twice", "P-HS-6", with("11 01 61 11 01 62")),
                arguments("an entry beyond the end", "P-HS-6", with("11 7f 61")),
                arguments("an unknown even entry", "P-HS-7", with("64 00")),
                arguments(
                        "another serializer",
                        "P-HS-9",
                        WireBytes.hello(
                                1,
                                0,
                                0,
                                0,
                                new WireBytes().varint(2).string("pickle/1").toArray())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void failsTheConnect(String what, String why, byte[] answer) throws IOException {
        try (ServerSocket listening = WirePeer.listen()) {
            CompletableFuture<Throwable> connecting = CompletableFuture.supplyAsync(
                    () -> catchThrowable(() -> RpcClient.connect("127.0.0.1:" + listening.getLocalPort())));
            try (WirePeer server = WirePeer.accept(listening)) {
                server.send(answer);

                assertThat(server.readBytesToEnd())
                        .as("what the client says after that")
                        .isEmpty();
            }
            Throwable failure = Events.get(connecting);
            assertThat(failure).isInstanceOf(RpcException.class).hasMessageContaining(why);
            assertThat(((RpcException) failure).status()).isEqualTo(Status.UNAVAILABLE);
            assertThat(((RpcException) failure).outcome()).isEqualTo(Outcome.NOT_SENT);
        }
    }

    private static byte[] with(String entries) {
        return WireBytes.hello(1, 0, 0, 0, WireBytes.serializer().hex(entries).toArray());
    }

    private static byte[] hex(String hex) {
        return new WireBytes().hex(hex).toArray();
    }
}
