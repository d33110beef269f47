package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.Status;
import io.volant.rpc.WireLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A peer that breaks the rules costs its own connection or its own call; the client beside it notices nothing. */
@Timeout(60)
class HostileClientTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int SAY = 1;

    private final Held held = new Held();
    private final TestServer server = TestServer.with()
            .limits(WireLimits.defaults().withMaxInFlight(8))
            .start(request -> request.method().name().equals("tell") ? held.invoke(request) : TestServer.echo(request));
    private final TestClient neighbour = TestClient.connect(server.port());

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

    @Test
    void anotherProtocolIsClosedWithoutAReply() {
        try (RawPeer client = RawPeer.connect(server.port())) {
            client.send("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(client.readToEnd()).isNull();
            assertThat(client.endsWithin(SOON)).isTrue();
        }
    }

    @Test
    void aRequestBeforeTheHelloIsClosedWithoutAReply() {
        try (RawPeer client = RawPeer.connect(server.port())) {
            client.frame((writer, out) -> writer.ping(out, 1));

            assertThat(client.endsWithin(SOON)).isTrue();
        }
    }

    @Test
    void aSecondHelloIsAFault() {
        faultOf(Rule.FRAME_LENGTH, client -> client.hello(RawPeer.hello()));
    }

    @Test
    void damagedHellosAreRefused() {
        try (RawPeer client = RawPeer.connect(server.port())) {
            client.send(out -> {
                HandshakeCodec.write(out, RawPeer.hello());
                out.setByte(20, out.getByte(20) ^ 1);
            });

            assertThat(((Refusal) client.readAnswer()).reason()).startsWith("P-HS-3: ");
            assertThat(client.endsWithin(SOON)).isTrue();
        }
    }

    @Test
    void whoSaysNothingOrAByteNowAndThenIsCutOffAfterFiveSeconds() {
        try (RawPeer silent = RawPeer.connect(server.port());
                RawPeer slow = RawPeer.connect(server.port())) {
            ByteBuf hello = Bytes.written(out -> HandshakeCodec.write(out, RawPeer.hello()));
            ScheduledExecutorService dripping = Executors.newSingleThreadScheduledExecutor();
            dripping.scheduleAtFixedRate(() -> slow.send(new byte[] {hello.readByte()}), 0, 200, TimeUnit.MILLISECONDS);

            assertThat(silent.endsWithin(SOON)).isTrue();
            assertThat(slow.endsWithin(SOON)).isTrue();
            dripping.shutdownNow();
        }
    }

    @Test
    void aHelloInSingleBytesWithFramesBehindItIsFine() {
        try (RawPeer client = RawPeer.connect(server.port())) {
            ByteBuf all = Bytes.written(out -> {
                HandshakeCodec.write(out, RawPeer.hello());
                new FrameWriter(FrameChecksum.none()).ping(out, 42);
            });
            while (all.isReadable()) {
                client.send(new byte[] {all.readByte()});
            }

            assertThat(client.readAnswer()).isInstanceOf(ServerHello.class);
            assertThat(Pong.read(client.read()).opaque()).isEqualTo(42);
        }
    }

    @Test
    void lengthsOutOfRangeAreFaults() {
        faultOf(Rule.FRAME_LENGTH, client -> client.hex("00000000"));
        faultOf(Rule.FRAME_LENGTH, client -> client.hex("00000007"));
        faultOf(Rule.FRAME_LENGTH, client -> client.hex("ffffffff"));
        faultOf(Rule.FRAME_LENGTH, client -> client.hex("00040001"));
    }

    @Test
    void unknownAndReservedFrameTypes() {
        faultOf(Rule.FRAME_TYPE, client -> client.hex("00000008 7f00 0000 00000001"));
        faultOf(Rule.FRAME_TYPE, client -> client.hex("00000008 0500 0000 00000000")); // AUTH
        faultOf(Rule.FRAME_TYPE, client -> client.hex("00000008 1500 0000 00000001")); // STREAM_ITEM
        faultOf(Rule.FRAME_TYPE, client -> client.hex("00000008 1700 0000 00000001")); // CREDIT
        try (RawPeer client = RawPeer.client(server.port())) {
            client.hex("00000009 a300 0000 00000000 07"); // LIMIT: ignorable
            client.hex("00000008 ff00 0000 00000000");
            client.frame((writer, out) -> writer.ping(out, 3));

            assertThat(client.read().type()).isEqualTo(FrameType.PONG);
        }
    }

    @Test
    void framesOfTheOtherDirection() {
        faultOf(
                Rule.DIRECTION,
                frame((writer, out) -> writer.message(out, head(FrameType.RESPONSE, 0, 1), new byte[0], 0, 0)));
        faultOf(Rule.DIRECTION, frame((writer, out) -> writer.bindAck(out, 1, BindAck.allUsable())));
    }

    @Test
    void idsOfTheOtherSideAndIdsInUse() {
        faultOf(Rule.CALL_ID_SIDE, call(-5));
        faultOf(Rule.CALL_ID_OF_TYPE, call(0));
        faultOf(Rule.CALL_ID_IN_USE, client -> {
            bind(client);
            tell(client, 9);
            tell(client, 9);
        });
    }

    @Test
    void bindsThatOverlapOrNeverEnd() {
        faultOf(Rule.BIND_RANGE, client -> {
            bind(client);
            client.frame((writer, out) -> writer.bind(out, 2, BindFrame.digest(2, "Echo", "1", 0, 3)));
        });
        faultOf(
                Rule.BIND_RANGE,
                frame((writer, out) -> writer.bind(out, 1, BindFrame.digest(65_535, "Echo", "1", 0, 2))));
        faultOf(Rule.BIND, client -> client.hex("0000000b 0300 0001 00000000 0000 09"));
    }

    @Test
    void fragmentsOutOfOrder() {
        faultOf(Rule.FRAGMENT_SEQUENCE, client -> {
            bind(client);
            client.frame((writer, out) -> writer.first(out, head(FrameType.REQUEST, SAY, 9), 10, new byte[10], 0, 5));
            client.frame((writer, out) -> writer.fragment(out, 9, 2, true, new byte[1], 0, 1));
        });
    }

    @Test
    void aMethodThatNobodyBoundIsAnsweredAndTheConnectionLives() {
        Failure failure = failureOf(call(9));

        assertThat(failure.status()).isEqualTo(Status.UNIMPLEMENTED);
        assertThat(failure.outcome()).isEqualTo(Outcome.REJECTED);
    }

    @Test
    void argumentsMetadataAndExtensionsThatCannotBeReadCostTheCall() {
        assertThat(failureOf(message(head(FrameType.REQUEST, SAY, 9).metadata(new byte[] {9, 9, 9}), 0))
                        .status())
                .isEqualTo(Status.INVALID_ARGUMENT);
        assertThat(failureOf(message(head(FrameType.REQUEST, SAY, 9).metadata(new byte[9_000]), 0))
                        .status())
                .isEqualTo(Status.RESOURCE_EXHAUSTED);
        assertThat(failureOf(message(head(FrameType.REQUEST, SAY, 9).extensions(new byte[] {2, 0}), 0))
                        .status())
                .isEqualTo(Status.UNIMPLEMENTED);
        assertThat(failureOf(message(head(FrameType.REQUEST, SAY, 9).compressed(1, 1 << 30), 4))
                        .status())
                .isEqualTo(Status.INVALID_ARGUMENT);
    }

    @Test
    void aMessageAnnouncedAboveTheLimitIsRefusedAndSkipped() {
        Failure failure = failureOf(client -> {
            client.frame((writer, out) ->
                    writer.first(out, head(FrameType.REQUEST, SAY, 9), 20 << 20, new byte[100], 0, 100));
            client.frame((writer, out) -> writer.fragment(out, 9, 1, true, new byte[100], 0, 100));
        });

        assertThat(failure.status()).isEqualTo(Status.RESOURCE_EXHAUSTED);
        assertThat(failure.outcome()).isEqualTo(Outcome.REJECTED);
    }

    @Test
    void anAbortedMessageNeverRunsAndIsNotAnswered() {
        try (RawPeer client = RawPeer.client(server.port())) {
            bind(client);
            client.frame((writer, out) -> writer.first(out, head(FrameType.REQUEST, SAY, 9), 10, new byte[10], 0, 5));
            client.frame((writer, out) -> writer.fragmentAbort(out, 9, 1));
            client.frame((writer, out) -> writer.ping(out, 1));

            assertThat(client.read().type()).isEqualTo(FrameType.PONG);
        }
    }

    @Test
    void moreCallsThanAllowedAreRefusedOneByOne() {
        try (RawPeer client = RawPeer.client(server.port())) {
            bind(client);
            for (int id = 1; id <= 8; id++) {
                tell(client, id);
            }
            client.frame((writer, out) -> writer.message(out, head(FrameType.REQUEST, SAY, 9), new byte[0], 0, 0));

            FrameHeader answer = client.read();

            assertThat(answer.aux()).isEqualTo(Status.OVERLOADED.code());
            held.call(7);
            held.calls.forEach(Held.Call::answer);
        }
    }

    @Test
    void callsThatAreCancelledAtOnceAgainAndAgainStayBoundedAndAreCutOff() {
        try (RawPeer client = RawPeer.client(server.port())) {
            bind(client);
            Thread flood = new Thread(() -> {
                try {
                    for (int id = 1; id <= 10_000; id++) {
                        int call = id;
                        tell(client, call);
                        client.frame((writer, out) -> writer.cancel(out, call, Status.CANCELLED.code()));
                    }
                } catch (RuntimeException e) {
                    return; // cut off
                }
            });
            flood.setDaemon(true);
            flood.start();

            GoAwayFrame goAway = client.readToEnd();

            assertThat(goAway == null ? GoAwayFrame.FLOOD : goAway.reason()).isEqualTo(GoAwayFrame.FLOOD);
            assertThat(held.calls).hasSizeLessThanOrEqualTo(8);
        }
    }

    @Test
    void pingsWithoutEndAreCutOff() {
        try (RawPeer client = RawPeer.client(server.port())) {
            for (int i = 0; i < 4; i++) {
                client.frame((writer, out) -> writer.ping(out, 1));
            }

            GoAwayFrame goAway = client.readToEnd();

            assertThat(goAway).isNotNull();
            assertThat(goAway.reason()).isEqualTo(GoAwayFrame.FLOOD);
            assertThat(goAway.text()).startsWith("P-PNG-1: ");
        }
    }

    @Test
    void halfAFrameAndThenTheEndLeavesNothingBehind() {
        try (RawPeer client = RawPeer.client(server.port())) {
            client.hex("00001000 1000 0000 00000001 00000000");
        }
    }

    @Test
    void aThousandFramesInOneSegment() {
        try (RawPeer client = RawPeer.client(server.port())) {
            bind(client);
            client.send(out -> {
                FrameWriter writer = new FrameWriter(FrameChecksum.none());
                for (int id = 1; id <= 1_000; id++) {
                    byte[] body = argument("x");
                    writer.message(out, head(FrameType.REQUEST, SAY, id), body, 0, body.length);
                }
            });

            for (int i = 0; i < 1_000; i++) {
                assertThat(client.read().type()).isEqualTo(FrameType.RESPONSE);
            }
        }
    }

    /** The connection ends with a GOAWAY that names the rule, within milliseconds and not by a time-out. */
    private void faultOf(Rule rule, Consumer<RawPeer> breach) {
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
    private Failure failureOf(Consumer<RawPeer> call) {
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

    private static Consumer<RawPeer> frame(BiConsumer<FrameWriter, ByteBuf> frame) {
        return client -> client.frame(frame);
    }

    private static Consumer<RawPeer> call(int id) {
        return frame((writer, out) -> writer.message(out, head(FrameType.REQUEST, 999, id), new byte[0], 0, 0));
    }

    private static Consumer<RawPeer> message(MessageHead head, int length) {
        return frame((writer, out) -> writer.message(out, head, new byte[length], 0, length));
    }

    private static void tell(RawPeer client, int id) {
        byte[] body = argument("x");
        client.frame((writer, out) -> writer.message(out, head(FrameType.ONEWAY, 2, id), body, 0, body.length));
    }

    /** Binds Echo to the ids 0 bytes, 1 say, 2 tell. */
    private static void bind(RawPeer client) {
        long digest = BindKey.of(TestClient.codec(Echo.class)).serviceDigest();
        client.frame((writer, out) -> writer.bind(out, 1, BindFrame.digest(0, "Echo", "1", digest, 3)));
        assertThat(client.read().type()).isEqualTo(FrameType.BIND_ACK);
    }

    private static MessageHead head(FrameType type, int method, int id) {
        return new MessageHead().start(type, method, id);
    }

    private static byte[] argument(String text) {
        var payload = TestClient.codec(Echo.class).method(SAY).encodeArguments(new Object[] {text});
        byte[] bytes = new byte[payload.length()];
        System.arraycopy(payload.array(), payload.offset(), bytes, 0, bytes.length);
        return bytes;
    }
}
