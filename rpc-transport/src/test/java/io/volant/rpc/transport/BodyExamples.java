package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.volant.rpc.CodecLimits;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.Mistakes;
import io.volant.rpc.Payload;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.ServiceDescriptor;
import io.volant.rpc.serialization.KryoSerializer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The golden examples of sections 10 and 11, by the serializer that speaks {@code volant-kryo/1}. */
final class BodyExamples {
    private final ServiceCodec codec = compile(Shop.class);
    private final ServiceCodec till = compile(Till.class);

    private static ServiceCodec compile(Class<?> type) {
        Mistakes mistakes = new Mistakes(type);
        ServiceDescriptor service = ServiceDescriptor.parse(type, mistakes);
        ServiceCodec compiled = new KryoSerializer().compile(service, CodecLimits.defaults(), mistakes);
        assertThat(mistakes.isEmpty()).isTrue();
        return compiled;
    }

    List<Example> all() {
        return List.of(
                digests(), arguments(), result(), exception(), manyArguments(), mapResult(), exceptionWithFields());
    }

    /** The schema texts by example. */
    Map<String, Supplier<String>> texts() {
        return Map.of(
                "G-SCH-1", () -> codec.schema(index("order")),
                "G-SCH-2", () -> codec.schema(index("times")),
                "G-SCH-3", () -> codec.schema(index("touch")),
                "G-SCH-5", () -> till.schema(0));
    }

    private Example digests() {
        List<Long> digests = List.of(
                codec.digest(index("order")),
                codec.digest(index("times")),
                codec.digest(index("touch")),
                BindKey.of(codec).serviceDigest());
        return new Example(
                "G-DIG-1",
                out -> digests.forEach(out::writeLong),
                in -> digests.forEach(digest -> assertThat(in.readLong()).isEqualTo(digest)));
    }

    private Example arguments() {
        return example(
                "G-BODY-1",
                () -> method("order").encodeArguments(new Object[] {7, "Jür", List.of(Shop.Line.of(2, "tea"))}),
                body -> {
                    Object[] read = method("order").decodeArguments(body);
                    assertThat(read).startsWith(7, "Jür").hasSize(3);
                    checkLines((List<?>) read[2]);
                });
    }

    private Example result() {
        return example(
                "G-BODY-2",
                () -> method("order")
                        .encodeResult(new Shop.Order(300, "Jür", List.of(Shop.Line.of(2, "tea")), Shop.Kind.LARGE)),
                body -> {
                    Shop.Order order = (Shop.Order) method("order").decodeResult(body);
                    assertThat(order.id()).isEqualTo(300);
                    assertThat(order.customer()).isEqualTo("Jür");
                    checkLines(order.lines());
                    assertThat(order.kind()).isEqualTo(Shop.Kind.LARGE);
                });
    }

    private Example exception() {
        return example(
                "G-BODY-3",
                () -> method("order").encodeException(new Shop.SoldOut("no tea")),
                body -> assertThat(method("order").decodeException(body))
                        .isExactlyInstanceOf(Shop.SoldOut.class)
                        .hasMessage("no tea"));
    }

    private Example manyArguments() {
        LinkedHashSet<Integer> ids = new LinkedHashSet<>(List.of(1, -1, 150));
        return example(
                "G-BODY-4",
                () -> method("times").encodeArguments(new Object[] {null, new byte[] {9, 8}, new double[] {1.5}, ids}),
                body -> assertThat(method("times").decodeArguments(body))
                        .containsExactly(null, new byte[] {9, 8}, new double[] {1.5}, ids));
    }

    private Example mapResult() {
        Map<String, Optional<Instant>> times = new LinkedHashMap<>();
        times.put("a", Optional.of(Instant.ofEpochSecond(1_000, 5)));
        times.put("b", Optional.empty());
        return example(
                "G-BODY-5",
                () -> method("times").encodeResult(times),
                body -> assertThat(method("times").decodeResult(body)).isEqualTo(times));
    }

    private Example exceptionWithFields() {
        return example(
                "G-BODY-8",
                () -> till.method(0).encodeException(new Till.Declined("short of money", 250, Shop.Kind.LARGE)),
                body -> assertThat(till.method(0).decodeException(body))
                        .isExactlyInstanceOf(Till.Declined.class)
                        .hasMessage("short of money")
                        .extracting("missing", "kind")
                        .containsExactly(250L, Shop.Kind.LARGE));
    }

    private static void checkLines(List<?> lines) {
        assertThat(lines).singleElement().isInstanceOfSatisfying(Shop.Line.class, line -> {
            assertThat(line.count).isEqualTo(2);
            assertThat(line.item).isEqualTo("tea");
        });
    }

    private MethodCodec method(String name) {
        return codec.method(index(name));
    }

    private int index(String name) {
        return codec.service().methods().stream()
                .filter(method -> method.name().equals(name))
                .mapToInt(MethodDescriptor::index)
                .findFirst()
                .orElseThrow();
    }

    static Example example(String id, Supplier<Payload> encode, Consumer<Payload> decode) {
        return new Example(
                id,
                out -> {
                    Payload body = encode.get();
                    out.writeBytes(body.array(), body.offset(), body.length());
                },
                in -> decode.accept(Payload.of(bytes(in))));
    }

    private static byte[] bytes(ByteBuf in) {
        byte[] bytes = new byte[in.readableBytes()];
        in.readBytes(bytes);
        return bytes;
    }
}
