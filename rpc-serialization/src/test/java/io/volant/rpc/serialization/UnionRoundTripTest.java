package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.volant.rpc.MethodCodec;
import io.volant.rpc.OneOf;
import io.volant.rpc.RpcService;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.serialization.Shapes.Add;
import io.volant.rpc.serialization.Shapes.Attributes;
import io.volant.rpc.serialization.Shapes.Ball;
import io.volant.rpc.serialization.Shapes.Channel;
import io.volant.rpc.serialization.Shapes.Circle;
import io.volant.rpc.serialization.Shapes.Count;
import io.volant.rpc.serialization.Shapes.Expr;
import io.volant.rpc.serialization.Shapes.Failed;
import io.volant.rpc.serialization.Shapes.Label;
import io.volant.rpc.serialization.Shapes.Letter;
import io.volant.rpc.serialization.Shapes.Mail;
import io.volant.rpc.serialization.Shapes.Many;
import io.volant.rpc.serialization.Shapes.MixedProperty;
import io.volant.rpc.serialization.Shapes.Named;
import io.volant.rpc.serialization.Shapes.Node;
import io.volant.rpc.serialization.Shapes.Num;
import io.volant.rpc.serialization.Shapes.Ok;
import io.volant.rpc.serialization.Shapes.Phone;
import io.volant.rpc.serialization.Shapes.Property;
import io.volant.rpc.serialization.Shapes.Result;
import io.volant.rpc.serialization.Shapes.Round;
import io.volant.rpc.serialization.Shapes.Several;
import io.volant.rpc.serialization.Shapes.Shape;
import io.volant.rpc.serialization.Shapes.Tag;
import io.volant.rpc.serialization.Shapes.Unit;
import io.volant.rpc.serialization.Shapes.Wheel;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnionRoundTripTest {
    interface Store<K, V> {
        V swap(V v, K key);
    }

    @RpcService
    interface Drawing extends Store<String, Result<@OneOf({String.class, Long.class}) Object>> {
        Shape shape(Shape v);

        Round round(Round v);

        Named named(Named v);

        List<Shape> shapes(List<? extends Shape> v);

        Map<Shape, Optional<Round>> keyed(Map<Shape, Optional<Round>> v);

        Shape[] array(Shape[] v);

        Shape[][] matrix(Shape[][] v);

        Result<String> result(Result<String> v);

        Result<List<Byte>> nested(Result<List<Byte>> v);

        Result<? extends Integer> bounded(Result<? extends Integer> v);

        Result<List<String>[]> arrays(Result<List<String>[]> v);

        Result<String[]> texts(Result<String[]> v);

        Result<? extends Collection<String>> collections(Result<? extends Collection<String>> v);

        Expr expr(Expr v);

        Node<Set<Byte>> tree(Node<Set<Byte>> v);

        Channel channel(Channel v);

        Attributes attributes(Attributes v);

        @OneOf({String.class, Long.class})
        Object open(@OneOf({String.class, Long.class}) Object v);

        @OneOf({String.class, Long.class, int[].class})
        Object[] mixed(@OneOf({String.class, Long.class, int[].class}) Object[] v);

        @OneOf({ZoneId.class, ZoneOffset.class, InetAddress.class})
        Object families(@OneOf({ZoneId.class, ZoneOffset.class, InetAddress.class}) Object v);

        @OneOf({String.class, Integer.class})
        Comparable<?> ordered(@OneOf({String.class, Integer.class}) Comparable<?> v);

        MixedProperty property(MixedProperty v);

        Property<@OneOf({String.class, Unit.class}) Object> generic(
                Property<@OneOf({String.class, Unit.class}) Object> v);
    }

    private static final ServiceCodec CODEC = Codecs.of(Drawing.class);

    /** Methods and values, for tests that damage messages too. */
    static Stream<Arguments> values() {
        Circle circle = new Circle(3, new Ball(1.5));
        Wheel wheel = Wheel.of(8, Unit.LINE);
        Property<Object> property = new Property<>();
        property.value = Unit.LINE;
        return Stream.of(
                arguments("shape", circle),
                arguments("shape", wheel),
                arguments("shape", new Ball(null)),
                arguments("shape", Unit.POINT),
                arguments("shape", Unit.LINE),
                arguments("shape", Named.named(new Tag(), "t")),
                arguments("round", wheel),
                arguments("named", Named.named(new Label(), "l")),
                arguments("shapes", Arrays.asList(circle, null, Unit.LINE, new Circle(0, null))),
                arguments("keyed", Map.of(circle, Optional.of(wheel))),
                arguments("keyed", Collections.singletonMap(null, Optional.empty())),
                arguments("array", new Shape[] {circle, null, Unit.POINT}),
                arguments("matrix", new Shape[][] {{circle}, null, {}}),
                arguments("result", new Ok<>("v")),
                arguments("result", new Ok<>(null)),
                arguments("result", new Failed<>("why")),
                arguments("nested", new Ok<>(List.of((byte) 1))),
                arguments("nested", new Many<>(Arrays.asList((byte) 1, null), new Ok<>((byte) 2))),
                arguments("bounded", new Count(5)),
                arguments("arrays", new Several<>(new List<?>[] {List.of("a"), null})),
                arguments("texts", new Several<>(new String[] {"a", null})),
                arguments("collections", new Many<>(List.of("a"), new Ok<>("b"))),
                arguments("expr", new Add(new Num(1), new Add(new Num(2), null))),
                arguments("tree", new Node<>(Set.of((byte) 1), List.of(new Node<>(null, null)))),
                arguments("channel", new Mail("a@b")),
                arguments("channel", new Phone(null)),
                arguments("channel", new Letter("s")),
                arguments("attributes", new Attributes(7L, new TreeMap<>(Map.of("a", 1, "b", "x")), null, circle)),
                arguments("attributes", new Attributes(Unit.LINE, null, List.of(1, new BigDecimal("2.5")), wheel)),
                arguments("attributes", new Attributes(circle, Collections.singletonMap("k", null), List.of(), null)),
                arguments("open", "text"),
                arguments("open", 5L),
                arguments("mixed", new Object[] {"a", 1L, null, new int[] {1, 2}}),
                arguments("families", ZoneId.of("Europe/Paris")),
                arguments("families", ZoneOffset.UTC),
                arguments("families", InetAddress.getLoopbackAddress()),
                arguments("ordered", 5),
                arguments("property", MixedProperty.of(true)),
                arguments("generic", property));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueComesBackEqualInItsOwnClass(String method, Object value) {
        MethodCodec codec = Codecs.method(CODEC, method);

        Object back = codec.decodeArguments(Codecs.moved(codec.encodeArguments(new Object[] {value})))[0];

        assertThat(back).isEqualTo(value).isEqualTo(codec.decodeResult(codec.encodeResult(value)));
        if (!(value instanceof Iterable || value instanceof Map)) {
            assertThat(back).hasSameClassAs(value);
        }
    }

    @Test
    void aResolvedInheritedMethodKeepsTheListedTypes() {
        MethodCodec codec = Codecs.method(CODEC, "swap");

        assertThat(codec.decodeArguments(codec.encodeArguments(new Object[] {new Ok<>(5L), "k"})))
                .containsExactly(new Ok<>(5L), "k");
        assertThatThrownBy(() -> codec.encodeArguments(new Object[] {new Ok<>(5), "k"}))
                .hasMessage("v.value: Integer (expected one of Long, String)");
    }

    @Test
    void theNumberOfACaseStandsInThePlaceOfTheNullMarker() {
        MethodCodec attributes = Codecs.method(CODEC, "attributes");

        assertThat(Codecs.hex(attributes.encodeArguments(
                        new Object[] {new Attributes(new byte[] {9}, null, null, new Circle(1, null))})))
                .isEqualTo("01" + "01" + "0209" + "00" + "00" + "01" + "02" + "00");
    }

    @ParameterizedTest
    @MethodSource("methods")
    void nullIsOneByte(String method) {
        MethodCodec codec = Codecs.method(CODEC, method);

        assertThat(Codecs.hex(codec.encodeArguments(new Object[] {null}))).isEqualTo("00");
        assertThat(codec.decodeArguments(Codecs.payload("00"))).containsExactly((Object) null);
    }

    static Stream<String> methods() {
        return CODEC.service().methods().stream().map(m -> m.name()).filter(name -> !name.equals("swap"));
    }

    @Test
    void anArrayOfANarrowerTypeIsRebuiltWithTheDeclaredOne() {
        MethodCodec array = Codecs.method(CODEC, "array");
        MethodCodec matrix = Codecs.method(CODEC, "matrix");
        Circle[] circles = {new Circle(1, null)};

        assertThat(array.decodeArguments(array.encodeArguments(new Object[] {circles}))[0])
                .isExactlyInstanceOf(Shape[].class)
                .isEqualTo(circles);
        assertThat(matrix.decodeArguments(matrix.encodeArguments(new Object[] {new Circle[][] {circles}}))[0])
                .isExactlyInstanceOf(Shape[][].class)
                .isEqualTo(new Shape[][] {circles});
    }
}
