package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.volant.rpc.CodecException;
import io.volant.rpc.CodecLimits;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.RpcService;
import io.volant.rpc.ServiceCodec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.Currency;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What bytes are refused, one rule each, and in which words. */
@SuppressWarnings({"NonApiType", "UnusedMethod"})
class GuardReadTest {
    record Node(String name, Node next) {}

    record Tree(List<Tree> kids) {}

    record Empty() {}

    @RpcService
    interface Guarded {
        int intValue(int v);

        void nothing();

        short shortValue(short v);

        char charValue(char v);

        boolean booleanValue(boolean v);

        double doubleValue(double v);

        Long boxed(Long v);

        String string(String v);

        byte[] bytes(byte[] v);

        double[] doubles(double[] v);

        TimeUnit unit(TimeUnit v);

        BigInteger bigInteger(BigInteger v);

        BigDecimal bigDecimal(BigDecimal v);

        BitSet bitSet(BitSet v);

        URI uri(URI v);

        Currency currency(Currency v);

        InetAddress address(InetAddress v);

        LocalDate date(LocalDate v);

        LocalTime time(LocalTime v);

        Instant instant(Instant v);

        ZoneId zone(ZoneId v);

        ZoneOffset offset(ZoneOffset v);

        Optional<String> optional(Optional<String> v);

        List<Integer> list(List<Integer> v);

        List<Empty> empties(List<Empty> v);

        Set<String> set(Set<String> v);

        SortedSet<String> sorted(SortedSet<String> v);

        EnumSet<TimeUnit> units(EnumSet<TimeUnit> v);

        Deque<String> deque(Deque<String> v);

        Map<String, Node> map(Map<String, Node> v);

        ConcurrentMap<String, String> concurrent(ConcurrentMap<String, String> v);

        Node node(Node v);

        Tree tree(Tree v);
    }

    private static final ServiceCodec CODEC = Codecs.of(Guarded.class);

