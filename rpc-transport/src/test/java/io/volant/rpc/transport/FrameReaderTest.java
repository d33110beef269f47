package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames that break a rule; each is otherwise whole. The length field is not the reader's business and left 0. */
class FrameReaderTest {
    private final FrameReader reader = new FrameReader(Bytes.ALL_FEATURES);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FRAME_TYPE         | 01 00 0000 00000001",
                "FRAME_TYPE         | 05 00 0000 00000000", // AUTH is reserved
                "FRAME_TYPE         | 15 00 0000 00000001", // so are streams
                "FRAME_TYPE         | 7f 00 0000 00000001",
                "FLAGS_RESERVED     | 10 08 0001 00000001",
                "FLAGS_RESERVED     | 10 01 0001 00000001",
                "FLAGS_RESERVED     | 20 01 0000 00000000 0000000000000000",
                "FLAGS_OF_TYPE      | 10 04 0001 00000001 00 00", // T on a request
                "FLAGS_OF_TYPE      | 11 40 0000 00000001 05", // D on a reply
                "FLAGS_OF_TYPE      | 12 10 0003 00000001 00 00", // C on an error
                "FLAGS_OF_TYPE      | 14 20 0001 00000001 00",
                "FLAGS_OF_TYPE      | 20 80 0000 00000000 0000000000000000",
                "CALL_ID_OF_TYPE    | 10 00 0001 00000000",
                "CALL_ID_OF_TYPE    | 11 00 0000 00000000",
                "CALL_ID_OF_TYPE    | 14 00 0001 00000000",
                "CALL_ID_OF_TYPE    | 18 00 0001 00000000 01",
                "CALL_ID_OF_TYPE    | 20 00 0000 00000001 0000000000000000",
                "CALL_ID_OF_TYPE    | 03 00 0001 00000001 00",
                "ELEMENTS_FIT       | 10 40 0001 00000001", // no deadline
                "ELEMENTS_FIT       | 10 40 0001 00000001 80", // half a deadline
                "ELEMENTS_FIT       | 10 02 0001 00000001", // no length of extensions
                "ELEMENTS_FIT       | 10 02 0001 00000001 02 03", // one byte of two
                "ELEMENTS_FIT       | 10 20 0001 00000001 03 0000",
                "ELEMENTS_FIT       | 10 20 0001 00000001 ffffffff07 00",
                "ELEMENTS_FIT       | 10 62 0001 00000001 05 00 01",
                "ELEMENTS_FIT       | 11 04 0000 00000001 05", // no service time
                "ELEMENTS_FIT       | 10 80 0001 00000001", // no total length
                "ELEMENTS_FIT       | 10 10 0001 00000001", // no encoding
                "ELEMENTS_FIT       | 10 10 0001 00000001 01", // no original length
                "VARINT             | 10 40 0001 00000001 8000",
                "VARINT             | 10 40 0001 00000001 808080808001",
                "VARINT             | 10 20 0001 00000001 ffffffff0f 00",
                "DEADLINE           | 10 40 0001 00000001 00",
                "AUX_OF_TYPE        | 11 00 0002 00000001",
                "AUX_OF_TYPE        | 12 00 0000 00000001 00 00 00 00 00", // status OK
                "PAYLOAD            | 11 00 0001 00000001 01", // a body where none is
                "PAYLOAD            | 11 80 0001 00000001 05",
                "PAYLOAD            | 11 10 0001 00000001 01 00",
                "FRAGMENT_SEQUENCE  | 18 80 0001 00000001", // an empty fragment
                "FRAGMENT_TOTAL     | 10 80 0001 00000001 02 0101",
                "FRAGMENT_TOTAL     | 11 80 0000 00000001 00"
            })
    void aFrameThatBreaksARuleIsAFault(Rule rule, String hex) {
        ByteBuf frame = frame(hex);
        Bytes.fault(rule, () -> reader.read(frame, 0, frame.writerIndex()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10 40 0001 00000001 01", // the least deadline
                "10 22 0001 00000001 00 00", // empty extensions and metadata
                "10 10 0001 00000001 00 00", // an encoding that the codec of the call refuses
                "11 00 0001 00000001", // void
                "11 80 0000 00000001 01", // a first frame without any of the body
                "18 00 ffff 00000001 01",
                "18 80 0000 00000001 01", // the sequence after 65,535
                "20 00 0007 00000000 0000000000000000", // aux without a meaning
                "10 00 0001 80000001" // the other side's id: not the reader's business
            })
    void whatJustKeepsTheRulesIsRead(String hex) {
        ByteBuf frame = frame(hex);
        assertThatCode(() -> reader.read(frame, 0, frame.writerIndex())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"a3ff0000ffffffff", "80ffffff00000000", "ff09000000000001", "a300000000000000"})
    void anUnknownTypeThatMayBeIgnoredIsNotLookedInto(String hex) {
        ByteBuf frame = frame(hex);
        assertThat(reader.read(frame, 0, frame.writerIndex()).type()).isEqualTo(FrameType.IGNORED);
    }

    @Test
    void nothingIsReadBehindTheEndOfTheFrame() {
        ByteBuf frame = frame("10 20 0001 00000001 05 0000");
        frame.writeZero(100); // the frame behind it
        Bytes.fault(Rule.ELEMENTS_FIT, () -> reader.read(frame, 0, 15));
        ByteBuf encoding = frame("10 10 0001 00000001");
        encoding.writeZero(100);
        Bytes.fault(Rule.ELEMENTS_FIT, () -> reader.read(encoding, 0, 12));
    }

    @Test
    void serverTimingThatWasNotAgreedIsAFault() {
        FrameReader strict = new FrameReader(Bytes.ALL_FEATURES & ~Features.SERVER_TIMING);
        ByteBuf frame = frame("11 04 0000 00000001 05 06");
        Bytes.fault(Rule.FEATURE_NOT_AGREED, () -> strict.read(frame, 0, frame.writerIndex()));
        assertThat(reader.read(frame, 0, frame.writerIndex()).serviceMicros()).isEqualTo(6);
    }

    @Test
    void aFrameAfterABrokenOneIsReadAsIfNothingHadBeen() {
        ByteBuf broken = frame("12 a6 0003 00000001 01 03 01 07 05 06 ff");
        Bytes.fault(Rule.ELEMENTS_FIT, () -> reader.read(broken, 0, broken.writerIndex()));
        ByteBuf good = frame("11 00 0000 00004001 aabb");
        FrameHeader frame = reader.read(good, 0, good.writerIndex());
        assertThat(frame.metadataLength()).isZero();
        assertThat(frame.extensionsLength()).isZero();
        assertThat(frame.queueMicros()).isZero();
        assertThat(frame.totalLength()).isEqualTo(2);
        assertThat(frame.moreFollows()).isFalse();
    }

    @Test
    void randomBytesAreReadOrAreAFaultAndNothingElse() {
        Random random = new Random(5);
        byte[] codes = {0x03, 0x04, 0x10, 0x11, 0x12, 0x13, 0x14, 0x18, 0x19, 0x20, 0x21, 0x22, (byte) 0xA0};
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[12 + random.nextInt(20)];
            random.nextBytes(bytes);
            bytes[4] = codes[random.nextInt(codes.length)];
            ByteBuf frame = Unpooled.wrappedBuffer(bytes);
            try {
                FrameHeader header = reader.read(frame, 0, bytes.length);
                assertThat(header.bodyStart() + header.bodyLength()).isEqualTo(bytes.length);
            } catch (ProtocolFault expected) {
                assertThat(expected.rule()).isNotNull();
            }
        }
    }

    /** Type, flags, aux, call id and the rest, behind a length field that nobody looks at. */
    private static ByteBuf frame(String hex) {
        return Bytes.written(out -> out.writeInt(0).writeBytes(Bytes.of(hex)));
    }
}
