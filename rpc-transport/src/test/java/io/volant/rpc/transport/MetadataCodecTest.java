package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.volant.rpc.Metadata;
import io.volant.rpc.Status;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataCodecTest {
    private static final int MOST = 8 * 1024;
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void entriesComeBackInTheirOrder() {
        Metadata metadata = Metadata.of("demo-call", "42")
                .with("tracestate", "a=b")
                .with("bin", new byte[] {0, -1, 10})
                .with("authorization", "Bearer x")
                .with("empty", "")
                .with("baggage", "k=v");
        byte[] encoded = MetadataCodec.encode(metadata, MOST);
        Metadata read = decode(encoded);
        assertThat(read).isEqualTo(metadata);
        assertThat(read.keys()).containsExactlyElementsOf(metadata.keys());
    }

    @Test
    void nothingIsNothing() {
        assertThat(MetadataCodec.encode(Metadata.empty(), 1)).isEmpty();
        assertThat(decode(new byte[0])).isEqualTo(Metadata.empty());
    }

    @Test
    void wellKnownKeysTakeOneByte() {
        assertThat(MetadataCodec.encode(Metadata.of("tracestate", "x"), MOST)).containsExactly(2, 1, 'x');
        assertThat(MetadataCodec.encode(Metadata.of("baggage", "x"), MOST)).containsExactly(3, 1, 'x');
        assertThat(MetadataCodec.encode(Metadata.of("authorization", "x"), MOST))
                .containsExactly(4, 1, 'x');
        byte[] trace = MetadataCodec.encode(Metadata.of("traceparent", TRACE), MOST);
        assertThat(trace).hasSize(28).startsWith(1, 26);
        assertThat(decode(trace).get("traceparent")).contains(TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00_0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0g",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-"
            })
    void aTraceParentInAnotherFormTravelsAsText(String text) {
        Metadata metadata = Metadata.of("traceparent", text);
        byte[] encoded = MetadataCodec.encode(metadata, MOST);
        assertThat(encoded).startsWith(0, 11);
        assertThat(decode(encoded)).isEqualTo(metadata);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00", // no key
                "00 00 00", // an empty key
                "00 02 61", // a key cut off
                "00 01 61", // no value
                "00 01 61 02 62", // a value cut off
                "00 01 61 ffffffff07 62",
                "00 01 61 8000", // an overlong varint
                "00 01 ff 00", // invalid UTF-8
                "00 01 41 00", // upper case
                "00 01 0a 00", // a control character
                "00 02 c3a4 00", // ä
                "00 09 766f6c616e742d78 61 00", // volant-x and one more
                "00 07 766f6c616e742d 00", // volant-
                "00 01 61 00 00 01 61 00", // twice
                "02 00 02 00", // twice
                "02 00 00 0a 74726163657374617465 00", // by its number and by its name
                "01 19 00000000000000000000000000000000000000000000000000", // a trace parent of 25 bytes
                "80 00 00"
            })
    void metadataThatBreaksItsFormCostsTheCall(String hex) {
        CallFault fault = Bytes.callFault(Rule.METADATA, () -> decode(hex));
        assertThat(fault.status()).isEqualTo(Status.INVALID_ARGUMENT);
        assertThat(fault.detail()).startsWith("metadata").doesNotContain("\n", "P-");
    }

    @Test
    void aKeyOf64CharactersIsAcceptedAndOneOf65IsNot() {
        assertThat(decode("00 40" + "61".repeat(64) + "00").size()).isEqualTo(1);
        Bytes.callFault(Rule.METADATA, () -> decode("00 41" + "61".repeat(65) + "00"));
    }

    @Test
    void keysOfALaterVersionAreSkipped() {
        assertThat(decode("05 02 0102 00 01 61 01 62 63 00")).isEqualTo(Metadata.of("a", "b"));
        Bytes.callFault(Rule.METADATA, () -> decode("05 02 01"));
    }

    @ParameterizedTest
    @CsvSource({"64, true", "65, false"})
    void atMost64EntriesAreReadAndWritten(int entries, boolean accepted) {
        Metadata metadata = Metadata.empty();
        ByteBuf wire = Unpooled.buffer();
        for (int i = 0; i < entries; i++) {
            metadata = metadata.with("k" + i, "v");
            wire.writeByte(0);
            WireString.write(wire, "k" + i);
            wire.writeByte(1).writeByte('v');
        }
        Metadata all = metadata;
        String hex = Bytes.hex(wire);
        if (accepted) {
            assertThat(decode(hex)).isEqualTo(all);
            assertThat(decode(MetadataCodec.encode(all, MOST))).isEqualTo(all);
        } else {
            assertThat(Bytes.callFault(Rule.METADATA_SIZE, () -> decode(hex)).status())
                    .isEqualTo(Status.RESOURCE_EXHAUSTED);
            Bytes.callFault(Rule.METADATA_SIZE, () -> MetadataCodec.encode(all, MOST));
        }
    }

    @Test
    void skippedEntriesCountToo() {
        Bytes.callFault(Rule.METADATA_SIZE, () -> decode("6300".repeat(65)));
    }

    @Test
    void theBoundItselfIsAcceptedAndOneByteMoreIsNot() {
        Metadata metadata = Metadata.empty().with("a", new byte[100]);
        byte[] encoded = MetadataCodec.encode(metadata, 104);
        assertThat(encoded).hasSize(104);
        ByteBuf in = Unpooled.wrappedBuffer(encoded);
        assertThat(MetadataCodec.decode(in, 0, 104, 104)).isEqualTo(metadata);
        assertThat(Bytes.callFault(Rule.METADATA_SIZE, () -> MetadataCodec.decode(in, 0, 104, 103)))
                .hasMessage("metadata: 104 bytes (expected: at most 103)");
        assertThat(Bytes.callFault(Rule.METADATA_SIZE, () -> MetadataCodec.encode(metadata, 103))
                        .status())
                .isEqualTo(Status.RESOURCE_EXHAUSTED);
    }

    @Test
    void nothingBehindTheElementIsRead() {
        ByteBuf in = Bytes.of("00 01 61 01 62 63 64");
        assertThat(MetadataCodec.decode(in, 0, 5, MOST)).isEqualTo(Metadata.of("a", "b"));
        Bytes.callFault(Rule.METADATA, () -> MetadataCodec.decode(in, 0, 4, MOST));
        Bytes.callFault(Rule.METADATA, () -> MetadataCodec.decode(in, 0, 2, MOST));
    }

    @Test
    void randomBytesAreReadOrCostTheCallAndNothingElse() {
        Random random = new Random(23);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[random.nextInt(20)];
            random.nextBytes(bytes);
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = (byte) (bytes[j] & (random.nextBoolean() ? 0x07 : 0x7F));
            }
            try {
                assertThat(decode(bytes).size()).isLessThanOrEqualTo(MetadataCodec.MOST_ENTRIES);
            } catch (CallFault expected) {
                assertThat(expected.status()).isEqualTo(Status.INVALID_ARGUMENT);
            }
        }
    }

    private static Metadata decode(byte[] bytes) {
        return MetadataCodec.decode(Unpooled.wrappedBuffer(bytes), 0, bytes.length, MOST);
    }

    private static Metadata decode(String hex) {
        ByteBuf in = Bytes.of(hex);
        return MetadataCodec.decode(in, 0, in.writerIndex(), MOST);
    }
}
