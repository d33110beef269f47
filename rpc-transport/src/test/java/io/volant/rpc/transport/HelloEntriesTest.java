package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.volant.rpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in a hello besides version and features. */
class HelloEntriesTest {
    private static final String VERSIONS_AND_FEATURES = "01 01 00000000 00000000";
    private static final String SERIALIZER = "02 01 6b";

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
        Refusal refusal = Hellos.refused(Hellos.of(VERSIONS_AND_FEATURES + SERIALIZER + entry));
        assertThat(refusal.reason()).startsWith("P-HS-8: ").contains("(expected: ");
        assertThat(refusal.status()).isEqualTo(Status.INVALID_ARGUMENT.code());
        ByteBuf answer = Hellos.of("01 00 00000000 00000000" + SERIALIZER + entry);
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
        assertThat(Hellos.refused(Hellos.of(VERSIONS_AND_FEATURES + entries + "06 00"))
                        .reason())
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
        Introduction wordy = Introduction.of(PeerLimits.DEFAULT, "k")
                .withName("n".repeat(300))
                .withZone("z".repeat(256));
        ByteBuf out = Bytes.written(o -> HandshakeCodec.write(o, ClientHello.of(0, 0, wordy)));
        ClientHello read = HandshakeCodec.readClientHello(out, out.readableBytes());
        assertThat(read.introduction().name()).hasSize(256);
        assertThat(read.introduction().zone()).hasSize(256);
        String tooLong = Bytes.hex(
                        Bytes.written(o -> o.writeByte(Tlv.NAME).writeByte(0x81).writeByte(2)))
                + "61".repeat(257);
        assertThat(Hellos.refused(Hellos.of(VERSIONS_AND_FEATURES + SERIALIZER + tooLong))
                        .reason())
                .startsWith("P-STR-2");
    }

    private static PeerLimits limits(String entries) {
        return Hellos.read(Hellos.of(VERSIONS_AND_FEATURES + entries))
                .introduction()
                .limits();
    }

    /** An entry of an odd type without a value. */
    private static String odd(int type) {
        return Bytes.hex(Bytes.written(o -> Varint.write32(o, type))) + "00";
    }
}
