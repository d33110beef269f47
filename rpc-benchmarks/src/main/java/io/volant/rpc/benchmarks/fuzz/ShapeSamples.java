package io.volant.rpc.benchmarks.fuzz;

import io.volant.rpc.benchmarks.fuzz.Shapes.Bean;
import io.volant.rpc.benchmarks.fuzz.Shapes.Figure;
import io.volant.rpc.benchmarks.fuzz.Shapes.Page;
import io.volant.rpc.benchmarks.fuzz.Shapes.Part;
import io.volant.rpc.benchmarks.fuzz.Shapes.Plain;
import io.volant.rpc.benchmarks.fuzz.Shapes.Positive;
import io.volant.rpc.benchmarks.fuzz.Shapes.Slot;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Currency;
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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Values for the methods of {@link Shapes}, by name; where a method has none, the fuzzer starts from null. */
final class ShapeSamples {
    private ShapeSamples() {}

    static Map<String, Object[]> all() {
        Map<String, Object[]> all = new HashMap<>();
        objects(all);
        arrays(all);
        leaves(all);
        times(all);
        containers(all);
        return all;
    }

    private static void objects(Map<String, Object[]> all) {
        Part leaf = new Part("leaf", null, new Part[0], List.of(), Map.of());
        add(all, "plain", new Plain(true, (byte) -1, (short) 2, 'x', -3, 4L << 40, 0.5f, Double.NaN, "text"));
        add(all, "part", new Part("root", leaf, new Part[] {leaf, null}, List.of(leaf), Map.of("k", leaf)));
        add(all, "pages", new Page<>(1, List.of(new Page<>(2, List.of(new Positive(1), new Positive(300))))));
        add(all, "bean", new Bean());
        add(all, "figure", new Figure.Group(List.of(new Figure.Dot(1, -1), new Figure.Group(List.of()))));
        add(all, "figures", Set.of(new Figure.Dot(1, 2)));
        add(all, "oneOf", 7L);
        all.put("sum", new Object[] {1, -2L, 3});
    }

    private static void arrays(Map<String, Object[]> all) {
        add(all, "text", "caf\u00e9 \u6f22\u5b57 \uD83D\uDE00");
        add(all, "bytes", new byte[] {0, 1, -1});
        add(all, "matrix", new int[][] {{1, -200}, null, {}});
        add(all, "longs", new long[] {0, -1, Long.MAX_VALUE});
        add(all, "doubles", new double[] {0.25, Double.NEGATIVE_INFINITY});
        add(all, "texts", new String[][][] {{{"a", null}, {}}, null});
    }

    private static void leaves(Map<String, Object[]> all) {
        add(all, "integer", BigInteger.TEN.pow(30));
        add(all, "decimal", new BigDecimal("-123456789012345678901234567890.123"));
        add(all, "decimals", new TreeSet<>(Set.of(new BigDecimal("1.5"), new BigDecimal("2E+3"))));
        add(all, "bits", BitSet.valueOf(new long[] {5, 1L << 63}));
        add(all, "uuid", new UUID(1, -2));
        add(all, "uri", URI.create("https://user@example.org:8080/a/b?q=1#f"));
        add(all, "locale", Locale.forLanguageTag("de-CH-1901-u-nu-latn"));
        add(all, "currency", Currency.getInstance("EUR"));
        add(all, "address", InetAddress.getLoopbackAddress());
        add(all, "optional", Optional.of(Optional.of("x")));
        add(all, "optionalInts", List.of(OptionalInt.of(7), OptionalInt.empty()));
        add(all, "optionalLong", OptionalLong.of(-7));
        add(all, "optionalDouble", OptionalDouble.of(0.5));
    }

    private static void times(Map<String, Object[]> all) {
        LocalDateTime time = LocalDateTime.of(2026, 7, 1, 12, 30, 0, 5);
        add(all, "instants", List.of(Instant.EPOCH, Instant.ofEpochSecond(-5, 999_999_999)));
        add(all, "duration", Duration.ofMillis(-1));
        add(all, "period", Period.of(1, -2, 3));
        add(all, "yearMonth", YearMonth.of(2026, 2));
        add(all, "monthDay", MonthDay.of(2, 29));
        add(all, "offsetTime", LocalTime.NOON.atOffset(ZoneOffset.ofHours(-5)));
        add(all, "zoned", time.atZone(ZoneId.of("Europe/Berlin")));
        add(all, "dateTimes", Set.of(time, time.plusDays(1)));
    }

    private static void containers(Map<String, Object[]> all) {
        add(all, "boxes", Map.of(true, List.of('a', '\uffff')));
        add(all, "keys", Set.of(new Slot(1, 1), new Slot(1, 2)));
        add(all, "keyMap", Map.of(new Slot(1, 1), new Slot(2, 2)));
        add(all, "deque", new ArrayDeque<>(List.of(1, 2)));
        add(all, "units", EnumSet.of(TimeUnit.DAYS, TimeUnit.SECONDS));
        add(all, "unitNames", new EnumMap<>(Map.of(TimeUnit.DAYS, "d")));
        add(all, "nested", new HashMap<>(Map.of("Aa", List.of(Set.of(1, 2)), "BB", List.of(Set.of()))));
        add(all, "sorted", new TreeMap<>(Map.of("a", 1L, "b", -1L)));
        add(all, "concurrent", new ConcurrentHashMap<>(Map.of(new UUID(3, 4), "v")));
    }

    private static void add(Map<String, Object[]> all, String method, Object value) {
        all.put(method, new Object[] {value});
    }
}
