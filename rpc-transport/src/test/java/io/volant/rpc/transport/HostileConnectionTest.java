package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A peer that breaks the rules of hellos and frames costs its own connection; the client beside it notices nothing. */
class HostileConnectionTest extends HostileClients {
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
}
