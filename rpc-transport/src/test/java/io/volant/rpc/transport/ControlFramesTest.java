package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The payloads of PING, PONG, CLOCK and GOAWAY. */
class ControlFramesTest {
    private final FrameReader reader = new FrameReader(0);

    @Test
    void aPingAndAClockNeedEightBytesAndIgnoreMore() {
        Bytes.fault(Rule.PAYLOAD, () -> ControlPayload.opaque(frame("20", "00000000000000")));
        assertThat(ControlPayload.opaque(frame("20", "0000000000000007 ff"))).isEqualTo(7);
        Bytes.fault(Rule.PAYLOAD, () -> ControlPayload.clockMicros(frame("a0", "00000000000000")));
        assertThat(ControlPayload.clockMicros(frame("a0", "0000000000000007 ff")))
                .isEqualTo(7);
    }

    @Test
    void aClockBeyondItsRangeIsAFault() {
        assertThat(ControlPayload.clockMicros(frame("a0", "001fffffffffffff"))).isEqualTo((1L << 53) - 1);
        Bytes.fault(Rule.CLOCK, () -> ControlPayload.clockMicros(frame("a0", "0020000000000000")));
        assertThat(Bytes.fault(Rule.CLOCK, () -> ControlPayload.clockMicros(frame("a0", "ffffffffffffffff"))))
                .hasMessageContaining("18446744073709551615");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PAYLOAD      | 00000000000000",
                "ELEMENTS_FIT | 0000000000000000",
                "ELEMENTS_FIT | 0000000000000000 05",
                "ELEMENTS_FIT | 0000000000000000 05 80",
                "VARINT       | 0000000000000000 8000 05"
            })
    void aPongThatIsCutOffIsAFault(Rule rule, String hex) {
        Bytes.fault(rule, () -> Pong.read(frame("21", hex)));
    }

    @Test
    void aPongIgnoresWhatALaterVersionAdds() {
        assertThat(Pong.read(frame("21", "0000000000000009 05 06 ffff"))).isEqualTo(new Pong(9, 5, 6));
    }

    @Test
    void aPongReadsOnlyItsOwnFrame() {
        ByteBuf in = Bytes.of("00000011 21000000 00000000 0000000000000009 05 06");
        Bytes.fault(Rule.ELEMENTS_FIT, () -> Pong.read(reader.read(in, 0, 21)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ELEMENTS_FIT  | ''",
                "PAYLOAD       | 05",
                "ELEMENTS_FIT  | 05 01",
                "ELEMENTS_FIT  | 05 01 00",
                "ELEMENTS_FIT  | 05 01 00 02 61",
                "STRING_UTF8   | 05 01 00 01 ff",
                "VARINT        | ffffffffffffffffff01 01 00 00"
            })
    void aGoAwayThatIsCutOffIsAFault(Rule rule, String hex) {
        Bytes.fault(rule, () -> GoAwayFrame.read(1, Bytes.of(hex)));
    }

    @Test
    void aGoAwayIgnoresWhatALaterVersionAdds() {
        GoAwayFrame goAway = GoAwayFrame.read(7, Bytes.of("05 fd 80 01 01 61 ffff"));
        assertThat(goAway).isEqualTo(new GoAwayFrame(7, 5, true, 128, "a"));
    }

    @Test
    void theFlagOfAProtocolFaultOutweighsTheReason() {
        assertThat(GoAwayFrame.read(1, Bytes.of("05 02 00 00")).reason()).isEqualTo(GoAwayFrame.PROTOCOL_FAULT);
    }

    @Test
    void aFaultBecomesAGoAwayThatNamesItsRule() {
        GoAwayFrame goAway = GoAwayFrame.of(new ProtocolFault(Rule.CHECKSUM, "frame 7"), 12);
        ByteBuf out = Bytes.written(goAway::write);
        assertThat(GoAwayFrame.read(goAway.reason(), out))
                .isEqualTo(new GoAwayFrame(GoAwayFrame.PROTOCOL_FAULT, 12, false, 0, "P-FRM-8: frame 7"));
    }

    @Test
    void aFloodHasAReasonOfItsOwn() {
        assertThat(GoAwayFrame.of(new ProtocolFault(Rule.PING_FLOOD, "PING"), 1).reason())
                .isEqualTo(GoAwayFrame.FLOOD);
        assertThat(GoAwayFrame.of(new ProtocolFault(Rule.CALL_FLOOD, "calls"), 1)
                        .reason())
                .isEqualTo(GoAwayFrame.FLOOD);
    }

    @Test
    void aLongTextIsCut() {
        GoAwayFrame goAway = new GoAwayFrame(GoAwayFrame.FLOOD, 1, false, 0, "ü".repeat(1_000));
        assertThat(GoAwayFrame.read(3, Bytes.written(goAway::write)).text()).isEqualTo("ü".repeat(512));
    }

    private FrameHeader frame(String type, String payload) {
        ByteBuf in = Bytes.of("00000000" + type + "000000" + "00000000" + payload);
        return reader.read(in, 0, in.writerIndex());
    }
}
