package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CodecLimits;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.Mistakes;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.ServiceDescriptor;
import io.volant.rpc.serialization.KryoSerializer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The golden examples of unions in sections 10 and 11. */
final class UnionExamples {
    private final ServiceCodec codec;
    private final MethodCodec draw;

    UnionExamples() {
        Mistakes mistakes = new Mistakes(Board.class);
        ServiceDescriptor service = ServiceDescriptor.parse(Board.class, mistakes);
        codec = new KryoSerializer().compile(service, CodecLimits.defaults(), mistakes);
        assertThat(mistakes.isEmpty()).isTrue();
        draw = codec.method(0);
    }

    List<Example> all() {
        List<Board.Shape> shapes = Arrays.asList(Board.Unit.LINE, new Board.Circle(5), null);
        List<Object> tags = Arrays.asList("big", 7L, null, Board.Unit.POINT);
        Board.Shape group = new Board.Group(List.of(new Board.Group(List.of()), new Board.Circle(-1)));
        return List.of(
                BodyExamples.example(
                        "G-BODY-6",
                        () -> draw.encodeArguments(new Object[] {shapes, tags}),
                        body -> assertThat(draw.decodeArguments(body)).containsExactly(shapes, tags)),
                BodyExamples.example(
                        "G-BODY-7",
                        () -> draw.encodeResult(group),
                        body -> assertThat(draw.decodeResult(body)).isEqualTo(group)));
    }

    /** The schema texts by example. */
    Map<String, Supplier<String>> texts() {
        return Map.of("G-SCH-4", () -> codec.schema(0));
    }
}
