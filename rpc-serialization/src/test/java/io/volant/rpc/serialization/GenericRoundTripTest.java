package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.volant.rpc.MethodCodec;
import io.volant.rpc.OneOf;
import io.volant.rpc.RpcService;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.serialization.Shapes.Node;
import io.volant.rpc.serialization.Shapes.Num;
import io.volant.rpc.serialization.Shapes.Shape;
import io.volant.rpc.serialization.Shapes.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Type arguments that arrive through inheritance, nesting and recursion, and null wherever a reference can be. */
@SuppressWarnings({"ArrayRecordComponent", "NullOptional", "UnusedVariable"})
class GenericRoundTripTest {
    record Dto<T>(T value) {}

    static class Base<K, V> {
        Map<K, List<Dto<V>>> content;
        V[] array;
        Base<V, K> swapped;
    }

    static class Middle<X> extends Base<String, Map<String, X>> {}

    static class Leaf extends Middle<Byte> {
        Leaf next;
    }

    record Pair<A, B>(A first, B second) {}

    record Chain<A, B>(A value, Chain<B, A> next) {}

    record Nulls(
            String text,
            Integer box,
            UUID leaf,
            byte[] bytes,
            int[] ints,
            String[] texts,
            int[][] matrix,
            List<Byte> list,
            Set<Unit> set,
            Map<String, Num> map,
            Optional<Num> optional,
            Unit constant,
            Num object,
            Leaf bean,
            Shape union,
            Shape[] unions,
            @OneOf({String.class, Long.class}) Object listed) {}

    interface Store<K, V extends Comparable<V>> {
        Map<K, ? extends V> all(List<? extends Pair<K, V>> v);
    }

    interface ByName<T> extends Store<String, Long> {
        Dto<T> one(T v);
    }

    @RpcService
    interface Generics extends ByName<List<Byte>> {
        Leaf leaf(Leaf v);

        Node<Byte> tree(Node<Byte> v);

        Chain<String, Integer> chain(Chain<String, Integer> v);

        Map<String, List<Dto<String>>> nested(Map<String, List<Dto<String>>> v);

        Dto<List<? extends Dto<? extends Shape>>> wildcards(Dto<List<? extends Dto<? extends Shape>>> v);

        Dto<Dto<int[]>[]> arrays(Dto<Dto<int[]>[]> v);

        Nulls nulls(Nulls v);

        List<Optional<Map<String, Shape[]>>> holes(List<Optional<Map<String, Shape[]>>> v);
    }

    private static final ServiceCodec CODEC = Codecs.of(Generics.class);

    static Stream<Arguments> values() {
        Leaf leaf = new Leaf();
        leaf.content = new LinkedHashMap<>(Map.of(
                "k", new ArrayList<>(List.of(new Dto<>(Map.of("b", (byte) 7)), new Dto<>(null)))));
        leaf.swapped = new Base<>();
        leaf.swapped.content = new LinkedHashMap<>(Map.of(Map.of("x", (byte) 1), List.of(new Dto<>("s"))));
        leaf.next = new Leaf();
        return Stream.of(
                arguments("leaf", leaf),
                arguments("tree", new Node<>((byte) 1, Arrays.asList(new Node<>(null, List.of()), null))),
                arguments("chain", new Chain<>("a", new Chain<>(1, new Chain<>("b", null)))),
                arguments("nested", Map.of("k", List.of(new Dto<>("v"), new Dto<>(null)))),
                arguments("wildcards", new Dto<>(List.of(new Dto<>(Unit.LINE), new Dto<>(null)))),
                arguments("one", List.of((byte) 1, (byte) -1)),
                arguments("all", List.of(new Pair<>("a", 1L), new Pair<>(null, null))),
                arguments(
                        "holes",
                        Arrays.asList(null, Optional.empty(), Optional.of(Collections.singletonMap(null, null)))));
    }

    @ParameterizedTest
    @MethodSource("values")
    void typeArgumentsReachEveryPart(String method, Object value) {
        MethodCodec codec = Codecs.method(CODEC, method);

        Object back = codec.decodeArguments(Codecs.moved(codec.encodeArguments(new Object[] {value})))[0];

        assertThat(back).usingRecursiveComparison().isEqualTo(value);
    }

    @Test
    void elementsHaveTheirDeclaredBox() {
        MethodCodec codec = Codecs.method(CODEC, "one");
        List<?> back = (List<?>) codec.decodeArguments(codec.encodeArguments(new Object[] {List.of((byte) 1)}))[0];

        assertThat(back.get(0)).isEqualTo((byte) 1);
        assertThat(((Dto<?>) codec.decodeResult(codec.encodeResult(new Dto<>(List.of((byte) 2))))).value())
                .isEqualTo(List.of((byte) 2));
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void arraysOfGenericRecordsAreRebuilt() {
        MethodCodec codec = Codecs.method(CODEC, "arrays");
        Object value = new Dto<>(new Dto[] {new Dto<>(new int[] {1, 2}), null});

        Dto<Dto<int[]>[]> back = (Dto) codec.decodeArguments(codec.encodeArguments(new Object[] {value}))[0];

        assertThat(back.value()).isExactlyInstanceOf(Dto[].class).hasSize(2);
        assertThat(back.value()[0].value()).containsExactly(1, 2);
        assertThat(back.value()[1]).isNull();
    }

    @Test
    void everyReferenceMayBeNull() {
        MethodCodec codec = Codecs.method(CODEC, "nulls");
        Nulls nulls = new Nulls(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

        assertThat(Codecs.hex(codec.encodeArguments(new Object[] {nulls}))).isEqualTo("01" + "00".repeat(17));
        assertThat(codec.decodeArguments(codec.encodeArguments(new Object[] {nulls})))
                .containsExactly(nulls);
    }
}
