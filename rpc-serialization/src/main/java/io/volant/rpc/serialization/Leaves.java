package io.volant.rpc.serialization;

import io.volant.rpc.serialization.LeafCodec.Reader;
import io.volant.rpc.serialization.LeafCodec.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.BitSet;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** The closed list of JDK types that travel, besides collections: nothing else of {@code java.*} is ever looked into. */
final class Leaves {
    private static final int LARGEST_SCALE = 10_000;

    private final Map<Class<?>, Codec<?>> codecs = new HashMap<>();

    private Leaves() {}

    static Map<Class<?>, Codec<?>> codecs() {
        Leaves leaves = new Leaves();
        leaves.addBoxes();
        leaves.addNumbers();
        leaves.addNames();
        leaves.addAddresses();
        leaves.addOptionals();
        TimeLeaves.addTo(leaves);
        return Map.copyOf(leaves.codecs);
    }

    /** Adds a class whose values are always of exactly this class. */
    <T> void add(Class<T> type, Writer<T> writer, Reader<T> reader) {
        codecs.put(type, new LeafCodec<>(type, true, writer, reader));
    }

    /** Adds a class of which the JDK has hidden subclasses that are all written alike. */
    <T> void addFamily(Class<T> type, Writer<T> writer, Reader<T> reader) {
        codecs.put(type, new LeafCodec<>(type, false, writer, reader));
    }

    private void addBoxes() {
        for (Primitive primitive : Primitive.values()) {
            codecs.put(primitive.box(), new BoxCodec(primitive));
        }
    }

    private void addNumbers() {
        add(BigInteger.class, (out, v) -> putBytes(out, v.toByteArray()), in -> new BigInteger(takeBytes(in)));
        add(BigDecimal.class, Leaves::putDecimal, Leaves::takeDecimal);
        add(BitSet.class, (out, v) -> putBytes(out, v.toByteArray()), in -> BitSet.valueOf(takeBytes(in)));
        add(UUID.class, Leaves::putUuid, in -> new UUID(in.takeFixed64(), in.takeFixed64()));
    }

    private void addNames() {
        add(URI.class, (out, v) -> out.putString(v.toString()), in -> URI.create(in.takeText()));
        add(Locale.class, Leaves::putLocale, in -> Locale.forLanguageTag(in.takeText()));
        add(Currency.class, (out, v) -> out.putString(v.getCurrencyCode()), in -> Currency.getInstance(in.takeText()));
    }

    private void addAddresses() {
        addFamily(InetAddress.class, (out, v) -> putBytes(out, v.getAddress()), Leaves::takeAddress);
        add(
                Inet4Address.class,
                (out, v) -> putBytes(out, v.getAddress()),
                in -> Inet4Address.class.cast(takeAddress(in)));
        add(Inet6Address.class, Leaves::putAddress6, in -> Inet6Address.class.cast(takeAddress(in)));
    }

    private void addOptionals() {
        add(
                OptionalInt.class,
                (out, v) -> {
                    out.putBoolean(v.isPresent());
                    v.ifPresent(out::putInt);
                },
                in -> in.takeBoolean() ? OptionalInt.of(in.takeInt()) : OptionalInt.empty());
        add(
                OptionalLong.class,
                (out, v) -> {
                    out.putBoolean(v.isPresent());
                    v.ifPresent(out::putLong);
                },
                in -> in.takeBoolean() ? OptionalLong.of(in.takeLong()) : OptionalLong.empty());
        add(
                OptionalDouble.class,
                (out, v) -> {
                    out.putBoolean(v.isPresent());
                    v.ifPresent(out::putDouble);
                },
                in -> in.takeBoolean() ? OptionalDouble.of(in.takeDouble()) : OptionalDouble.empty());
    }

    private static void putUuid(WireOutput out, UUID value) {
        out.putFixed64(value.getMostSignificantBits());
        out.putFixed64(value.getLeastSignificantBits());
    }

    private static void putDecimal(WireOutput out, BigDecimal value) {
        if (Math.abs((long) value.scale()) > LARGEST_SCALE) {
            throw Refusal.invalid("a BigDecimal with a scale beyond \u00b1" + LARGEST_SCALE);
        }
        out.putInt(value.scale());
        putBytes(out, value.unscaledValue().toByteArray());
    }

    private static BigDecimal takeDecimal(WireInput in) {
        int scale = in.takeInt("scale", -LARGEST_SCALE, LARGEST_SCALE);
        return new BigDecimal(new BigInteger(takeBytes(in)), scale);
    }

    private static void putLocale(WireOutput out, Locale value) {
        String tag = value.toLanguageTag();
        if (!Locale.forLanguageTag(tag).equals(value)) {
            throw Refusal.invalid("a Locale that no language tag can express");
        }
        out.putString(tag);
    }

    private static void putAddress6(WireOutput out, Inet6Address value) {
        byte[] address = value.getAddress();
        if (!(address(address) instanceof Inet6Address)) {
            throw Refusal.invalid("an IPv4 address in the form of an Inet6Address");
        }
        putBytes(out, address);
    }

    private static InetAddress takeAddress(WireInput in) {
        return address(takeBytes(in));
    }

    /** An IPv4 address in 16 bytes becomes what it is. */
    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes); // never asks a name server
        } catch (UnknownHostException e) {
            throw Refusal.invalid("an InetAddress of neither 4 nor 16 bytes");
        }
    }

    private static void putBytes(WireOutput out, byte[] bytes) {
        out.putVarint(bytes.length + 1);
        out.putRaw(bytes);
    }

    private static byte[] takeBytes(WireInput in) {
        int length = in.takeCount(1);
        if (length < 0) {
            throw Names.nullFor("bytes");
        }
        return in.takeRaw(length);
    }
}
