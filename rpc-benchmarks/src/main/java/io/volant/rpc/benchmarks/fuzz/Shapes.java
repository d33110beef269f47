package io.volant.rpc.benchmarks.fuzz;

import io.volant.rpc.OneOf;
import io.volant.rpc.RpcService;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.OffsetTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.Currency;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Every kind of type that travels, one method each: the arguments are also the result. {@link ShapeSamples} has values. */
@RpcService
@SuppressWarnings({"ArrayRecordComponent", "NonApiType"}) // what may stand in a signature is the subject here
interface Shapes {
    /** Every primitive, and a string. */
    record Plain(boolean z, byte b, short s, char c, int i, long l, float f, double d, String text) {}

    /** A type that holds itself, directly and in containers. */
    record Part(String name, @Nullable Part next, @Nullable Part[] parts, List<Part> list, Map<String, Part> map) {}

    /** A generic type. */
    record Page<T>(int number, List<T> items) {}

    /** A type whose constructor refuses values. */
    record Positive(int value) {
        public Positive {
            if (value <= 0) {
                throw new IllegalArgumentException("value: " + value + " (expected: > 0)");
            }
        }
    }

    /** A key whose hash codes are easily made equal. */
    record Slot(int a, int b) {
        @Override
        public int hashCode() {
            return a;
        }
    }

    /** A union. */
    sealed interface Figure {
        /** A case that holds the union. */
        record Group(List<Figure> figures) implements Figure {}

        /** A case. */
        record Dot(int x, int y) implements Figure {}
    }

    /** A bean: fields instead of components. */
    class Bean {
        String name = "none";
        TimeUnit unit = TimeUnit.DAYS;
        Optional<Long> number = Optional.empty();
        Page<Integer> page = new Page<>(0, List.of());

        Bean() {}
    }

    /** A declared exception. */
    class Sorry extends Exception {
        Sorry(String message) {
            super(message);
        }
    }

    Plain plain(Plain v) throws Sorry, IllegalStateException;

    Part part(Part v);

    Page<Page<Positive>> pages(Page<Page<Positive>> v);

    Bean bean(Bean v);

    String text(String v);

    byte[] bytes(byte[] v);

    int[][] matrix(int[][] v);

    long[] longs(long[] v);

    double[] doubles(double[] v);

    String[][][] texts(String[][][] v);

    Map<Boolean, List<Character>> boxes(Map<Boolean, List<Character>> v);

    BigInteger integer(BigInteger v);

    BigDecimal decimal(BigDecimal v);

    SortedSet<BigDecimal> decimals(SortedSet<BigDecimal> v);

    BitSet bits(BitSet v);

    UUID uuid(UUID v);

    URI uri(URI v);

    Locale locale(Locale v);

    Currency currency(Currency v);

    InetAddress address(InetAddress v);

    Optional<Optional<String>> optional(Optional<Optional<String>> v);

    List<OptionalInt> optionalInts(List<OptionalInt> v);

    OptionalLong optionalLong(OptionalLong v);

    OptionalDouble optionalDouble(OptionalDouble v);

    List<Instant> instants(List<Instant> v);

    Duration duration(Duration v);

    Period period(Period v);

    YearMonth yearMonth(YearMonth v);

    MonthDay monthDay(MonthDay v);

    OffsetTime offsetTime(OffsetTime v);

    ZonedDateTime zoned(ZonedDateTime v);

    Set<LocalDateTime> dateTimes(Set<LocalDateTime> v);

    Set<Slot> keys(Set<Slot> v);

    Map<Slot, Slot> keyMap(Map<Slot, Slot> v);

    Deque<Integer> deque(Deque<Integer> v);

    EnumSet<TimeUnit> units(EnumSet<TimeUnit> v);

    EnumMap<TimeUnit, String> unitNames(EnumMap<TimeUnit, String> v);

    HashMap<String, List<Set<Integer>>> nested(HashMap<String, List<Set<Integer>>> v);

    SortedMap<String, Long> sorted(SortedMap<String, Long> v);

    ConcurrentMap<UUID, String> concurrent(ConcurrentMap<UUID, String> v);

    Figure figure(Figure v);

    Set<Figure> figures(Set<Figure> v);

    @OneOf({String.class, Long.class, BigDecimal.class})
    Object oneOf(@OneOf({String.class, Long.class, BigDecimal.class}) Object v);

    int sum(int a, long b, Integer c);
}
