package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link FrameWriter} writes, {@link FrameReader} reads. */
class FrameCodecTest {
    private static final byte[] BODY = {1, 2, 3, 4, 5};

    private final FrameWriter writer = new FrameWriter(FrameChecksum.none());
    private final FrameReader reader = new FrameReader(Bytes.ALL_FEATURES);
    private final MessageHead head = new MessageHead();

    @Test
    void aSmallRequestCostsTwelveBytesAndTwoForItsDeadline() {
        head.start(FrameType.REQUEST, 7, 0x4001).deadline(5_000);
        ByteBuf out = Bytes.written(o -> writer.message(o, head, BODY, 0, BODY.length));
        assertThat(out.readableBytes()).isEqualTo(14 + BODY.length);
        FrameHeader frame = read(out);
        assertThat(frame.type()).isEqualTo(FrameType.REQUEST);
        assertThat(frame.aux()).isEqualTo(7);
        assertThat(frame.callId()).isEqualTo(0x4001);
        assertThat(frame.deadlineMillis()).isEqualTo(5_000);
        assertThat(frame.moreFollows()).isFalse();
        assertThat(frame.hasMetadata()).isFalse();
        assertThat(frame.hasExtensions()).isFalse();
        assertThat(frame.hasTiming()).isFalse();
        assertThat(frame.compressed()).isFalse();
        assertThat(frame.totalLength()).isEqualTo(BODY.length);
        assertThat(body(frame)).containsExactly(BODY);
    }