    static Stream<Arguments> broken() {
        return Stream.of(
                arguments("intValue", "", "v: ends 1 bytes too early"),
                arguments("intValue", "02 00", "1 bytes after the end of the message"),
                arguments("nothing", "00", "1 bytes after the end of the message"),
                arguments("intValue", "80", "v: ends 1 bytes too early"),
                arguments("intValue", "80 00", "v: an overlong varint"),
                arguments("intValue", "80 80 80 80 80 01", "v: an overlong varint"),
                arguments("intValue", "ff ff ff ff 1f", "v: a varint of more than 32 bits"),
                arguments("shortValue", "80 80 04", "v: short: 32768 (expected: -32768..32767)"),
                arguments("charValue", "80 80 04", "v: char: 65536 (expected: 0..65535)"),
                arguments("booleanValue", "02", "v: boolean: 2 (expected: 0 or 1)"),
                arguments("doubleValue", "00 00 00 00 00 00 00", "v: ends 1 bytes too early"),
                arguments("boxed", "ff 00", "v: null marker: 255 (expected: 0 or 1)"),
                arguments("boxed", "01 80 80 80 80 80 80 80 80 80 80 01", "v: an overlong varint"),
                arguments("boxed", "01 ff ff ff ff ff ff ff ff ff 02", "v: an overlong varint"),
                arguments("string", "05 61", "v: 4 elements announced, but 1 bytes left"),
                arguments("string", "ff ff ff ff 0f", "v: 4294967294 elements announced, but 0 bytes left"),
                arguments("string", "02 80", "v: a string that is not UTF-8"),
                arguments("string", "02 c3", "v: a string that is not UTF-8"),
                arguments("string", "03 c0 80", "v: a string that is not UTF-8"),
                arguments("string", "04 e0 80 80", "v: a string that is not UTF-8"),
                arguments("string", "04 ed a0 80", "v: a string that is not UTF-8"),
                arguments("string", "05 f0 80 80 80", "v: a string that is not UTF-8"),
                arguments("string", "05 f4 90 80 80", "v: a string that is not UTF-8"),
                arguments("string", "05 f8 80 80 80", "v: a string that is not UTF-8"),
                arguments("string", "04 e2 82 41", "v: a string that is not UTF-8"),
                arguments("bytes", "04 00 00", "v: 3 elements announced, but 2 bytes left"),
                arguments("doubles", "03 00 00 00 00 00 00 00 00", "v: 2 elements announced, but 8 bytes left"),
                arguments("unit", "08", "v: constant 7 of TimeUnit (expected: 0..6)"),
                arguments("unit", "ff ff ff ff 0f", "v: constant 4294967294 of TimeUnit (expected: 0..6)"),
                arguments("bigInteger", "01 00", "v: null (expected bytes)"),
                arguments("bigInteger", "01 01", "v: not a BigInteger"),
                arguments("bigInteger", "01 ff ff ff ff 07 01", "v: 2147483646 elements announced, but 1 bytes left"),
                arguments("bigDecimal", "01 a2 9c 01 02 01", "v: scale: 10001 (expected: -10000..10000)"),
                arguments("bitSet", "01 ff ff ff ff 07", "v: 2147483646 elements announced, but 0 bytes left"),
                arguments("uri", "01 02 20", "v: not a URI"),
                arguments("uri", "01 00", "v: null (expected: a string)"),
                arguments("currency", "01 04 41 41 41", "v: not a Currency"),
                arguments("address", "01 04 01 02 03", "v: an InetAddress of neither 4 nor 16 bytes"),
                arguments("date", "01 fe ff ff ff ff ff ff ff ff 01", "v: not a LocalDate"),
                arguments("time", "01 80 80 bc 8a c9 d2 13", "v: not a LocalTime"),
                arguments("instant", "01 00 80 94 eb dc 03", "v: nanoseconds: 1000000000 (expected: 0..999999999)"),
                arguments("zone", "01 05 4e 6f 2f 4f", "v: not a ZoneId"),
                arguments("offset", "01 c2 f4 07", "v: not a ZoneOffset"),
                arguments("optional", "03", "v: optional: 3 (expected: 0..2)"),
                arguments("optional", "02 00", "v: null in a present Optional"),
                arguments("list", "03 01 02 02 00", "v[1]: null marker: 2 (expected: 0 or 1)"),
                arguments("empties", "c0 84 3d 01 01 01", "v: 999999 elements announced, but 3 bytes left"),
                arguments("set", "03 02 61 02 61", "v[1]: the same element twice in a Set"),
                arguments("sorted", "02 00", "v[0]: null in a SortedSet"),
                arguments("units", "03 01 01", "v[1]: the same element twice in a EnumSet"),
                arguments("units", "02 00", "v[0]: null in a EnumSet"),
                arguments("deque", "02 00", "v[0]: null in a Deque"),
                arguments("map", "03 02 61 00 02 61 00", "v[1]: the same key twice"),
                arguments("map", "02 02 61 01 02 62 05", "v[0].next: null marker: 5 (expected: 0 or 1)"),
                arguments("map", "03 02 61 00 00", "v[1]: ends 1 bytes too early"),
                arguments("concurrent", "02 02 61 00", "v[0]: null as a value of a ConcurrentMap"),
                arguments("concurrent", "02 00 02 61", "v[0]: null as a key of a ConcurrentMap"),
                arguments("node", "01 02 61 01 02 62 03", "v.next.next: null marker: 3 (expected: 0 or 1)"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenBytesAreRefusedWithThePathAndTheRule(String method, String hex, String message) {
        MethodCodec codec = Codecs.method(CODEC, method);

        assertThatThrownBy(() -> codec.decodeArguments(Codecs.payload(hex)))
                .isInstanceOfSatisfying(
                        CodecException.class, e -> assertThat(e.reason()).isEqualTo(CodecException.Reason.INVALID))
                .hasMessage(message);
        codec.decodeArguments(codec.encodeArguments(valid(method))); // nothing of it is left in the scratch
    }

    private static Object[] valid(String method) {
        return switch (method) {
            case "intValue" -> new Object[] {1};
            case "nothing" -> new Object[0];
            case "shortValue" -> new Object[] {(short) 1};
            case "charValue" -> new Object[] {'x'};
            case "booleanValue" -> new Object[] {true};
            case "doubleValue" -> new Object[] {1.5};
            default -> new Object[] {null};
        };
    }

    @Test
    void aResultHasOneFormOfNull() {
        assertThatThrownBy(() -> Codecs.method(CODEC, "string").decodeResult(Codecs.payload("00")))
                .hasMessage("result: null with a body");
        assertThatThrownBy(() -> Codecs.method(CODEC, "intValue").decodeResult(Codecs.payload("")))
                .hasMessage("result: null (expected int)");
        assertThatThrownBy(() -> Codecs.method(CODEC, "nothing").decodeResult(Codecs.payload("00")))
                .hasMessage("result: 1 bytes (expected: none)");
    }

    static Stream<Arguments> nested() {
        return Stream.of(
                arguments("node", "01 00", "nested deeper than 256 levels"),
                arguments("tree", "01 02", "nested deeper than 256 levels"));
    }

    @ParameterizedTest
    @MethodSource("nested")
    void deepNestingIsRefusedLongBeforeTheStackEnds(String method, String level, String message) {
        String hex = level.replace(" ", "").repeat(200_000);

        assertThatThrownBy(() -> Codecs.method(CODEC, method).decodeArguments(Codecs.payload(hex)))
                .isInstanceOf(CodecException.class)
                .hasMessageStartingWith("v\u2026")
                .hasMessageEndingWith(": " + message)
                .hasMessageMatching("(?s).{1,700}");
    }

    @Test
    void exactly256LevelsAreAccepted() {
        Node node = null;
        for (int i = 0; i < 256; i++) {
            node = new Node(null, node);
        }
        MethodCodec codec = Codecs.method(CODEC, "node");
        Object[] arguments = {node};

        assertThat(codec.decodeArguments(codec.encodeArguments(arguments))).isEqualTo(arguments);
    }

    @Test
    void aStackThatIsTooSmallForTheLimitIsNoError() {
        CodecLimits deep = new CodecLimits(16 << 20, 10_000_000, 10_000_000);
        MethodCodec codec = Codecs.method(Codecs.of(Guarded.class, deep), "node");

        assertThatThrownBy(() -> codec.decodeArguments(Codecs.payload("0100".repeat(1_000_000))))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("nested deeper than this thread's stack");
        assertThatCode(() -> codec.decodeArguments(Codecs.payload("00"))).doesNotThrowAnyException();
    }

    @Test
    void moreObjectsThanTheLimitAreRefused() {
        MethodCodec codec = Codecs.method(Codecs.of(Guarded.class, new CodecLimits(1 << 20, 10, 256)), "list");

        assertThatThrownBy(() -> codec.decodeArguments(Codecs.payload("0c" + "00".repeat(11))))
                .hasMessage("v: the message has more than 10 objects and elements");
        assertThatCode(() -> codec.decodeArguments(Codecs.payload("0b" + "00".repeat(10))))
                .doesNotThrowAnyException();
    }

    @Test
    void aMessageAboveTheSizeLimitIsNotLookedAt() {
        MethodCodec codec =
                Codecs.method(Codecs.of(Guarded.class, CodecLimits.defaults().withMaxBytes(10)), "string");

        assertThatCode(() -> codec.decodeArguments(Codecs.payload("0a" + "61".repeat(9))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> codec.decodeArguments(Codecs.payload("0b" + "61".repeat(10))))
                .isInstanceOfSatisfying(
                        CodecException.class, e -> assertThat(e.reason()).isEqualTo(CodecException.Reason.TOO_LARGE))
                .hasMessage("the message has 11 bytes (limit: 10)");
    }
}
