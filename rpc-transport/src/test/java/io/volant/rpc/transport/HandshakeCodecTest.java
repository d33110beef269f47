package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.volant.rpc.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeCodecTest {
    private static final String VERSIONS_AND_FEATURES = "01 01 00000000 00000000";
    private static final String SERIALIZER = "02 01 6b";

    private final Introduction introduction = new Introduction(
            new PeerLimits(4_096, 2_048, 1 << 20, 1_024, 100, 5_000, 30_000),
            "volant-kryo/1",
            List.of("lz4", "zstd"),
            new Instance(1, -2, 3),
            "näme",
            "zone-a");

    @Test
    void aClientHelloComesBack() {
        ClientHello hello = ClientHello.of(7, 2, introduction);
        ByteBuf out = Bytes.written(o -> HandshakeCodec.write(o, hello)).writeInt(42);
        int whole = HandshakeCodec.wholeLength(out);
        assertThat(HandshakeCodec.readClientHello(out, whole)).isEqualTo(hello);
        assertThat(out.readInt()).as("the first bytes behind the hello").isEqualTo(42);
    }

    @Test
    void aServerHelloComesBack() {
        ServerHello hello = new ServerHello(1, 5, introduction);
        ByteBuf out = Bytes.written(o -> HandshakeCodec.write(o, hello)).writeInt(42);
        assertThat(HandshakeCodec.readAnswer(out, HandshakeCodec.wholeLength(out)))
                .isEqualTo(hello);
        assertThat(out.readInt()).isEqualTo(42);
    }

    @Test
    void aRefusalComesBackAndALongReasonIsCut() {
        Refusal refusal = new Refusal(2, 9, 13, "x".repeat(2_000));
        ByteBuf out = Bytes.written(o -> HandshakeCodec.write(o, refusal)).writeInt(42);
        assertThat(HandshakeCodec.readAnswer(out, HandshakeCodec.wholeLength(out)))
                .isEqualTo(new Refusal(2, 9, 13, "x".repeat(1_024)));
        assertThat(out.readInt()).isEqualTo(42);
    }

    @Test
    void aHelloWithoutOptionalEntriesMeansTheDefaults() {
        ByteBuf hello = hello(VERSIONS_AND_FEATURES + SERIALIZER);
        assertThat(read(hello).introduction()).isEqualTo(Introduction.of(PeerLimits.DEFAULT, "k"));
    }

    @Test
    void aHelloCutAnywhereIsKnownToBeIncomplete() {
        ByteBuf whole = Bytes.written(o -> HandshakeCodec.write(o, ClientHello.of(0, 0, introduction)));
        int size = whole.readableBytes();
        for (int cut = 0; cut <= size; cut++) {
            int found = HandshakeCodec.wholeLength(whole.slice(0, cut));
            assertThat(found).isEqualTo(cut < HandshakeCodec.PREFIX_LENGTH ? 0 : size);
        }
    }

    @Test
    void anotherProtocolIsFoundAtItsFirstWrongByte() {
        ByteBuf http = Unpooled.copiedBuffer("HTTP/1.1 400 Bad Request", StandardCharsets.US_ASCII);
        assertThat(Bytes.fault(Rule.MAGIC, () -> HandshakeCodec.wholeLength(http)))
                .hasMessage("P-HS-1: not the Volant protocol (first bytes: 48 54 54 50 \"HTTP\")");
        assertThat(Bytes.fault(Rule.MAGIC, () -> HandshakeCodec.wholeLength(Bytes.of("16"))))
                .hasMessage("P-HS-1: not the Volant protocol (first bytes: 16 \".\")");
        for (String wrong : List.of("f6", "f753", "f75251", "f7525044")) {
            Bytes.fault(Rule.MAGIC, () -> HandshakeCodec.wholeLength(Bytes.of(wrong)));
        }
    }

    @ParameterizedTest
    @CsvSource({"0000, false", "0008, false", "0009, true", "4000, true", "4001, false", "ffff, false"})
    void aLengthOutsideItsRangeIsAFault(String length, boolean accepted) {
        ByteBuf in = Bytes.of("f7525043" + length);
        if (accepted) {
            assertThat(HandshakeCodec.wholeLength(in)).isEqualTo(6 + Integer.parseInt(length, 16));
        } else {
            Bytes.fault(Rule.HELLO_LENGTH, () -> HandshakeCodec.wholeLength(in));
        }
    }

    @Test
    void everyDamagedBitIsRefused() {
        ByteBuf good = Bytes.written(o -> HandshakeCodec.write(o, ClientHello.of(0, 0, introduction)));
        int size = good.readableBytes();
        for (int bit = 8 * HandshakeCodec.PREFIX_LENGTH; bit < 8 * size; bit++) {
            ByteBuf damaged = good.copy();
            damaged.setByte(bit / 8, damaged.getByte(bit / 8) ^ (1 << (bit % 8)));
            assertThat(refused(damaged)).satisfies(r -> {
                assertThat(r.reason()).startsWith("P-HS-3");
                assertThat(r.status()).isEqualTo(Status.UNAVAILABLE.code());
            });
            Bytes.fault(Rule.HELLO_CHECKSUM, () -> HandshakeCodec.readAnswer(damaged.resetReaderIndex(), size));
        }
    }

    @ParameterizedTest
    @CsvSource({"00 01", "00 00", "02 03", "02 01", "ff ff", "01 00"})
    void aVersionThatTheServerDoesNotSpeakIsRefusedWithItsRange(String versions) {
        Refusal refusal = refused(hello(versions + "ffff ff")); // the rest may have another form
        assertThat(refusal.minVersion()).isEqualTo(1);
        assertThat(refusal.maxVersion()).isEqualTo(1);
        assertThat(refusal.status()).isEqualTo(Status.FAILED_PRECONDITION.code());
        assertThat(refusal.reason()).startsWith("P-HS-4: ");
    }

    @Test
    void aClientThatSpeaksNewerVersionsTooIsAccepted() {
        assertThat(read(hello("01 09 00000000 00000000" + SERIALIZER)).maxVersion())
                .isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "P-HS-2 | 8 | 01 01 00000000 000000", // fixed fields cut off
                "P-HS-5 | 8 | 01 01 00000001 00000002 02 01 6b", // required but not offered
                "P-HS-9 | 8 | 01 01 00000000 00000000",
                "P-HS-9 | 8 | 01 01 00000000 00000000 02 00",
                "P-HS-7 | 4 | 01 01 00000000 00000000 02 01 6b 04 00", // lane
                "P-HS-7 | 4 | 01 01 00000000 00000000 02 01 6b 06 01 61", // bearer token
                "P-HS-7 | 4 | 01 01 00000000 00000000 02 01 6b fe ff 03 00",
                "P-HS-6 | 8 | 01 01 00000000 00000000 02 01 6b 02 01 6b", // twice
                "P-HS-6 | 8 | 01 01 00000000 00000000 02 01 6b 63 00 63 00", // an ignored one twice
                "P-HS-6 | 8 | 01 01 00000000 00000000 02 02 6b",
                "P-HS-6 | 8 | 01 01 00000000 00000000 02 01 6b 81 80 04 00", // type 65,537
                "P-FRM-6 | 8 | 01 01 00000000 00000000 02 01 6b 01",
                "P-FRM-6 | 8 | 01 01 00000000 00000000 02 01 6b 01 01 80", // the number leaves its entry
                "P-FRM-6 | 8 | 01 01 00000000 00000000 02 01 6b 01 00",
                "P-HS-6 | 8 | 01 01 00000000 00000000 02 01 6b 01 04 80 80 10 00", // bytes behind the number
                "P-VAR-1 | 8 | 01 01 00000000 00000000 80 00 01 6b",
                "P-STR-1 | 8 | 01 01 00000000 00000000 02 01 ff",
                "P-STR-1 | 8 | 01 01 00000000 00000000 02 01 6b 11 01 ff",
                "P-FRM-6 | 8 | 01 01 00000000 00000000 02 01 6b 07 02 02 61",
                "P-HS-6 | 8 | 01 01 00000000 00000000 02 01 6b 07 11 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
                "P-HS-6 | 8 | 01 01 00000000 00000000 02 01 6b 0f 17 0000000000000000 0000000000000000 00000000000000"
            })
    void aMalformedHelloIsRefused(String rule, int status, String content) {
        Refusal refusal = refused(hello(content));
        assertThat(refusal.reason()).startsWith(rule + ": ");
        assertThat(refusal.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01 02 ff 0f", // largest frame 2,047
                "01 05 81 80 80 80 01", // 2^28 + 1
                "01 02 80 10", // 2,048, but the default fragment is larger than half of it
                "03 02 ff 07", // fragment 1,023
                "03 03 81 80 08", // more than half of the largest frame
                "05 01 00", // largest message 0
                "05 05 81 80 80 80 01",
                "15 01 00", // metadata 0
                "15 03 81 80 04", // more than a fragment
                "09 01 00", // no calls in flight
                "09 03 81 80 01", // 16,385
                "0b 01 63", // ping every 99 ms
                "0b 04 81 dd db 01", // every hour and a bit
                "0d 01 00",
                "0d 04 81 b8 99 29" // above a day
            })
    void nonsenseLimitsAreRefusedAndCloseAClient(String entry) {
        Refusal refusal = refused(hello(VERSIONS_AND_FEATURES + SERIALIZER + entry));
        assertThat(refusal.reason()).startsWith("P-HS-8: ").contains("(expected: ");
        assertThat(refusal.status()).isEqualTo(Status.INVALID_ARGUMENT.code());
        ByteBuf answer = hello("01 00 00000000 00000000" + SERIALIZER + entry);
        Bytes.fault(Rule.HELLO_LIMITS, () -> HandshakeCodec.readAnswer(answer, answer.readableBytes()));
    }

    @Test
    void theFirst64EntriesAreReadAndNoMore() {
        StringBuilder entries = new StringBuilder(SERIALIZER);
        for (int i = 0; i < 62; i++) {
            entries.append(odd(101 + 2 * i));
        }
        String last = "0d 01 07"; // a deadline cap as entry 64
        assertThat(limits(entries + last).deadlineCapMillis()).isEqualTo(7);
        assertThat(limits(entries + last + "09 01 07").callsInFlight()).isEqualTo(8_192);
        assertThat(limits(entries + last + "06 00").deadlineCapMillis()).isEqualTo(7);
        assertThat(refused(hello(VERSIONS_AND_FEATURES + entries + "06 00")).reason())
                .startsWith("P-HS-7");
    }

    @Test
    void whatIsNotSaidTakesNoBytes() {
        ByteBuf out = Bytes.written(o ->
                HandshakeCodec.write(o, ClientHello.of(0, 0, Introduction.of(PeerLimits.DEFAULT, "k"))));
        assertThat(Bytes.hex(out))
                .startsWith("f7525043" + "0032" + "0101" + "00000000" + "00000000" + "02016b" + "0103");
        assertThat(out.readableBytes()).as("with seven limits and nothing else").isEqualTo(56);
    }

    @Test
    void theLargestTypeThatMayBeIgnoredIsSkipped() {
        assertThat(limits(SERIALIZER + "ffff03 00" + "0d 01 07").deadlineCapMillis())
                .isEqualTo(7);
    }

    @Test
    void anUnknownEntryThatMayBeIgnoredIsSkipped() {
        assertThat(limits(SERIALIZER + "63 03 010203" + "0d 01 07").deadlineCapMillis())
                .isEqualTo(7);
    }

    @Test
    void namesAreCutToTheirBoundAndTheBoundIsAccepted() {
        Introduction wordy = introduction.withName("n".repeat(300)).withZone("z".repeat(256));
        ByteBuf out = Bytes.written(o -> HandshakeCodec.write(o, ClientHello.of(0, 0, wordy)));
        ClientHello read = HandshakeCodec.readClientHello(out, out.readableBytes());
        assertThat(read.introduction().name()).hasSize(256);
        assertThat(read.introduction().zone()).hasSize(256);
        String tooLong = Bytes.hex(
                        Bytes.written(o -> o.writeByte(Tlv.NAME).writeByte(0x81).writeByte(2)))
                + "61".repeat(257);
        assertThat(refused(hello(VERSIONS_AND_FEATURES + SERIALIZER + tooLong)).reason())
                .startsWith("P-STR-2");
    }

    @Test
    void aMalformedAnswerIsAFault() {
        ByteBuf cut = hello("01 00 00000000 000000");
        Bytes.fault(Rule.HELLO_LENGTH, () -> HandshakeCodec.readAnswer(cut, cut.readableBytes()));
        ByteBuf critical = hello("01 00 00000000 00000000" + SERIALIZER + "04 00");
        Bytes.fault(Rule.TLV_CRITICAL, () -> HandshakeCodec.readAnswer(critical, critical.readableBytes()));
        ByteBuf refusal = hello("00 01 01 05 05 61");
        Bytes.fault(Rule.ELEMENTS_FIT, () -> HandshakeCodec.readAnswer(refusal, refusal.readableBytes()));
    }

    @Test
    void aRefusalMayGrowInALaterVersion() {
        ByteBuf answer = hello("00 01 01 05 01 61 ffff");
        assertThat(HandshakeCodec.readAnswer(answer, answer.readableBytes())).isEqualTo(new Refusal(1, 1, 5, "a"));
    }

    @Test
    void aHelloAnywhereInABufferIsWrittenAndRead() {
        ByteBuf out = Unpooled.buffer().writeLong(7);
        ClientHello hello = ClientHello.of(7, 2, introduction);
        HandshakeCodec.write(out, hello);
        ServerHello answer = new ServerHello(1, 5, introduction);
        HandshakeCodec.write(out, answer);
        out.skipBytes(8);
        assertThat(HandshakeCodec.readClientHello(out, HandshakeCodec.wholeLength(out)))
                .isEqualTo(hello);
        assertThat(HandshakeCodec.readAnswer(out, HandshakeCodec.wholeLength(out)))
                .isEqualTo(answer);
        assertThat(out.isReadable()).isFalse();
    }

    @Test
    void theLongestHelloThatCanBeReadIsWritten() {
        int of16000 = Bytes.written(o -> HandshakeCodec.write(o, named(16_000))).getUnsignedShort(4);
        int longest = 16_000 + 16_384 - of16000;
        assertThat(Bytes.written(o -> HandshakeCodec.write(o, named(longest))).getUnsignedShort(4))
                .isEqualTo(16_384);
        assertThatThrownBy(() -> HandshakeCodec.write(Unpooled.buffer(), named(longest + 1)))
                .hasMessageContaining("hello length: 16385");
    }

    private ClientHello named(int length) {
        return ClientHello.of(0, 0, introduction.withCompressors(List.of("x".repeat(length))));
    }

    private static PeerLimits limits(String entries) {
        return read(hello(VERSIONS_AND_FEATURES + entries)).introduction().limits();
    }

    private static ClientHello read(ByteBuf hello) {
        return HandshakeCodec.readClientHello(hello, HandshakeCodec.wholeLength(hello));
    }

    private static Refusal refused(ByteBuf hello) {
        HandshakeRefused refused = catchThrowableOfType(
                HandshakeRefused.class, () -> HandshakeCodec.readClientHello(hello, hello.readableBytes()));
        assertThat(refused).isNotNull();
        assertThat(refused.getStackTrace()).isEmpty();
        return refused.refusal();
    }

    /** An entry of an odd type without a value. */
    private static String odd(int type) {
        return Bytes.hex(Bytes.written(o -> Varint.write32(o, type))) + "00";
    }

    /** Magic and length before the content, the right checksum behind it. */
    private static ByteBuf hello(String content) {
        ByteBuf bytes = Bytes.of(content);
        Consumer<ByteBuf> writer = out -> {
            out.writeInt(HandshakeCodec.MAGIC)
                    .writeShort(bytes.readableBytes() + 4)
                    .writeBytes(bytes);
            CRC32C crc = new CRC32C();
            FrameChecksum.update(crc, out, 0, out.writerIndex());
            out.writeInt((int) crc.getValue());
        };
        return Bytes.written(writer);
    }
}
