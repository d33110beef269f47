package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameSplitterTest {
    private static final int LARGEST = 2_048;

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    private final List<String> frames = new ArrayList<>();
    private final List<ByteBuf> buffers = new ArrayList<>();
    private FrameSplitter splitter = splitter(FrameChecksum.none());

    @AfterEach
    void everythingIsReleased() {
        splitter.close();
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    @Test
    void framesSplitAtEveryByteAreTheSame() {
        List<String> expected = List.of(frame(1, 0), frame(2, 7), frame(3, 300), frame(4, 1));
        byte[] stream = stream(expected);
        for (int cut = 0; cut <= stream.length; cut++) {
            frames.clear();
            splitter.split(buffer(stream, 0, cut));
            splitter.split(buffer(stream, cut, stream.length));
            assertThat(frames).as("cut at " + cut).isEqualTo(expected);
            assertThat(splitter.pending()).isZero();
        }
    }

    @Test
    void framesInSegmentsOfOneByteAreTheSame() {
        List<String> expected = List.of(frame(1, 0), frame(2, 7), frame(3, 300), frame(4, 1));
        byte[] stream = stream(expected);
        for (int i = 0; i < stream.length; i++) {
            splitter.split(buffer(stream, i, i + 1));
        }
        assertThat(frames).isEqualTo(expected);
    }

    @Test
    void aThousandFramesInOneSegmentAreHandedOnInPlace() {
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 1_000; i++) {
            expected.add(frame(i, i % 50));
        }
        byte[] stream = stream(expected);
        ByteBuf input = buffer(stream, 0, stream.length);
        long before = allocator.metric().usedHeapMemory();
        splitter.split(input);
        assertThat(frames).isEqualTo(expected);
        assertThat(buffers).allSatisfy(b -> assertThat(b).isSameAs(input));
        assertThat(allocator.metric().usedHeapMemory()).isLessThan(before);
    }

    @Test
    void onlyTheFrameThatStraddlesTwoSegmentsIsCopied() {
        byte[] stream = stream(List.of(frame(1, 10), frame(2, 20), frame(3, 30)));
        ByteBuf second = buffer(stream, 30, stream.length);
        splitter.split(buffer(stream, 0, 30));
        splitter.split(second);
        assertThat(frames).hasSize(3);
        assertThat(buffers.get(1)).isNotSameAs(second);
        assertThat(buffers.get(2)).isSameAs(second);
    }

    @Test
    void randomStreamsInRandomSegmentsAreTheSame() {
        Random random = new Random(17);
        for (int round = 0; round < 300; round++) {
            List<String> expected = new ArrayList<>();
            for (int i = 1 + random.nextInt(20); i > 0; i--) {
                expected.add(frame(i, random.nextInt(200)));
            }
            byte[] stream = stream(expected);
            frames.clear();
            for (int at = 0; at < stream.length; ) {
                int next = Math.min(stream.length, at + 1 + random.nextInt(100));
                splitter.split(buffer(stream, at, next));
                at = next;
            }
            assertThat(frames).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, LARGEST - 1, LARGEST})
    void aLengthWithinTheLimitsIsAccepted(int length) {
        splitter.split(Unpooled.buffer().writeInt(length).writeZero(length));
        assertThat(frames).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, LARGEST + 1, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
    void aLengthBeyondTheLimitsIsAFaultAsSoonAsItIsThere(int length) {
        for (int cut = 0; cut < 4; cut++) {
            try (FrameSplitter fresh = splitter(FrameChecksum.none())) {
                byte[] bytes = Unpooled.buffer().writeInt(length).array();
                fresh.split(buffer(bytes, 0, cut));
                assertThat(fresh.pending()).isEqualTo(cut);
                Bytes.fault(Rule.FRAME_LENGTH, () -> fresh.split(buffer(bytes, fresh.pending(), 4)));
                assertThat(fresh.pending()).isZero();
            }
        }
        assertThat(frames).isEmpty();
    }

    @Test
    void aLengthThatLeavesNoRoomForTheChecksumIsAFault() {
        FrameSplitter checked = splitter(FrameChecksum.crc32c());
        Bytes.fault(
                Rule.FRAME_LENGTH,
                () -> checked.split(Unpooled.buffer().writeInt(11).writeZero(11)));
    }

    @Test
    void whatWasAnnouncedIsNotAllocatedBeforeItComes() {
        FrameSplitter large = new FrameSplitter(allocator, 1 << 28, FrameChecksum.none(), this::keep);
        large.split(Unpooled.buffer().writeInt(1 << 28).writeZero(100));
        assertThat(large.pending()).isEqualTo(104);
        assertThat(allocator.metric().usedHeapMemory()).isLessThan(1_024);
        large.close();
    }

    @Test
    void whatIsCollectedNeverExceedsOneFrame() {
        byte[] stream = stream(List.of(frame(1, LARGEST - 8), frame(2, LARGEST - 8)));
        for (int at = 0; at < stream.length; at += 100) {
            splitter.split(buffer(stream, at, Math.min(stream.length, at + 100)));
            assertThat(allocator.metric().usedHeapMemory()).isLessThanOrEqualTo(4 + LARGEST);
        }
        assertThat(frames).hasSize(2);
    }

    @Test
    void aFrameOfWhichHalfHasComeGetsRoomForItsRestAndOfWhichLessForAsMuchAgain() {
        byte[] stream = stream(List.of(frame(1, 1_988)));
        for (int came : new int[] {100, 999, 1_000, 1_001, 1_999}) {
            splitter.split(Unpooled.wrappedBuffer(stream, 0, came));

            assertThat(allocator.metric().usedHeapMemory()).isEqualTo(Math.min(2 * came, stream.length));

            splitter.split(Unpooled.wrappedBuffer(stream, came, stream.length - came));
        }
        assertThat(frames).hasSize(5).containsOnly(frame(1, 1_988));
    }

    @Test
    void framesBeforeABrokenOneAreDeliveredAndNoneAfterIt() {
        ByteBuf input = Unpooled.wrappedBuffer(stream(List.of(frame(1, 3))));
        ByteBuf all = Unpooled.buffer().writeBytes(input).writeInt(3).writeBytes(stream(List.of(frame(2, 3))));
        Bytes.fault(Rule.FRAME_LENGTH, () -> splitter.split(all));
        assertThat(frames).containsExactly(frame(1, 3));
        splitter.split(Unpooled.wrappedBuffer(stream(List.of(frame(3, 3)))));
        assertThat(frames).hasSize(1);
    }

    @Test
    void aSinkThatClosesGetsNoFurtherFrame() {
        List<Integer> seen = new ArrayList<>();
        FrameSplitter[] self = new FrameSplitter[1];
        self[0] = new FrameSplitter(allocator, LARGEST, FrameChecksum.none(), (buffer, start, end) -> {
            seen.add(end - start);
            self[0].close();
        });
        byte[] stream = stream(List.of(frame(1, 3), frame(2, 3)));
        self[0].split(buffer(stream, 0, 10));
        self[0].split(buffer(stream, 10, stream.length));
        assertThat(seen).containsExactly(15);
    }

    @Test
    void aSinkThatThrowsEndsTheDeliveryAndTheInputIsReleased() {
        FrameSplitter broken = new FrameSplitter(allocator, LARGEST, FrameChecksum.none(), (buffer, start, end) -> {
            throw new IllegalStateException("sink");
        });
        ByteBuf input = Unpooled.wrappedBuffer(stream(List.of(frame(1, 3), frame(2, 3))));
        assertThatThrownBy(() -> broken.split(input)).hasMessage("sink");
        assertThat(input.refCnt()).isZero();
        ByteBuf late = Unpooled.wrappedBuffer(stream(List.of(frame(3, 3))));
        broken.split(late);
        assertThat(late.refCnt()).isZero();
    }

    @Test
    void whatASinkRetainsOutlivesTheInput() {
        List<ByteBuf> kept = new ArrayList<>();
        FrameSplitter keeping = new FrameSplitter(
                allocator,
                LARGEST,
                FrameChecksum.none(),
                (buffer, start, end) -> kept.add(buffer.retainedSlice(start, end - start)));
        byte[] stream = stream(List.of(frame(1, 3), frame(2, 3)));
        keeping.split(buffer(stream, 0, 20));
        keeping.split(buffer(stream, 20, stream.length));
        assertThat(kept).extracting(Bytes::hex).containsExactly(frame(1, 3), frame(2, 3));
        kept.forEach(ByteBuf::release);
    }

    @Test
    void checksumsAreCheckedHoweverTheStreamIsCut() {
        FrameWriter writer = new FrameWriter(FrameChecksum.crc32c());
        ByteBuf out = Bytes.written(o -> {
            writer.ping(o, 1);
            writer.ping(o, 2);
            writer.ping(o, 3);
        });
        byte[] stream = new byte[out.readableBytes()];
        out.readBytes(stream);
        for (int cut = 0; cut <= stream.length; cut++) {
            frames.clear();
            try (FrameSplitter checked = splitter(FrameChecksum.crc32c())) {
                checked.split(buffer(stream, 0, cut));
                checked.split(buffer(stream, cut, stream.length));
            }
            assertThat(frames).hasSize(3).allMatch(frame -> frame.length() == 2 * 20);
        }
    }

    @Test
    void aPipelineHandlerParsesAllFramesOfARead() {
        byte[] stream = stream(List.of(frame(1, 10), frame(2, 20), frame(3, 30)));
        EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                splitter.split((ByteBuf) message);
            }
        });
        for (byte b : stream) {
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {b}));
        }
        channel.writeInbound(Unpooled.wrappedBuffer(stream));
        assertThat(frames).hasSize(6);
        assertThat(channel.finish()).isFalse();
    }

    private FrameSplitter splitter(FrameChecksum checksum) {
        return new FrameSplitter(allocator, LARGEST, checksum, this::keep);
    }

    private void keep(ByteBuf buffer, int start, int end) {
        frames.add(Bytes.hex(buffer.slice(start, end - start)));
        buffers.add(buffer);
    }

    private ByteBuf buffer(byte[] bytes, int from, int to) {
        return allocator.buffer(Math.max(1, to - from)).writeBytes(bytes, from, to - from);
    }

    /** A PING-like frame with so many bytes after its header, as hex. */
    private static String frame(int number, int body) {
        ByteBuf out = Unpooled.buffer().writeInt(8 + body).writeInt(0x2000_0000).writeInt(number);
        for (int i = 0; i < body; i++) {
            out.writeByte(number + i);
        }
        return Bytes.hex(out);
    }

    private static byte[] stream(List<String> frames) {
        ByteBuf all = Bytes.of(String.join("", frames));
        byte[] bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);
        return bytes;
    }
}
