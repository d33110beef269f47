package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.CodecException;
import io.volant.rpc.CodecLimits;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.RpcService;
import io.volant.rpc.ServiceCodec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often keys with equal hash codes are compared while a message is read: counted, since clocks lie on a busy machine. */
@SuppressWarnings("NonApiType")
class CollidingKeysTest {
    private static final AtomicLong COMPARED = new AtomicLong();

    /** A key that the sender can give any hash code. */
    record Counted(int hash, int number) {
        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            COMPARED.incrementAndGet();
            return other instanceof Counted that && that.hash == hash && that.number == number;
        }
    }

    @RpcService
    interface Tables {
        Set<Counted> set(Set<Counted> v);

        HashSet<Counted> hashSet(HashSet<Counted> v);

        Map<Counted, String> map(Map<Counted, String> v);

        HashMap<Counted, String> hashMap(HashMap<Counted, String> v);

        ConcurrentHashMap<Counted, String> concurrent(ConcurrentHashMap<Counted, String> v);
    }

    private static final ServiceCodec CODEC = Codecs.of(Tables.class);

    @BeforeEach
    void forget() {
        COMPARED.set(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"set", "hashSet", "map", "hashMap", "concurrent"})
    void manyKeysWithOneHashCodeAreRefusedWithoutOneComparison(String method) {
        String bomb = table(method, 20_000, i -> 7);

        assertThatThrownBy(() -> Codecs.method(CODEC, method).decodeArguments(Codecs.payload(bomb)))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("more than 128 keys with the same hash code");
        assertThat(COMPARED).hasValue(0);
    }

    /** The worst that is let through: groups of as many as are allowed. */
    @ParameterizedTest
    @ValueSource(strings = {"set", "hashSet", "map", "hashMap", "concurrent"})
    void groupsOfAsManyAsAreAllowedCostAConstantPerKey(String method) {
        int keys = 20_000;
        String body = table(method, keys, i -> i / HashGuard.HARMLESS);
        MethodCodec codec = Codecs.method(CODEC, method);

        codec.decodeArguments(Codecs.payload(body));

        assertThat(COMPARED.get()).isLessThan((long) keys * HashGuard.HARMLESS);
    }

    /** What the guard spares: without it, each of these keys would be compared with many of those before it. */
    @Test
    void theTablesOfTheJdkCompareCollidingKeysWithOneAnother() {
        Set<Counted> unguarded = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            unguarded.add(new Counted(7, i));
        }

        assertThat(unguarded.size()).isEqualTo(1_000);
        assertThat(COMPARED.get()).isGreaterThan(100_000);
    }

    @Test
    void aSmallTableNeedsNoGuard() {
        MethodCodec codec = Codecs.method(CODEC, "hashMap");
        Map<Counted, String> map = new LinkedHashMap<>();
        for (int i = 0; i < HashGuard.HARMLESS; i++) {
            map.put(new Counted(7, i), "v");
        }

        assertThat(codec.decodeResult(codec.encodeResult(new HashMap<>(map)))).isEqualTo(map);
        assertThat(Codecs.method(CODEC, "set")
                        .decodeArguments(Codecs.payload(table("set", HashGuard.HARMLESS, i -> 7)))[0])
                .isInstanceOf(LinkedHashSet.class);
    }

    /** A body with keys of these hash codes, each different, written by hand so that nothing is compared. */
    private static String table(String method, int count, IntUnaryOperator hash) {
        WireOutput out = new WireOutput();
        out.begin(CodecLimits.defaults());
        out.putVarint(count + 1);
        for (int i = 0; i < count; i++) {
            out.putByte(1);
            out.putInt(hash.applyAsInt(i));
            out.putInt(i);
            if (!method.toLowerCase(Locale.ROOT).endsWith("set")) {
                out.putByte(1); // an empty string
            }
        }
        return Codecs.hex(out.toPayload());
    }
}
