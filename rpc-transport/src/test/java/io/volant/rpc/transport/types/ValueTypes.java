package io.volant.rpc.transport.types;

import io.volant.rpc.RpcService;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.BitSet;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** Numbers, names and addresses of the JDK. */
final class ValueTypes {
    private static final byte[] HOST = {10, 0, 0, 1};
    private static final byte[] LINK_LOCAL = {(byte) 0xFE, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1};

    private ValueTypes() {}

    @RpcService
    interface Values {
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

        Optional<String> optional(Optional<String> v);

        OptionalInt optionalInt(OptionalInt v);

        OptionalLong optionalLong(OptionalLong v);

        OptionalDouble optionalDouble(OptionalDouble v);
    }

    static Family family() {
        FamilyBuilder family = new FamilyBuilder(
                        "Values of the JDK",
                        "Of exactly these classes: a subclass of `BigDecimal` is refused. Of an address the bytes travel, without"
                                + " host name, which is never looked up, and without scope id, which means something on one"
                                + " machine alone.",
                        Values.class)
                .travel("bigInteger", BigInteger.ZERO, BigInteger.TWO.pow(4_000).negate())
                .travel("bigDecimal", new BigDecimal("-1.500"), new BigDecimal(BigInteger.TEN, -10_000))
                .note("bigDecimal", "with its scale, which is at most ±10,000")
                .travel("bitSet", new BitSet(), BitSet.valueOf(new long[] {5, 0, Long.MIN_VALUE}))
                .travel("uuid", new UUID(Long.MIN_VALUE, -1))
                .travel("uri", URI.create(""), URI.create("https://volant.example/a?b=%20#c"))
                .travel("locale", Locale.ROOT, Locale.forLanguageTag("zh-Hant-TW-u-ca-roc"))
                .travel("currency", Currency.getInstance("EUR"));
        addresses(family);
        return family.travel("optional", Optional.empty(), Optional.of("a"))
                .note("optional", "null, empty and present are three things")
                .travel("optionalInt", OptionalInt.empty(), OptionalInt.of(-5))
                .travel("optionalLong", OptionalLong.empty(), OptionalLong.of(Long.MAX_VALUE))
                .travel("optionalDouble", OptionalDouble.empty(), OptionalDouble.of(1.5))
                .refuseValue(
                        "bigDecimal",
                        "scale 10,001",
                        new BigDecimal(BigInteger.ONE, 10_001),
                        "v: a BigDecimal with a scale beyond ±10000")
                .refuseValue(
                        "bigDecimal",
                        "a subclass",
                        new Amount("1"),
                        "v: ValueTypes$Amount (expected exactly BigDecimal)")
                .refuseValue(
                        "locale",
                        "`new Locale(\"x y z\")`",
                        new Locale("x y z"),
                        "v: a Locale that no language tag can express")
                .build();
    }

    static final class Amount extends BigDecimal {
        private static final long serialVersionUID = 1L;

        Amount(String value) {
            super(value);
        }
    }

    private static void addresses(FamilyBuilder family) {
        try {
            InetAddress four = InetAddress.getByAddress(HOST);
            InetAddress six = InetAddress.getByAddress(LINK_LOCAL);
            InetAddress mapped = Inet6Address.getByAddress(null, MAPPED, -1);
            family.travel("address", four, six)
                    .arrive("address", InetAddress.getByAddress("db.invalid", HOST), four)
                    .arrive("address", mapped, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))
                    .note("address", "an IPv4 address in 16 bytes becomes an `Inet4Address`")
                    .travel("address4", four)
                    .travel("address6", six)
                    .arrive("address6", Inet6Address.getByAddress(null, LINK_LOCAL, 3), six)
                    .refuseValue(
                            "address6",
                            "`::ffff:127.0.0.1`",
                            mapped,
                            "v: an IPv4 address in the form of an Inet6Address");
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes are addresses", e);
        }
    }
}
