package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.volant.rpc.MethodCodec;
import io.volant.rpc.RpcService;
import io.volant.rpc.ServiceCodec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.Currency;
import java.util.Date;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("JavaUtilDate") // it travels
class LeafRoundTripTest {
    @RpcService
    interface Leafy {
        String string(String v);

        byte[] bytes(byte[] v);

        boolean[] booleans(boolean[] v);

        short[] shorts(short[] v);

        char[] chars(char[] v);

        int[] ints(int[] v);

        long[] longs(long[] v);

        float[] floats(float[] v);

        double[] doubles(double[] v);

        Boolean boxedBoolean(Boolean v);

        Byte boxedByte(Byte v);

        Short boxedShort(Short v);

        Character boxedChar(Character v);

        Integer boxedInt(Integer v);

        Long boxedLong(Long v);

        Float boxedFloat(Float v);

        Double boxedDouble(Double v);

        BigInteger bigInteger(BigInteger v);

        BigDecimal bigDecimal(BigDecimal v);

        BitSet bitSet(BitSet v);

        UUID uuid(UUID v);

        URI uri(URI v);

        Locale locale(Locale v);

        Currency currency(Currency v);

        InetAddress address(InetAddress v);

        Inet4Address address4(Inet4Address v);

        Inet6Address address6(Inet6Address v);

        OptionalInt optionalInt(OptionalInt v);

        OptionalLong optionalLong(OptionalLong v);

        OptionalDouble optionalDouble(OptionalDouble v);

        Date oldDate(Date v);

        LocalDate date(LocalDate v);

        LocalTime time(LocalTime v);

        LocalDateTime dateTime(LocalDateTime v);

        Instant instant(Instant v);

        Duration duration(Duration v);

        Period period(Period v);

        Year year(Year v);

        YearMonth yearMonth(YearMonth v);

        MonthDay monthDay(MonthDay v);

        OffsetDateTime offsetDateTime(OffsetDateTime v);

        OffsetTime offsetTime(OffsetTime v);

        ZonedDateTime zonedDateTime(ZonedDateTime v);

        ZoneId zoneId(ZoneId v);

        ZoneOffset zoneOffset(ZoneOffset v);

        DayOfWeek dayOfWeek(DayOfWeek v);

        RoundingMode roundingMode(RoundingMode v);
    }

    private static final ServiceCodec CODEC = Codecs.of(Leafy.class);

    static Stream<Arguments> values() throws UnknownHostException {
        return Stream.of(
                        Stream.of("", "a", "x".repeat(126), "x".repeat(127), "é".repeat(64), "漢字 \uD83D\uDE00 \u0000")
                                .map(v -> arguments("string", v)),
                        Stream.of(new byte[0], new byte[] {-128, 0, 127}, new byte[300])
                                .map(v -> arguments("bytes", v)),
                        arrays(),
                        boxes(),
                        numbers(),
                        names(),
                        times())
                .flatMap(s -> s);
    }

    private static Stream<Arguments> arrays() {
        return Stream.of(
                arguments("booleans", new boolean[] {true, false}),
                arguments("shorts", new short[] {Short.MIN_VALUE, -1, 0, 1, Short.MAX_VALUE}),
                arguments("chars", new char[] {0, 'a', '\uD800', Character.MAX_VALUE}),
                arguments("ints", new int[] {Integer.MIN_VALUE, -1, 0, 63, 64, Integer.MAX_VALUE}),
                arguments("ints", new int[0]),
                arguments("longs", new long[] {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE}),
                arguments("floats", new float[] {-0f, Float.MIN_VALUE, Float.NaN, Float.NEGATIVE_INFINITY}),
                arguments("doubles", new double[] {-0d, Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY}));
    }

    private static Stream<Arguments> boxes() {
        return Stream.of(
                arguments("boxedBoolean", true),
                arguments("boxedByte", Byte.MIN_VALUE),
                arguments("boxedShort", Short.MIN_VALUE),
                arguments("boxedChar", Character.MAX_VALUE),
                arguments("boxedInt", Integer.MIN_VALUE),
                arguments("boxedLong", Long.MIN_VALUE),
                arguments("boxedFloat", Float.NaN),
                arguments("boxedDouble", -0d),
                arguments("optionalInt", OptionalInt.of(-5)),
                arguments("optionalInt", OptionalInt.empty()),
                arguments("optionalLong", OptionalLong.of(Long.MIN_VALUE)),
                arguments("optionalLong", OptionalLong.empty()),
                arguments("optionalDouble", OptionalDouble.of(1.5)),
                arguments("optionalDouble", OptionalDouble.empty()));
    }

