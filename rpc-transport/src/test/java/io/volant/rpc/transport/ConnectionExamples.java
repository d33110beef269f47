package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/** The golden examples of sections 3.6, 5, 6 and 7. */
final class ConnectionExamples {
    private static final BindFrame DIGEST = BindFrame.digest(16, "UserService", "1", 0x2122232425262728L, 2);
    private static final BindFrame FULL = BindFrame.full(
            16,
            "UserService",
            "1",
            0x2122232425262728L,
            List.of(
                    new BindFrame.Method(
                            "existUser(java.lang.String)",
                            0x0102030405060708L,
                            BindFrame.Method.UNARY,
                            BindFrame.Method.IDEMPOTENT),
                    new BindFrame.Method("touch(long)", 0x1112131415161718L, BindFrame.Method.ONEWAY, 0)));
    private static final BindAck PARTIAL = BindAck.partial(
            BitSet.valueOf(new byte[] {1}),
            List.of(new BindAck.Unusable(1, BindAck.Reason.SCHEMA, "volant-kryo/1\nmethod touch(int)void oneway\n")));
    private static final BindAck REFUSED = BindAck.refused(4, "It serves: UserService:1.");
    private static final GoAwayFrame GO_AWAY =
            new GoAwayFrame(GoAwayFrame.SHUTDOWN, 1_000, true, 30_000, "shutting down");
    private static final byte[] LARGE = {(byte) 0xA1, (byte) 0xA2, (byte) 0xA3, (byte) 0xA4, (byte) 0xA5};

    private ConnectionExamples() {}

    static List<Example> all() {
        return List.of(
                checksums(),
                bind("G-BND-1", 1, DIGEST),
                bind("G-BND-2", 2, FULL),
                ack("G-BND-3", 1, BindAck.sendFull()),
                ack("G-BND-4", 2, PARTIAL),
                ack("G-BND-5", 3, REFUSED),
                fragments(),
                frame("G-FRG-2", (w, out) -> w.fragmentAbort(out, 0x4009, 2), f -> {
                    assertThat(f.type()).isEqualTo(FrameType.FRAG_ABORT);
                    assertThat(f.aux()).isEqualTo(2);
                    assertThat(f.callId()).isEqualTo(0x4009);
                }),
                frame("G-PNG-1", (w, out) -> w.ping(out, 0xCAFEBABE00000001L), f -> {
                    assertThat(f.type()).isEqualTo(FrameType.PING);
                    assertThat(ControlPayload.opaque(f)).isEqualTo(0xCAFEBABE00000001L);
                }),
                frame(
                        "G-PNG-2",
                        (w, out) -> w.pong(out, 0xCAFEBABE00000001L, 12, 340),
                        f -> assertThat(Pong.read(f)).isEqualTo(new Pong(0xCAFEBABE00000001L, 12, 340))),
                frame("G-CLK-1", (w, out) -> w.clock(out, 1_500_000), f -> {
                    assertThat(f.type()).isEqualTo(FrameType.CLOCK);
                    assertThat(ControlPayload.clockMicros(f)).isEqualTo(1_500_000);
                }),
                frame(
                        "G-GOA-1",
                        (w, out) -> w.goAway(out, GO_AWAY),
                        f -> assertThat(GoAwayFrame.read(f.aux(), f.body())).isEqualTo(GO_AWAY)));
    }

    private static Example bind(String id, int number, BindFrame bind) {
        return frame(id, (w, out) -> w.bind(out, number, bind), f -> {
            assertThat(f.type()).isEqualTo(FrameType.BIND);
            assertThat(f.aux()).isEqualTo(number);
            assertThat(BindFrame.read(f.body())).isEqualTo(bind);
        });
    }

    private static Example ack(String id, int number, BindAck ack) {
        return frame(id, (w, out) -> w.bindAck(out, number, ack), f -> {
            assertThat(f.type()).isEqualTo(FrameType.BIND_ACK);
            assertThat(f.aux()).isEqualTo(number);
            assertThat(BindAck.read(f.body(), 2)).isEqualTo(ack);
        });
    }

    private static Example checksums() {
        return new Example(
                "G-CRC-1",
                out -> {
                    FrameWriter writer = new FrameWriter(FrameChecksum.crc32c());
                    writer.ping(out, 0x0102030405060708L);
                    writer.clock(out, 1_000);
                },
                in -> {
                    List<FrameType> types = new ArrayList<>();
                    split(in, FrameChecksum.crc32c(), f -> types.add(f.type()));
                    assertThat(types).containsExactly(FrameType.PING, FrameType.CLOCK);
                });
    }

    private static Example fragments() {
        return new Example(
                "G-FRG-1",
                out -> {
                    FrameWriter writer = new FrameWriter(FrameChecksum.none());
                    MessageHead head = new MessageHead();
                    head.start(FrameType.REQUEST, 6, 0x4008).deadline(5_000).compressed(1, 100);
                    writer.first(out, head, LARGE.length, LARGE, 0, 2);
                    writer.fragment(out, 0x4008, 1, true, LARGE, 2, 2);
                    writer.fragment(out, 0x4008, 2, false, LARGE, 4, 1);
                },
                in -> {
                    List<String> seen = new ArrayList<>();
                    split(in, FrameChecksum.none(), f -> {
                        seen.add(f.type() + " " + f.aux() + " " + f.moreFollows() + " " + Bytes.hex(f.body()));
                        assertThat(f.callId()).isEqualTo(0x4008);
                        if (f.type() == FrameType.REQUEST) {
                            assertThat(f.totalLength()).isEqualTo(5);
                            assertThat(f.encoding()).isEqualTo(1);
                            assertThat(f.originalLength()).isEqualTo(100);
                        }
                    });
                    assertThat(seen).containsExactly("REQUEST 6 true a1a2", "FRAG 1 true a3a4", "FRAG 2 false a5");
                });
    }

    private static void split(ByteBuf in, FrameChecksum checksum, Consumer<FrameHeader> each) {
        FrameReader reader = new FrameReader(0);
        try (FrameSplitter splitter = new FrameSplitter(
                UnpooledByteBufAllocator.DEFAULT,
                2_048,
                checksum,
                (buffer, start, end) -> each.accept(reader.read(buffer, start, end)))) {
            splitter.split(in.copy());
        }
    }

    private static Example frame(String id, Encoder encode, Consumer<FrameHeader> decode) {
        return new Example(id, out -> encode.encode(new FrameWriter(FrameChecksum.none()), out), in -> {
            assertThat(in.getInt(0)).as("length").isEqualTo(in.readableBytes() - 4);
            decode.accept(new FrameReader(0).read(in, 0, in.writerIndex()));
        });
    }

    @FunctionalInterface
    private interface Encoder {
        void encode(FrameWriter writer, ByteBuf out);
    }
}
