package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.volant.rpc.CodecException;
import io.volant.rpc.CodecLimits;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.serialization.Shapes.Add;
import io.volant.rpc.serialization.Shapes.Channel;
import io.volant.rpc.serialization.Shapes.Circle;
import io.volant.rpc.serialization.Shapes.Count;
import io.volant.rpc.serialization.Shapes.Expr;
import io.volant.rpc.serialization.Shapes.Ok;
import io.volant.rpc.serialization.Shapes.Unit;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused of unions, when they are written and when they are read. */
@SuppressWarnings("UnusedVariable")
class UnionGuardTest {
    private static final ServiceCodec CODEC = Codecs.of(UnionRoundTripTest.Drawing.class);

    record Triangle(int side) {}

    static Stream<Arguments> unfit() {
        return Stream.of(
                arguments(
                        "shape",
                        new Triangle(1),
                        "v: UnionGuardTest$Triangle (expected one of Shapes$Ball, Shapes$Circle, Shapes$Label,"
                                + " Shapes$Tag, Shapes$Unit, Shapes$Wheel)"),
                arguments("round", Unit.LINE, "v: Shapes$Unit$1 (expected one of Shapes$Ball, Shapes$Wheel)"),
                arguments(
                        "shapes",
                        Arrays.asList(new Circle(1, null), "x"),
                        "v[1]: String (expected one of Shapes$Ball, Shapes$Circle, Shapes$Label, Shapes$Tag,"
                                + " Shapes$Unit, Shapes$Wheel)"),
                arguments("array", new Object[] {"x"}, "v: Object[] (expected exactly Shapes$Shape[])"),
                arguments("result", new Ok<>(5), "v.value: Integer (expected exactly String)"),
                arguments("result", new Count(1), "v: Shapes$Count (expected one of Shapes$Failed, Shapes$Ok)"),
                arguments(
                        "channel",
                        new Channel() {},
                        "v: UnionGuardTest$1 (expected one of Shapes$Letter, Shapes$Mail, Shapes$Phone)"),
                arguments("open", 5, "v: Integer (expected one of Long, String)"),
                arguments("mixed", new Object[] {"a", 'x'}, "v[1]: Character (expected one of int[], Long, String)"),
                arguments("families", 1, "v: Integer (expected one of InetAddress, ZoneId, ZoneOffset)"));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void aValueOfNoCaseIsRefusedWithItsPath(String method, Object value, String message) {
        assertThatThrownBy(() -> Codecs.method(CODEC, method).encodeArguments(new Object[] {value}))
                .isInstanceOfSatisfying(
                        CodecException.class, e -> assertThat(e.reason()).isEqualTo(CodecException.Reason.INVALID))
                .hasMessage(message);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                arguments("shape", "07", "v: case 6 of Shapes$Shape (expected: 0..5)"),
                arguments("shape", "ff ff ff ff 0f", "v: case 4294967294 of Shapes$Shape (expected: 0..5)"),
                arguments("shape", "01", "v.weight: ends 1 bytes too early"),
                arguments("shape", "05 00", "v: null in a case of a union"),
                arguments("shape", "05 03", "v: constant 2 of Shapes$Unit (expected: 0..1)"),
                arguments("open", "03 00", "v: case 2 of @OneOf (expected: 0..1)"),
                arguments("open", "02 00", "v: null in a case of a union"),
                arguments("shapes", "02 02 00 09", "v[0].inner: case 8 of Shapes$Shape (expected: 0..5)"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenBytesAreRefusedWithThePathAndTheRule(String method, String hex, String message) {
        assertThatThrownBy(() -> Codecs.method(CODEC, method).decodeArguments(Codecs.payload(hex)))
                .isInstanceOfSatisfying(
                        CodecException.class, e -> assertThat(e.reason()).isEqualTo(CodecException.Reason.INVALID))
                .hasMessage(message);
    }

    @Test
    void theDepthOfARecursiveUnionIsLimitedOnBothSides() {
        MethodCodec codec = Codecs.method(CODEC, "expr");
        Expr deep = null;
        for (int i = 0; i < 256; i++) {
            deep = new Add(null, deep);
        }
        Object[] fits = {deep};

        assertThat(codec.decodeArguments(codec.encodeArguments(fits))).isEqualTo(fits);
        Object[] tooDeep = {new Add(null, deep)};
        assertThatThrownBy(() -> codec.encodeArguments(tooDeep))
                .hasMessageEndingWith("nested deeper than 256 levels, or a cycle");
        assertThatThrownBy(() -> codec.decodeArguments(Codecs.payload("0100".repeat(200_000))))
                .hasMessageEndingWith("nested deeper than 256 levels");
    }

    @Test
    void valuesOfUnionsCountAsObjects() {
        ServiceCodec service = Codecs.of(UnionRoundTripTest.Drawing.class, new CodecLimits(1 << 20, 10, 256));
        MethodCodec codec = Codecs.method(service, "expr");
        Expr six = null;
        for (int i = 0; i < 6; i++) {
            six = new Add(null, six);
        }
        Object[] tooMany = {six};
        Object[] fits = {((Add) six).right()};

        assertThat(codec.decodeArguments(codec.encodeArguments(fits))).isEqualTo(fits);
        assertThatThrownBy(() -> codec.encodeArguments(tooMany))
                .hasMessageEndingWith("the message has more than 10 objects and elements");
        assertThatThrownBy(
                        () -> codec.decodeArguments(Codecs.method(CODEC, "expr").encodeArguments(tooMany)))
                .hasMessageEndingWith("the message has more than 10 objects and elements");
    }
}
