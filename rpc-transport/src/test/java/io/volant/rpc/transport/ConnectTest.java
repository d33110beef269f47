package io.volant.rpc.transport;

import static io.volant.rpc.contract.Events.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.volant.rpc.Acceptor;
import io.volant.rpc.Checksum;
import io.volant.rpc.Compression;
import io.volant.rpc.ConnectOptions;
import io.volant.rpc.Connection;
import io.volant.rpc.Endpoint;
import io.volant.rpc.ExportedService;
import io.volant.rpc.ListenOptions;
import io.volant.rpc.Outcome;
import io.volant.rpc.Peer;
import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import io.volant.rpc.Ticker;
import io.volant.rpc.WireLimits;
import io.volant.rpc.WireMeter;
import io.volant.rpc.contract.Events;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectTest {
    @Test
    void aHandshakeMakesAConnectionThatKnowsItsPeer() {
        try (TestServer server = TestServer.start(TestServer::echo);
                TestClient client = TestClient.with().connect("localhost", server.port())) {
            assertThat(client.connection.state()).isEqualTo(Connection.State.READY);
            assertThat(client.connection.peer()).isEqualTo(new Peer("localhost:" + server.port(), ""));
            assertThat(client.answer("say", "hello").value()).isEqualTo("hello");
        }
    }

    @Test
    void everyServerSaysWhichOneItIs() throws IOException {
        try (TestServer one = TestServer.start(TestServer::echo);
                TestServer other = TestServer.start(TestServer::echo)) {
            assertThat(instance(one))
                    .isEqualTo(instance(one))
                    .isNotEqualTo(instance(other))
                    .isNotEqualTo("0".repeat(48));
        }
    }

    /** TLV 15 of the server's hello, in hexadecimal digits. */
    private static String instance(TestServer server) throws IOException {
        try (WirePeer client = WirePeer.connect(server.port())) {
            client.send(WireBytes.clientHello());
            String hello = HexFormat.of().formatHex(client.readHello());
            int tlv = hello.indexOf("0f18", 2 * 16);
            assertThat(tlv).as("TLV 15 in " + hello).isPositive();
            return hello.substring(tlv + 4, tlv + 4 + 48);
        }
    }

    @Test
    void nobodyListens() throws IOException {
        int port = freePort();

        RpcException thrown = failure(() -> TestClient.with().connect("localhost", port));

        assertThat(thrown.status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(thrown.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(thrown.getMessage())
                .matches(
                        "UNAVAILABLE: localhost:" + port
                                + " refused the connection \\(1 attempt, \\d+ ms\\)\\. Not executed\\.\n"
                                + "Is the server running there\\? When it starts it logs event=server_start address=HOST:PORT\\.");
    }

    @Test
    void anotherProtocolIsNamedByItsFirstBytes() throws IOException {
        try (ServerSocket server = RawPeer.listen()) {
            CompletableFuture<Void> http = CompletableFuture.runAsync(() -> {
                try (RawPeer peer = RawPeer.accept(server)) {
                    peer.readHello();
                    peer.send("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    peer.readToEnd();
                }
            });

            RpcException thrown = failure(() -> TestClient.with().connect("localhost", server.getLocalPort()));

            assertThat(thrown.status()).isEqualTo(Status.UNAVAILABLE);
            assertThat(thrown.outcome()).isEqualTo(Outcome.NOT_SENT);
            assertThat(thrown)
                    .hasMessage("UNAVAILABLE: localhost:" + server.getLocalPort()
                            + " does not speak the Volant protocol (first bytes: 48 54 54 50 \"HTTP\").");
            get(http);
        }
    }

    @Test
    void anUnknownHost() {
        RpcException thrown = failure(() -> TestClient.with().connect("no-such-host.invalid", 1));

        assertThat(thrown.status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(thrown.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(thrown).hasMessage("UNAVAILABLE: unknown host no-such-host.invalid. Not executed.");
    }

    @Test
    void aServerThatAcceptsAndSaysNothing() throws IOException {
        try (ServerSocket server = RawPeer.listen()) {
            RpcException thrown = failure(() -> TestClient.with()
                    .connectTimeout(Duration.ofMillis(200))
                    .connect("localhost", server.getLocalPort()));

            assertThat(thrown.status()).isEqualTo(Status.UNAVAILABLE);
            assertThat(thrown)
                    .hasMessage(
                            "UNAVAILABLE: localhost:" + server.getLocalPort()
                                    + " accepted the connection, but did not answer the handshake within 200 ms. Not executed.");
        }
    }

    @Test
    void aServerThatClosesWithoutAnAnswer() throws IOException {
        try (ServerSocket server = RawPeer.listen()) {
            CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> {
                try (RawPeer peer = RawPeer.accept(server)) {
                    peer.readHello();
                }
            });

            RpcException thrown = failure(() -> TestClient.with().connect("localhost", server.getLocalPort()));

            assertThat(thrown)
                    .hasMessage("UNAVAILABLE: localhost:" + server.getLocalPort()
                            + " closed the connection without answering the handshake. Not executed.");
            get(closing);
        }
    }

    @Test
    void anotherSerializer() {
        try (TestServer server = TestServer.with().serializer("other/1").start(TestServer::echo)) {
            RpcException thrown = failure(() -> TestClient.with().connect("localhost", server.port()));

            assertThat(thrown.status()).isEqualTo(Status.FAILED_PRECONDITION);
            assertThat(thrown.outcome()).isEqualTo(Outcome.NOT_SENT);
            assertThat(thrown)
                    .hasMessage("FAILED_PRECONDITION: localhost:" + server.port() + " refused this client: "
                            + "P-HS-9: serializer: " + TestClient.SERIALIZER.name()
                            + " (this server speaks: other/1). Not executed.");
        }
    }

    @Test
    void anotherVersionIsRefusedWithTheRangeOfTheServer() {
        try (TestServer server = TestServer.start(TestServer::echo);
                RawPeer client = RawPeer.connect(server.port())) {
            Introduction introduction = Introduction.of(PeerLimits.DEFAULT, TestClient.SERIALIZER.name());
            client.hello(new ClientHello(2, 3, 0, 0, introduction));

            Refusal refusal = (Refusal) client.readAnswer();

            assertThat(refusal.minVersion()).isEqualTo(1);
            assertThat(refusal.maxVersion()).isEqualTo(1);
            assertThat(refusal.status()).isEqualTo(Status.FAILED_PRECONDITION.code());
            assertThat(refusal.reason()).isEqualTo("P-HS-4: versions: 2..3 (this server speaks: 1)");
            assertThat(client.endsWithin(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void aClosedRuntimeConnectsNoMore() {
        TestServer server = TestServer.start(TestServer::echo);
        TestClient client = TestClient.connect(server.port());
        client.close();
        server.close();

        RpcException thrown = failure(() -> get(new NettyTransport()
                .connect(
                        new Endpoint("127.0.0.1", 1),
                        new ConnectOptions(
                                client.runtime,
                                "x/1",
                                "",
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(1),
                                WireLimits.defaults(),
                                Compression.none(),
                                Checksum.AUTO,
                                WireMeter.client(Ticker.system())))));

        assertThat(thrown)
                .hasMessage("UNAVAILABLE: cannot connect to 127.0.0.1:1: the runtime is closed. Not executed.");
    }

    @Test
    void aPortInUseIsABindException() {
        try (TestServer server = TestServer.start(TestServer::echo)) {
            assertThatThrownBy(() -> new NettyTransport()
                            .listen(
                                    "127.0.0.1",
                                    server.port(),
                                    new ListenOptions(
                                            server.runtime,
                                            "x/1",
                                            Duration.ofSeconds(1),
                                            Duration.ofSeconds(1),
                                            Duration.ZERO,
                                            WireLimits.defaults(),
                                            Compression.none(),
                                            Checksum.AUTO,
                                            WireMeter.server(Ticker.system())),
                                    new Acceptor() {
                                        @Override
                                        public Optional<ExportedService> service(String name, String version) {
                                            return Optional.empty();
                                        }

                                        @Override
                                        public List<String> services() {
                                            return List.of();
                                        }
                                    }))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void closingACompletedAttemptLeavesNothingOpen() throws IOException {
        try (ServerSocket server = RawPeer.listen()) {
            CompletableFuture<Void> peer = CompletableFuture.runAsync(() -> {
                try (RawPeer accepted = RawPeer.server(server)) {
                    accepted.readToEnd();
                }
            });
            TestClient client = TestClient.connect(server.getLocalPort());

            client.close();

            get(peer);
            Events.until("it is closed", () -> client.connection.state() == Connection.State.CLOSED);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static RpcException failure(ThrowingCallable connect) {
        Throwable thrown = catchThrowable(connect);
        return (RpcException) (thrown instanceof CompletionException e ? e.getCause() : thrown);
    }
}