    private static Stream<Arguments> numbers() {
        return Stream.of(
                arguments("bigInteger", BigInteger.ZERO),
                arguments("bigInteger", BigInteger.TWO.pow(4_000).negate()),
                arguments("bigDecimal", new BigDecimal("-1.500")),
                arguments("bigDecimal", new BigDecimal(BigInteger.ONE, 10_000)),
                arguments("bigDecimal", new BigDecimal(BigInteger.TEN, -10_000)),
                arguments("bitSet", new BitSet()),
                arguments("bitSet", BitSet.valueOf(new long[] {5, 0, Long.MIN_VALUE})),
                arguments("uuid", new UUID(Long.MIN_VALUE, -1)));
    }

    private static Stream<Arguments> names() throws UnknownHostException {
        return Stream.of(
                arguments("uri", URI.create("https://volant.example/a?b=%20#c")),
                arguments("uri", URI.create("")),
                arguments("locale", Locale.ROOT),
                arguments("locale", Locale.forLanguageTag("zh-Hant-TW-u-ca-roc")),
                arguments("locale", new Locale("ja", "JP", "JP")),
                arguments("currency", Currency.getInstance("EUR")),
                arguments("address", InetAddress.getByAddress(new byte[] {127, 0, 0, 1})),
                arguments("address", InetAddress.getByAddress(new byte[] {
                    0x20, 1, 0x0D, (byte) 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1
                })),
                arguments("address4", InetAddress.getByAddress(new byte[] {10, 0, 0, 1})),
                arguments("address6", InetAddress.getByAddress(new byte[] {
                    0x20, 1, 0x0D, (byte) 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1
                })),
                arguments("dayOfWeek", DayOfWeek.SUNDAY),
                arguments("roundingMode", RoundingMode.HALF_EVEN));
    }

    private static Stream<Arguments> times() {
        LocalDateTime ambiguous = LocalDateTime.of(2026, 10, 25, 2, 30);
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        return Stream.of(
                arguments("oldDate", new Date(Long.MIN_VALUE)),
                arguments("date", LocalDate.MIN),
                arguments("date", LocalDate.of(2024, 2, 29)),
                arguments("date", LocalDate.MAX),
                arguments("time", LocalTime.MIN),
                arguments("time", LocalTime.MAX),
                arguments("dateTime", LocalDateTime.MIN),
                arguments("dateTime", LocalDateTime.MAX),
                arguments("instant", Instant.MIN),
                arguments("instant", Instant.MAX),
                arguments("duration", Duration.ofSeconds(Long.MIN_VALUE)),
                arguments("duration", Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)),
                arguments("period", Period.of(-1, 2, Integer.MIN_VALUE)),
                arguments("year", Year.of(-44)),
                arguments("yearMonth", YearMonth.of(2026, 12)),
                arguments("monthDay", MonthDay.of(2, 29)),
                arguments("offsetDateTime", OffsetDateTime.MIN),
                arguments("offsetTime", OffsetTime.MAX),
                arguments("zonedDateTime", ZonedDateTime.ofLocal(ambiguous, berlin, ZoneOffset.ofHours(1))),
                arguments("zonedDateTime", ZonedDateTime.ofLocal(ambiguous, berlin, ZoneOffset.ofHours(2))),
                arguments("zoneId", berlin),
                arguments("zoneId", ZoneOffset.ofHoursMinutes(5, 30)),
                arguments("zoneOffset", ZoneOffset.MIN));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aLeafComesBackEqualAsArgumentAndAsResult(String method, Object value) {
        MethodCodec codec = Codecs.method(CODEC, method);

        assertThat(codec.decodeArguments(Codecs.moved(codec.encodeArguments(new Object[] {value})))[0])
                .isEqualTo(value)
                .hasSameClassAs(value);
        assertThat(codec.decodeResult(Codecs.moved(codec.encodeResult(value)))).isEqualTo(value);
    }

    static Stream<String> methods() {
        return CODEC.service().methods().stream().map(m -> m.name());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void nullIsOneByteAsArgumentAndNoneAsResult(String method) {
        MethodCodec codec = Codecs.method(CODEC, method);

        assertThat(Codecs.hex(codec.encodeArguments(new Object[] {null}))).isEqualTo("00");
        assertThat(codec.decodeArguments(Codecs.payload("00"))).containsExactly((Object) null);
        assertThat(codec.encodeResult(null).isEmpty()).isTrue();
        assertThat(codec.decodeResult(Codecs.payload(""))).isNull();
    }
}
