package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.volant.rpc.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeCodecTest {
    private static final String VERSIONS_AND_FEATURES = "01 01 00000000 00000000";
    private static final String SERIALIZER = "02 01 6b";

    private final Introduction introduction = new Introduction(
            new PeerLimits(4_096, 2_048, 1 << 20, 1_024, 100, 5_000, 30_000),
            "volant-kryo/1",
            List.of("lz4", "zstd"),
            new Instance(1, -2, 3),
            new Epoch(-4, 5),
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
        ByteBuf hello = Hellos.of(VERSIONS_AND_FEATURES + SERIALIZER);
        assertThat(Hellos.read(hello).introduction()).isEqualTo(Introduction.of(PeerLimits.DEFAULT, "k"));
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
            assertThat(Hellos.refused(damaged)).satisfies(r -> {
                assertThat(r.reason()).startsWith("P-HS-3");
                assertThat(r.status()).isEqualTo(Status.UNAVAILABLE.code());
            });
            Bytes.fault(Rule.HELLO_CHECKSUM, () -> HandshakeCodec.readAnswer(damaged.resetReaderIndex(), size));
        }
    }

    @ParameterizedTest
    @CsvSource({"00 01", "00 00", "02 03", "02 01", "ff ff", "01 00"})
    void aVersionThatTheServerDoesNotSpeakIsRefusedWithItsRange(String versions) {
        Refusal refusal = Hellos.refused(Hellos.of(versions + "ffff ff")); // the rest may have another form
        assertThat(refusal.minVersion()).isEqualTo(1);
        assertThat(refusal.maxVersion()).isEqualTo(1);
        assertThat(refusal.status()).isEqualTo(Status.FAILED_PRECONDITION.code());
        assertThat(refusal.reason()).startsWith("P-HS-4: ");
    }

    @Test
    void aClientThatSpeaksNewerVersionsTooIsAccepted() {
        assertThat(Hellos.read(Hellos.of("01 09 00000000 00000000" + SERIALIZER))
                        .maxVersion())
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
        Refusal refusal = Hellos.refused(Hellos.of(content));
        assertThat(refusal.reason()).startsWith(rule + ": ");
        assertThat(refusal.status()).isEqualTo(status);
    }

    @Test
    void aMalformedAnswerIsAFault() {
        ByteBuf cut = Hellos.of("01 00 00000000 000000");
        Bytes.fault(Rule.HELLO_LENGTH, () -> HandshakeCodec.readAnswer(cut, cut.readableBytes()));
        ByteBuf critical = Hellos.of("01 00 00000000 00000000" + SERIALIZER + "04 00");
        Bytes.fault(Rule.TLV_CRITICAL, () -> HandshakeCodec.readAnswer(critical, critical.readableBytes()));
        ByteBuf refusal = Hellos.of("00 01 01 05 05 61");
        Bytes.fault(Rule.ELEMENTS_FIT, () -> HandshakeCodec.readAnswer(refusal, refusal.readableBytes()));
    }

    @Test
    void aRefusalMayGrowInALaterVersion() {
        ByteBuf answer = Hellos.of("00 01 01 05 01 61 ffff");
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
}
