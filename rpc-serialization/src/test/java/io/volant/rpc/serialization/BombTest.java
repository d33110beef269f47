package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.volant.rpc.CodecException;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.Payload;
import io.volant.rpc.RpcService;
import io.volant.rpc.ServiceCodec;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A few bytes that promise a lot: whatever the slot, they cost next to nothing. */
class BombTest {
    /** A new scratch with its Kryo, an exception, and some room for containers. */
    private static final long NEXT_TO_NOTHING = 256 << 10;

    private static final List<String> COUNTS = List.of(
            "ffffffff0f", // 2^32 - 1
            "8080808008", // 2^31
            "ffffffff07", // 2^31 - 1
            "8080808004", // 2^30
            "80808008", // 2^24
            "ffff3f", // about a million
            "818008"); // 131,073

    static Stream<MethodCodec> slots() {
        return Stream.of(
                        LeafRoundTripTest.Leafy.class,
                        ContainerRoundTripTest.Containers.class,
                        UnionRoundTripTest.Drawing.class,
                        Compound.class)
                .map(Codecs::of)
                .flatMap(service -> service.service().methods().stream().map(m -> service.method(m.index())));
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Part(Compound.Deep deep, Part[] parts, List<Part> list, Map<String, Part> map) {}

    @RpcService
    interface Compound {
        record Deep(Set<Map<Integer, List<String[]>>> value) {}

        Part part(Part v);

        Part[][][] parts(Part[][][] v);

        List<List<List<List<Part>>>> lists(List<List<List<List<Part>>>> v);
    }

    @ParameterizedTest
    @MethodSource("slots")
    void aCountThatTheBytesCannotHoldCostsNothing(MethodCodec codec) {
        for (String count : COUNTS) {
            for (String before : List.of("", "01", "0102", "02", "0202", "020202", "01010101", "0100")) {
                for (String after : List.of("", "01", "0101010101010101")) {
                    Payload bomb = Codecs.payload(before + count + after);
                    long allocated = Allocation.bytesOf(NEXT_TO_NOTHING, () -> {
                        Throwable thrown = catchThrowable(() -> codec.decodeArguments(bomb));
                        assertThat(thrown == null || thrown instanceof CodecException)
                                .as("%s %s", before + count + after, thrown)
                                .isTrue();
                    });
                    assertThat(allocated).as(before + count + after).isLessThan(NEXT_TO_NOTHING);
                }
            }
        }
    }

    @RpcService
    interface Nested {
        List<List<List<List<List<List<List<List<String>>>>>>>> lists(
                List<List<List<List<List<List<List<List<String>>>>>>>> v);

        String[][][][][][][][] arrays(String[][][][][][][][] v);
    }

    /** Each level claims all the bytes that are left before the next one is read. */
    @Test
    void levelsThatEachClaimTheWholeMessageShareOneBudget() {
        ServiceCodec service = Codecs.of(Nested.class);
        byte[] body = new byte[1 << 20];
        for (int level = 0; level < 8; level++) {
            byte[] count = {(byte) 0x80, (byte) 0x80, 0x3F}; // 1,032,192
            System.arraycopy(count, 0, body, 3 * level, 3);
        }
        for (String method : List.of("lists", "arrays")) {
            MethodCodec codec = Codecs.method(service, method);
            long allocated = Allocation.bytesOf(
                    16 << 20,
                    () -> assertThatThrownBy(() -> codec.decodeArguments(Payload.of(body)))
                            .isInstanceOf(CodecException.class)
                            .hasMessageContaining("objects and elements"));
            assertThat(allocated).isLessThan(16 << 20);
        }
    }

    record Key(int a, int b) {
        @Override
        public int hashCode() {
            return 7;
        }
    }

    @RpcService
    interface Hashed {
        Set<Key> keys(Set<Key> v);

        Map<Key, Integer> map(Map<Key, Integer> v);

        Set<LocalDateTime> times(Set<LocalDateTime> v);

        Set<String> texts(Set<String> v);
    }

    private static final ServiceCodec HASHED = Codecs.of(Hashed.class);

    @Test
    void manyKeysWithOneHashCodeAreRefusedBeforeTheyAreCompared() {
        StringBuilder set = new StringBuilder("818008"); // 131,072 keys
        StringBuilder map = new StringBuilder("818008");
        for (int i = 0; i < 131_072; i++) {
            String key = String.format("01%02x%02x%02x00", 0x80 | (i & 0x7F), 0x80 | (i >> 7 & 0x7F), 1 + (i >> 14));
            set.append(key);
            map.append(key).append("00");
        }
        assertThatThrownBy(() -> Codecs.method(HASHED, "keys").decodeArguments(Codecs.payload(set.toString())))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("more than 128 keys with the same hash code");
        assertThatThrownBy(() -> Codecs.method(HASHED, "map").decodeArguments(Codecs.payload(map.toString())))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining("more than 128 keys with the same hash code");
    }

    @Test
    void aFewKeysWithOneHashCodeAreAccepted() {
        MethodCodec codec = Codecs.method(HASHED, "keys");
        Set<Key> keys = Set.copyOf(
                Stream.iterate(0, i -> i + 1).limit(128).map(i -> new Key(i, 0)).toList());

        assertThat(codec.decodeResult(codec.encodeResult(keys))).isEqualTo(keys);
    }

    @Test
    void stringsWithOneHashCodeStayFast() {
        MethodCodec codec = Codecs.method(HASHED, "texts");
        Set<String> colliding = Set.copyOf(Stream.iterate(0, i -> i + 1)
                .limit(1 << 14)
                .map(BombTest::collidingText)
                .toList());

        assertThat(colliding.stream().map(String::hashCode).distinct()).hasSize(1);
        assertThat(codec.decodeResult(codec.encodeResult(colliding))).isEqualTo(colliding);
    }

    /** "Aa" and "BB" have one hash code, and so has every text made of as many of them. */
    private static String collidingText(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 14; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    @Test
    void largeSetsOfOrdinaryKeysAreAccepted() {
        MethodCodec codec = Codecs.method(HASHED, "times");
        LocalDateTime start = LocalDateTime.of(2026, 1, 1, 0, 0);
        Set<LocalDateTime> times = Set.copyOf(
                Stream.iterate(start, t -> t.plusSeconds(1)).limit(20_000).toList());

        assertThat(codec.decodeResult(codec.encodeResult(times))).isEqualTo(times);
    }

    @Test
    void randomBodiesAreRefusedOrRead() {
        MethodCodec codec = Codecs.method(Compound.class, "part");
        byte[] zeros = new byte[1_000];
        byte[] ones = new byte[1_000];
        Arrays.fill(ones, (byte) 1);

        assertThatThrownBy(() -> codec.decodeArguments(Payload.of(zeros))).isInstanceOf(CodecException.class);
        assertThatThrownBy(() -> codec.decodeArguments(Payload.of(ones))).isInstanceOf(CodecException.class);
    }
}
