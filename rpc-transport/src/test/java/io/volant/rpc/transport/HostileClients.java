package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.volant.rpc.Failure;
import io.volant.rpc.WireLimits;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A server, a client beside it that must notice nothing, and the ways to be a bad peer. */
@Timeout(60)
abstract class HostileClients {
    static final Duration SOON = Duration.ofSeconds(10);
    static final int SAY = 1;

    final Held held = new Held();
    final TestServer server = TestServer.with()
            .limits(WireLimits.defaults().withMaxInFlight(8))
            .start(request -> request.method().name().equals("tell") ? held.invoke(request) : TestServer.echo(request));
    final TestClient neighbour = TestClient.connect(server.port());

    @BeforeEach
    void theNeighbourIsServed() {
        assertThat(neighbour.answer("say", "before").value()).isEqualTo("before");
    }

    @AfterEach
    void theNeighbourIsServedStill() {
        assertThat(neighbour.answer("say", "after").value()).isEqualTo("after");
        neighbour.close();
        server.close();
    }

    /** The connection ends with a GOAWAY that names the rule, within milliseconds and not by a time-out. */
    void faultOf(Rule rule, Consumer<RawPeer> breach) {
        try (RawPeer client = RawPeer.client(server.port())) {
            breach.accept(client);

            GoAwayFrame goAway = client.readToEnd();

            assertThat(goAway).as("the GOAWAY for a breach of " + rule.id()).isNotNull();
            assertThat(goAway.text()).startsWith(rule.id() + ": ");
            assertThat(goAway.reason()).isEqualTo(GoAwayFrame.PROTOCOL_FAULT);
            assertThat(client.endsWithin(SOON)).isTrue();
        }
    }

    /** The error that answers a call, on a connection that serves the next one. */
    Failure failureOf(Consumer<RawPeer> call) {
        try (RawPeer client = RawPeer.client(server.port())) {
            bind(client);
            call.accept(client);
            FrameHeader answer = client.read(FrameType.ERROR);
            Failure failure = ErrorFrame.decode(answer.aux(), answer.body());
            byte[] body = argument("next");
            client.frame((writer, out) -> writer.message(out, head(FrameType.REQUEST, SAY, 77), body, 0, body.length));
            assertThat(client.read(FrameType.RESPONSE).callId()).isEqualTo(77);
            return failure;
        }
    }

    static Consumer<RawPeer> frame(BiConsumer<FrameWriter, ByteBuf> frame) {
        return client -> client.frame(frame);
    }

    static Consumer<RawPeer> call(int id) {
        return frame((writer, out) -> writer.message(out, head(FrameType.REQUEST, 999, id), new byte[0], 0, 0));
    }

    static Consumer<RawPeer> message(MessageHead head, int length) {
        return frame((writer, out) -> writer.message(out, head, new byte[length], 0, length));
    }

    static void tell(RawPeer client, int id) {
        byte[] body = argument("x");
        client.frame((writer, out) -> writer.message(out, head(FrameType.ONEWAY, 2, id), body, 0, body.length));
    }

    /** Binds Echo to the ids 0 bytes, 1 say, 2 tell. */
    static void bind(RawPeer client) {
        long digest = BindKey.of(TestClient.codec(Echo.class)).serviceDigest();
        client.frame((writer, out) -> writer.bind(out, 1, BindFrame.digest(0, "Echo", "1", digest, 3)));
        assertThat(client.read().type()).isEqualTo(FrameType.BIND_ACK);
    }

    static MessageHead head(FrameType type, int method, int id) {
        return new MessageHead().start(type, method, id);
    }

    static byte[] argument(String text) {
        var payload = TestClient.codec(Echo.class).method(SAY).encodeArguments(new Object[] {text});
        byte[] bytes = new byte[payload.length()];
        System.arraycopy(payload.array(), payload.offset(), bytes, 0, bytes.length);
        return bytes;
    }
}
