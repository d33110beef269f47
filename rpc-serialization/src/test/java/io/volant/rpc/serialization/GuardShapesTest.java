package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.CodecException;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.OneOf;
import io.volant.rpc.Payload;
import io.volant.rpc.RpcService;
import io.volant.rpc.ServiceCodec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.BitSet;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A count of two thousand million, and one of all bytes that are left, in every slot that has a count. */
@SuppressWarnings({"JdkObsolete", "NonApiType"})
@Timeout(60)
class GuardShapesTest {
    /** A scratch, an exception, and room for as many references as the message has bytes. */
    private static final int BODY = 64 << 10;

    private static final long NEXT_TO_NOTHING = 256 << 10;
    private static final long MOST = NEXT_TO_NOTHING + 64L * BODY;

    record Cell(int row) {}

    @RpcService
    interface Counted {
        boolean[] booleans(boolean[] v);

        byte[] bytes(byte[] v);

        short[] shorts(short[] v);

        char[] chars(char[] v);

        int[] ints(int[] v);

        long[] longs(long[] v);

        float[] floats(float[] v);

        double[] doubles(double[] v);

        Boolean[] boxedBooleans(Boolean[] v);

        Byte[] boxedBytes(Byte[] v);

        Short[] boxedShorts(Short[] v);

        Character[] boxedChars(Character[] v);

        Integer[] boxedInts(Integer[] v);

        Long[] boxedLongs(Long[] v);

        Float[] boxedFloats(Float[] v);

        Double[] boxedDoubles(Double[] v);

        String string(String v);

        String[] strings(String[] v);

        Cell[] records(Cell[] v);

        BigInteger[] integers(BigInteger[] v);

        List<String> list(List<String> v);

        LinkedList<Cell> linked(LinkedList<Cell> v);

        Deque<Integer> deque(Deque<Integer> v);

        Set<Integer> set(Set<Integer> v);

        HashSet<Cell> hashSet(HashSet<Cell> v);

        SortedSet<String> sortedSet(SortedSet<String> v);

        EnumSet<TimeUnit> enumSet(EnumSet<TimeUnit> v);

        Map<String, String> map(Map<String, String> v);

        NavigableMap<Long, Cell> navigable(NavigableMap<Long, Cell> v);

        ConcurrentMap<String, Cell> concurrent(ConcurrentMap<String, Cell> v);

        EnumMap<TimeUnit, String> enumMap(EnumMap<TimeUnit, String> v);
    }

    /** Slots with something before the count. */
    @RpcService
    interface Inside {
        BigInteger integer(BigInteger v); // 01

        BitSet bits(BitSet v); // 01

        BigDecimal decimal(BigDecimal v); // 01 00

        Optional<List<String>> optional(Optional<List<String>> v); // 02

        List<Set<Map<String, Cell[]>>> nested(List<Set<Map<String, Cell[]>>> v); // 02 02 02 02 61
    }

    private static final ServiceCodec COUNTED = Codecs.of(Counted.class);
    private static final ServiceCodec INSIDE = Codecs.of(Inside.class);

    private record Slot(MethodCodec codec, String name, String before) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Slot> slots() {
        Map<String, String> before =
                Map.of("integer", "01", "bits", "01", "decimal", "0100", "optional", "02", "nested", "0202020261");
        return Stream.concat(
                COUNTED.service().methods().stream().map(m -> new Slot(COUNTED.method(m.index()), m.name(), "")),
                INSIDE.service().methods().stream()
                        .map(m -> new Slot(INSIDE.method(m.index()), m.name(), before.get(m.name()))));
    }

    @ParameterizedTest
    @MethodSource("slots")
    void twoThousandMillionOfAnythingAreRefusedAtOnce(Slot slot) {
        Payload bomb = Codecs.payload(slot.before() + "ffffffff07" + "01".repeat(100));

        long allocated = Allocation.bytesOf(
                NEXT_TO_NOTHING,
                () -> assertThatThrownBy(() -> slot.codec().decodeArguments(bomb))
                        .isInstanceOf(CodecException.class)
                        .hasMessageContaining("2147483646 elements announced, but 100 bytes left"));

        assertThat(allocated).isLessThan(NEXT_TO_NOTHING);
    }

    /** As many elements as there are bytes is the most that a count may say; what follows are nulls, zeros or nonsense. */
    @ParameterizedTest
    @MethodSource("slots")
    void asManyElementsAsBytesCostInProportionToTheBytes(Slot slot) {
        for (String filling : List.of("00", "01", "02", "ff", "7f")) {
            byte[] body = Codecs.bytes(slot.before() + "818004" + filling.repeat(BODY)); // 65,536
            long allocated = Allocation.bytesOf(MOST, () -> {
                try {
                    slot.codec().decodeArguments(Payload.of(body));
                } catch (CodecException e) {
                    assertThat(e).hasMessageStartingWith("v");
                }
            });
            assertThat(allocated).as(filling).isLessThan(MOST);
        }
    }

    @RpcService
    interface Decimals {
        SortedSet<BigDecimal> sorted(SortedSet<BigDecimal> v);

        Map<BigDecimal, String> keys(Map<BigDecimal, String> v);

        Set<@OneOf({BigDecimal.class, String.class}) Object> mixed(
                Set<@OneOf({BigDecimal.class, String.class}) Object> v);

        List<BigDecimal> list(List<BigDecimal> v);
    }

    private static final ServiceCodec DECIMALS = Codecs.of(Decimals.class);
    private static final BigDecimal LONG = new BigDecimal(BigInteger.TEN.pow(9_999), 9_999);

    /** One comparison with such a number takes the JDK milliseconds, and every further element of a set is compared with it. */
    @Test
    void decimalsThatAreSlowToCompareAreNoKeys() {
        String number = Codecs.hex(Codecs.method(DECIMALS, "list").encodeArguments(new Object[] {List.of(LONG)}))
                .substring(2);
        for (String method : List.of("sorted", "keys")) {
            String bomb = "02" + number + (method.equals("keys") ? "00" : "");
            assertThatThrownBy(() -> Codecs.method(DECIMALS, method).decodeArguments(Codecs.payload(bomb)))
                    .isInstanceOf(CodecException.class)
                    .hasMessageContaining("a BigDecimal of scale 9999 and 4153 bytes in a set or as a key"
                            + " (expected: a scale within \u00b1300, at most 125 bytes)");
        }
        assertThatThrownBy(() -> Codecs.method(DECIMALS, "keys").encodeArguments(new Object[] {Map.of(LONG, "")}))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("a BigDecimal of scale 9999");
        assertThatThrownBy(() -> Codecs.method(DECIMALS, "mixed").encodeArguments(new Object[] {Set.of(LONG)}))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("a BigDecimal of scale 9999");
    }

    @Test
    void anyDecimalTravelsWhereNothingComparesIt() {
        MethodCodec codec = Codecs.method(DECIMALS, "list");

        assertThat(codec.decodeResult(codec.encodeResult(List.of(LONG)))).isEqualTo(List.of(LONG));
    }

    @Test
    void decimalKeysUpToTheLimitTravel() {
        BigDecimal most = new BigDecimal(BigInteger.TEN.pow(299), 300);
        BigDecimal least = new BigDecimal(BigInteger.ONE, -300);
        MethodCodec codec = Codecs.method(DECIMALS, "keys");

        assertThat(codec.decodeResult(codec.encodeResult(Map.of(most, "a", least, "b"))))
                .isEqualTo(Map.of(most, "a", least, "b"));
    }
}
