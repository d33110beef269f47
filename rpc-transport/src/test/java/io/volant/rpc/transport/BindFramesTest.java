package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The payloads of BIND and BIND_ACK. */
class BindFramesTest {
    private static final String SERVICE = "01 53 01 31 0102030405060708";

    @Test
    void bothFormsOfABindComeBack() {
        BindFrame digest = BindFrame.digest(65_000, "Sérvice", "1", -3, 536);
        assertThat(BindFrame.read(Bytes.written(digest::write))).isEqualTo(digest);
        BindFrame full = BindFrame.full(
                5,
                "Service",
                "2",
                7,
                List.of(
                        new BindFrame.Method("a()", 1, BindFrame.Method.UNARY, BindFrame.Method.IDEMPOTENT),
                        new BindFrame.Method("b(int)", -1, BindFrame.Method.ONEWAY, 0),
                        new BindFrame.Method("c()", 2, 255, 255)));
        assertThat(BindFrame.read(Bytes.written(full::write))).isEqualTo(full);
        assertThat(full.count()).isEqualTo(3);
    }

    @Test
    void aBindMayGrowInALaterVersion() {
        BindFrame digest = BindFrame.digest(1, "S", "1", 2, 3);
        ByteBuf out = Bytes.written(digest::write).writeLong(-1);
        assertThat(BindFrame.read(out)).isEqualTo(digest);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PAYLOAD       | 0000",
                "BIND          | 0000 02" + SERVICE + "01",
                "ELEMENTS_FIT  | 0000 00",
                "ELEMENTS_FIT  | 0000 00 02 53",
                "STRING_UTF8   | 0000 00 01 ff 01 31",
                "PAYLOAD       | 0000 00 01 53 01 31 01020304050607",
                "ELEMENTS_FIT  | 0000 00" + SERVICE,
                "BIND_RANGE    | 0000 00" + SERVICE + "00", // no method
                "BIND_RANGE    | 0001 00" + SERVICE + "80 80 04", // 1 + 65,536
                "BIND_RANGE    | ffff 00" + SERVICE + "02",
                "BIND_RANGE    | 0000 00" + SERVICE + "ffffffff07",
                "ELEMENTS_FIT  | 0000 01" + SERVICE + "01",
                "PAYLOAD       | 0000 01" + SERVICE + "01 01 61 0102030405060708 00",
                "ELEMENTS_FIT  | 0000 01" + SERVICE + "02 01 61 0102030405060708 00 00"
            })
    void aMalformedBindIsAFault(Rule rule, String hex) {
        Bytes.fault(rule, () -> BindFrame.read(Bytes.of(hex)));
    }

    @ParameterizedTest
    @CsvSource({"0000, 80 80 04, 65536", "ffff, 01, 1", "0000, 01, 1"})
    void theWholeRangeOfIdsCanBeUsed(String base, String count, int methods) {
        assertThat(BindFrame.read(Bytes.of(base + "00" + SERVICE + count)).count())
                .isEqualTo(methods);
    }

    @Test
    void namesUpToTheirBoundAreAccepted() {
        BindFrame longest = BindFrame.full(
                0, "s".repeat(1_024), "v".repeat(1_024), 1, List.of(new BindFrame.Method("m".repeat(16_384), 1, 0, 0)));
        assertThat(BindFrame.read(Bytes.written(longest::write))).isEqualTo(longest);
        BindFrame service = BindFrame.digest(0, "s".repeat(1_025), "1", 1, 1);
        Bytes.fault(Rule.STRING_LENGTH, () -> BindFrame.read(Bytes.written(service::write)));
        BindFrame version = BindFrame.digest(0, "s", "v".repeat(1_025), 1, 1);
        Bytes.fault(Rule.STRING_LENGTH, () -> BindFrame.read(Bytes.written(version::write)));
        BindFrame signature =
                BindFrame.full(0, "s", "1", 1, List.of(new BindFrame.Method("m".repeat(16_385), 1, 0, 0)));
        Bytes.fault(Rule.STRING_LENGTH, () -> BindFrame.read(Bytes.written(signature::write)));
    }

    @Test
    void everyKindOfAnswerComesBackAndItsSizeIsExact() {
        BitSet usable = new BitSet();
        usable.set(0);
        usable.set(9);
        List<BindAck> answers = List.of(
                BindAck.allUsable(),
                BindAck.sendFull(),
                BindAck.refused(4, "It serves: Ä."),
                BindAck.partial(new BitSet(), List.of()),
                BindAck.partial(
                        usable,
                        List.of(
                                new BindAck.Unusable(1, BindAck.Reason.UNKNOWN, ""),
                                new BindAck.Unusable(2, BindAck.Reason.SCHEMA, "volant-kryo/1\n"),
                                new BindAck.Unusable(8, BindAck.Reason.FORBIDDEN, ""))));
        for (BindAck answer : answers) {
            ByteBuf out = Bytes.written(answer::write);
            assertThat(out.readableBytes()).isEqualTo(answer.size());
            assertThat(BindAck.read(out.writeByte(77), 10)).isEqualTo(answer);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PAYLOAD      | ''",
                "BIND_ACK     | 04", // reserved
                "BIND_ACK     | ff",
                "ELEMENTS_FIT | 02",
                "PAYLOAD      | 02 02 01", // half a bitmap
                "BIND_ACK     | 02 03 010000 00", // a bitmap for more than 10 methods
                "BIND_ACK     | 02 02 0104 00", // bit 10 of 0 to 9
                "ELEMENTS_FIT | 02 01 01",
                "BIND_ACK     | 02 02 ff03 01 00 01 00", // a reason for a usable method
                "BIND_ACK     | 02 01 01 01 00 01 00", // the same
                "BIND_ACK     | 02 01 01 01 0a 01 00", // index 10
                "BIND_ACK     | 02 01 01 02 03 01 00 03 01 00", // twice
                "BIND_ACK     | 02 01 01 02 03 01 00 02 01 00", // descending
                "BIND_ACK     | 02 01 01 0a 01 01 00", // ten of nine
                "PAYLOAD      | 02 01 01 01 03",
                "ELEMENTS_FIT | 02 01 01 01 03 01",
                "STRING_UTF8  | 02 01 01 01 03 02 01 ff",
                "ELEMENTS_FIT | 03 04",
                "STRING_UTF8  | 03 04 01 ff"
            })
    void aMalformedAnswerIsAFault(Rule rule, String hex) {
        Bytes.fault(rule, () -> BindAck.read(Bytes.of(hex), 10));
    }

    @Test
    void aReasonOfALaterVersionIsJustAnother() {
        for (String code : List.of("04", "63", "ff")) {
            BindAck read = BindAck.read(Bytes.of("02 00 01 03" + code + "00"), 10);
            assertThat(read.others()).containsExactly(new BindAck.Unusable(3, BindAck.Reason.OTHER, ""));
        }
    }

    @Test
    void aLongTextIsCutAndALongSchemaIsRefused() {
        BindAck refused = BindAck.refused(13, "x".repeat(5_000));
        ByteBuf out = Bytes.written(refused::write);
        assertThat(out.readableBytes()).isEqualTo(refused.size());
        assertThat(BindAck.read(out, 1).text()).hasSize(4_096);
        String longest = "y".repeat(65_536);
        BindAck partial =
                BindAck.partial(new BitSet(), List.of(new BindAck.Unusable(0, BindAck.Reason.SCHEMA, longest)));
        assertThat(BindAck.read(Bytes.written(partial::write), 1)).isEqualTo(partial);
        BindAck beyond =
                BindAck.partial(new BitSet(), List.of(new BindAck.Unusable(0, BindAck.Reason.SCHEMA, longest + "y")));
        Bytes.fault(Rule.STRING_LENGTH, () -> BindAck.read(Bytes.written(beyond::write), 1));
    }

    @Test
    void aBindAndItsAnswerCanBeChangedByNobody() {
        BitSet usable = new BitSet();
        List<BindAck.Unusable> others = new ArrayList<>();
        BindAck ack = BindAck.partial(usable, others);
        usable.set(3);
        others.add(new BindAck.Unusable(1, BindAck.Reason.UNKNOWN, ""));
        assertThat(ack).isEqualTo(BindAck.partial(new BitSet(), List.of()));
    }
}