    @Test
    void aReplyCostsTwelveBytes() {
        head.start(FrameType.RESPONSE, 0, 0x4001);
        assertThat(writer.length(head, BODY.length)).isEqualTo(8 + BODY.length);
        ByteBuf out = Bytes.written(o -> writer.message(o, head, BODY, 0, BODY.length));
        assertThat(out.readableBytes()).isEqualTo(12 + BODY.length);
        assertThat(read(out).type()).isEqualTo(FrameType.RESPONSE);
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUEST", "ONEWAY", "RESPONSE", "ERROR"})
    void everyCombinationOfElementsComesBackAndItsLengthIsKnownBeforehand(FrameType type) {
        Random random = new Random(11);
        for (int flags = 0; flags < 256; flags++) {
            if ((flags & ~type.allowedFlags()) == 0) {
                checkRoundTrip(type, flags, random);
            }
        }
    }

    @Test
    void aHeadForgetsTheMessageBefore() {
        head.start(FrameType.REQUEST, 1, 2)
                .deadline(9)
                .metadata(BODY)
                .extensions(BODY)
                .compressed(1, 2);
        head.start(FrameType.RESPONSE, 0, 3);
        assertThat(head.size()).isEqualTo(FrameLayout.HEADER_LENGTH);
        assertThat(head.flags()).isZero();
        head.metadata(BODY).metadata(new byte[0]).extensions(BODY).extensions(new byte[0]);
        assertThat(head.flags()).isZero();
        assertThat(head.size()).isEqualTo(FrameLayout.HEADER_LENGTH);
    }

    @Test
    void aMessageInFragmentsFillsTheFirstFrameToTheLastByte() {
        byte[] body = new byte[3_000];
        new Random(3).nextBytes(body);
        head.start(FrameType.REQUEST, 7, 0x4001).deadline(5_000).metadata(new byte[1_000]);
        int room = writer.roomOfFirst(head, body.length, 1_024, 2_048);
        assertThat(room).isEqualTo(1_024);
        head.metadata(new byte[1_500]);
        int tight = writer.roomOfFirst(head, body.length, 1_024, 2_048);
        ByteBuf out = Bytes.written(o -> writer.first(o, head, body.length, body, 0, tight));
        assertThat(out.getInt(0)).isEqualTo(2_048);
        FrameHeader first = read(out);
        assertThat(first.moreFollows()).isTrue();
        assertThat(first.totalLength()).isEqualTo(3_000);
        assertThat(body(first)).containsExactly(Arrays.copyOf(body, tight));

        ByteBuf next = Bytes.written(o -> writer.fragment(o, 0x4001, 1, true, body, tight, 1_024));
        FrameHeader fragment = read(next);
        assertThat(fragment.type()).isEqualTo(FrameType.FRAG);
        assertThat(fragment.aux()).isEqualTo(1);
        assertThat(fragment.callId()).isEqualTo(0x4001);
        assertThat(fragment.moreFollows()).isTrue();
        assertThat(body(fragment)).containsExactly(Arrays.copyOfRange(body, tight, tight + 1_024));
    }

    @Test
    void aChecksumIsPartOfTheLengthThatIsKnownBeforehand() {
        FrameWriter checked = new FrameWriter(FrameChecksum.crc32c());
        byte[] body = new byte[2_000];
        head.start(FrameType.REQUEST, 7, 0x4001).deadline(5_000);
        ByteBuf whole = Bytes.written(o -> checked.message(o, head, body, 0, 100));
        assertThat(checked.length(head, 100)).isEqualTo(whole.getInt(0)).isEqualTo(whole.readableBytes() - 4);
        head.metadata(new byte[1_500]);
        int room = checked.roomOfFirst(head, body.length, 1_024, 2_048);
        ByteBuf first = Bytes.written(o -> checked.first(o, head, body.length, body, 0, room));
        assertThat(first.getInt(0)).isEqualTo(2_048).isEqualTo(first.readableBytes() - 4);
    }

    @Test
    void aHeadThatAloneExceedsTheFrameLeavesNoRoom() {
        head.start(FrameType.REQUEST, 7, 0x4001).metadata(new byte[2_040]);
        assertThat(writer.roomOfFirst(head, 10, 1_024, 2_048)).isNotPositive();
    }

    @Test
    void controlFramesComeBack() {
        FrameHeader cancel = read(Bytes.written(o -> writer.cancel(o, 0x4001, 2)));
        assertThat(cancel.type()).isEqualTo(FrameType.CANCEL);
        assertThat(cancel.aux()).isEqualTo(2);
        assertThat(cancel.callId()).isEqualTo(0x4001);

        FrameHeader abort = read(Bytes.written(o -> writer.fragmentAbort(o, 0x4002, 3)));
        assertThat(abort.type()).isEqualTo(FrameType.FRAG_ABORT);
        assertThat(abort.aux()).isEqualTo(3);

        FrameHeader ping = read(Bytes.written(o -> writer.ping(o, -5)));
        assertThat(ping.type()).isEqualTo(FrameType.PING);
        assertThat(ControlPayload.opaque(ping)).isEqualTo(-5);

        FrameHeader pong = read(Bytes.written(o -> writer.pong(o, -5, 300, 70_000)));
        assertThat(Pong.read(pong)).isEqualTo(new Pong(-5, 300, 70_000));

        FrameHeader clock = read(Bytes.written(o -> writer.clock(o, 123_456_789_000L)));
        assertThat(clock.type()).isEqualTo(FrameType.CLOCK);
        assertThat(ControlPayload.clockMicros(clock)).isEqualTo(123_456_789_000L);

        GoAwayFrame leave = new GoAwayFrame(GoAwayFrame.SHUTDOWN, 1L << 40, true, 30_000, "later");
        FrameHeader goAway = read(Bytes.written(o -> writer.goAway(o, leave)));
        assertThat(GoAwayFrame.read(goAway.aux(), goAway.body())).isEqualTo(leave);
    }

    @Test
    void aFrameAnywhereInABufferIsReadInPlace() {
        head.start(FrameType.RESPONSE, 0, 0x4001).metadata(new byte[] {9});
        ByteBuf out = Unpooled.buffer().writeLong(42);
        writer.message(out, head, BODY, 1, 3);
        int end = out.writerIndex();
        out.writeLong(43);
        FrameHeader frame = reader.read(out, 8, end);
        assertThat(frame.buffer()).isSameAs(out);
        assertThat(body(frame)).containsExactly(2, 3, 4);
        assertThat(frame.metadataStart()).isEqualTo(8 + 12 + 1);
        assertThat(frame.metadataLength()).isEqualTo(1);
    }

    private void checkRoundTrip(FrameType type, int flags, Random random) {
        int aux = type == FrameType.RESPONSE ? 0 : 1 + random.nextInt(0xFFFF);
        int callId = 1 + random.nextInt(Integer.MAX_VALUE);
        byte[] extensions = bytes(random, 1 + random.nextInt(200));
        byte[] metadata = bytes(random, 1 + random.nextInt(200));
        byte[] body = bytes(random, random.nextInt(300));
        int deadline = 1 + random.nextInt(Integer.MAX_VALUE);
        int queue = random.nextInt() >>> (1 + random.nextInt(31));
        int service = random.nextInt() >>> (1 + random.nextInt(31));
        int original = random.nextInt() >>> (1 + random.nextInt(31));
        boolean more = FrameFlags.has(flags, FrameFlags.MORE);

        head.start(type, aux, callId);
        if (FrameFlags.has(flags, FrameFlags.COMPRESSED)) {
            head.compressed(255, original);
        }
        if (FrameFlags.has(flags, FrameFlags.TIMING)) {
            head.timing(queue, service);
        }
        if (FrameFlags.has(flags, FrameFlags.METADATA)) {
            head.metadata(metadata);
        }
        if (FrameFlags.has(flags, FrameFlags.EXTENSIONS)) {
            head.extensions(extensions);
        }
        if (FrameFlags.has(flags, FrameFlags.DEADLINE)) {
            head.deadline(deadline);
        }
        int total = body.length + 1;
        ByteBuf out = Bytes.written(o -> {
            if (more) {
                writer.first(o, head, total, body, 0, body.length);
            } else {
                writer.message(o, head, body, 0, body.length);
            }
        });
        if (!more) {
            assertThat(writer.length(head, body.length)).isEqualTo(out.getInt(0));
        } else {
            assertThat(writer.roomOfFirst(head, total, 1_024, out.getInt(0))).isEqualTo(body.length);
        }
        FrameHeader frame = read(out);
        assertThat(frame.type()).isEqualTo(type);
        assertThat(frame.aux()).isEqualTo(aux);
        assertThat(frame.callId()).isEqualTo(callId);
        assertThat(frame.moreFollows()).isEqualTo(more);
        assertThat(frame.totalLength()).isEqualTo(more ? total : body.length);
        assertThat(frame.deadlineMillis()).isEqualTo(FrameFlags.has(flags, FrameFlags.DEADLINE) ? deadline : 0);
        assertThat(range(frame, frame.extensionsStart(), frame.extensionsLength()))
                .containsExactly(frame.hasExtensions() ? extensions : new byte[0]);
        assertThat(range(frame, frame.metadataStart(), frame.metadataLength()))
                .containsExactly(frame.hasMetadata() ? metadata : new byte[0]);
        assertThat(frame.queueMicros()).isEqualTo(frame.hasTiming() ? queue : 0);
        assertThat(frame.serviceMicros()).isEqualTo(frame.hasTiming() ? service : 0);
        assertThat(frame.encoding()).isEqualTo(frame.compressed() ? 255 : 0);
        assertThat(frame.originalLength()).isEqualTo(frame.compressed() ? original : 0);
        assertThat(body(frame)).containsExactly(body);
    }

    private FrameHeader read(ByteBuf whole) {
        return reader.read(whole, 0, whole.writerIndex());
    }

    private static byte[] body(FrameHeader frame) {
        return range(frame, frame.bodyStart(), frame.bodyLength());
    }

    private static byte[] range(FrameHeader frame, int start, int length) {
        byte[] bytes = new byte[length];
        if (length > 0) {
            frame.buffer().getBytes(start, bytes);
        }
        return bytes;
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
