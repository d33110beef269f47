package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.volant.rpc.CodecException;
import io.volant.rpc.CodecLimits;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.RpcService;
import io.volant.rpc.ServiceCodec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What values are refused, and in which words. */
@SuppressWarnings("UnusedVariable")
class GuardWriteTest {
    static class Person {
        String name = "x";
        Person friend;

        static class Proxy extends Person {}
    }

    static class Box<T> {
        T content;
    }

    static class Fork {
        Fork left;
        Fork right;
    }

    record Request(Person person, List<Map<String, Person>> groups, Box<String> box) {}

    @RpcService
    interface Guarded {
        int send(Request request);

        String number(int value);

        List<String> texts(List<String> texts);

        BigDecimal decimal(BigDecimal v);

        BigInteger integer(BigInteger v);

        Locale locale(Locale v);

        Fork fork(Fork v);
    }

    private static final ServiceCodec CODEC = Codecs.of(Guarded.class);

    private static Request withPerson(Person person) {
        return new Request(person, null, null);
    }

    private static Request withGroups(Person person) {
        return new Request(null, List.of(Map.of(), Collections.singletonMap("k", person)), null);
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static Request withPollutedBox() {
        Box box = new Box();
        box.content = 5;
        return new Request(null, null, box);
    }

    private static Person cycle() {
        Person person = new Person();
        person.friend = person;
        return person;
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(
                        "send",
                        withPerson(new Person.Proxy()),
                        "request.person: GuardWriteTest$Person$Proxy (expected exactly GuardWriteTest$Person)"),
                arguments(
                        "send",
                        withPerson(new Person() {}),
                        "request.person: GuardWriteTest$1 (expected exactly GuardWriteTest$Person)"),
                arguments(
                        "send",
                        withGroups(new Person.Proxy()),
                        "request.groups[1][0].value: GuardWriteTest$Person$Proxy (expected exactly GuardWriteTest$Person)"),
                arguments("send", withPollutedBox(), "request.box.content: Integer (expected exactly String)"),
                arguments("number", null, "value: null (expected int)"),
                arguments("number", "5", "value: String (expected exactly Integer)"),
                arguments("texts", Arrays.asList("a", "\uD800"), "texts[1]: a string with half of a surrogate pair"),
                arguments("texts", List.of("\uDC00\uD800"), "texts[0]: a string with half of a surrogate pair"),
                arguments("texts", List.of("é\uD83D"), "texts[0]: a string with half of a surrogate pair"),
                arguments(
                        "decimal",
                        new BigDecimal(BigInteger.ONE, 10_001),
                        "v: a BigDecimal with a scale beyond ±10000"),
                arguments(
                        "decimal",
                        new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE),
                        "v: a BigDecimal with a scale beyond ±10000"),
                arguments("decimal", new BigDecimal("1") {}, "v: GuardWriteTest$2 (expected exactly BigDecimal)"),
                arguments("integer", new BigInteger("1") {}, "v: GuardWriteTest$3 (expected exactly BigInteger)"),
                arguments("locale", new Locale("x y z"), "v: a Locale that no language tag can express"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aValueThatCannotTravelIsRefusedWithItsPath(String method, Object value, String message) {
        assertThatThrownBy(() -> Codecs.method(CODEC, method).encodeArguments(new Object[] {value}))
                .isInstanceOfSatisfying(
                        CodecException.class, e -> assertThat(e.reason()).isEqualTo(CodecException.Reason.INVALID))
                .hasMessage(message);
    }

    @Test
    void aCycleIsNamedAsOne() {
        assertThatThrownBy(() -> Codecs.method(CODEC, "send").encodeArguments(new Object[] {withPerson(cycle())}))
                .isInstanceOf(CodecException.class)
                .hasMessageStartingWith("request\u2026.friend.friend")
                .hasMessageEndingWith("friend: nested deeper than 256 levels, or a cycle");
    }

    @Test
    void sharedReferencesThatExpandWithoutEndAreStoppedByTheLimit() {
        Fork fork = new Fork();
        for (int i = 0; i < 60; i++) { // would be written 2^60 times
            Fork above = new Fork();
            above.left = fork;
            above.right = fork;
            fork = above;
        }
        Object[] arguments = {fork};

        assertThatThrownBy(() -> Codecs.method(CODEC, "fork").encodeArguments(arguments))
                .isInstanceOfSatisfying(
                        CodecException.class, e -> assertThat(e.reason()).isEqualTo(CodecException.Reason.TOO_LARGE))
                .hasMessageEndingWith("the message has more than 1000000 objects and elements");
    }

    @Test
    void resultsAreCheckedToo() {
        assertThatThrownBy(() -> Codecs.method(CODEC, "send").encodeResult(null))
                .hasMessage("result: null (expected int)");
        assertThatThrownBy(() -> Codecs.method(CODEC, "texts").encodeResult(List.of(1)))
                .hasMessage("result[0]: Integer (expected exactly String)");
        assertThatThrownBy(() -> Codecs.method(CODEC, "texts").encodeResult("x"))
                .hasMessage("result: String (expected List)");
    }

    @Test
    void theNumberOfArgumentsIsChecked() {
        assertThatThrownBy(() -> Codecs.method(CODEC, "number").encodeArguments(new Object[0]))
                .hasMessage("0 arguments (expected: 1)");
    }

    @Test
    void aCollectionThatFailsFailsTheCall() {
        List<String> failing = new ArrayList<>(List.of("a", "b")) {
            @Override
            public Iterator<String> iterator() {
                throw new IllegalStateException("secret");
            }
        };
        assertThatThrownBy(() -> Codecs.method(CODEC, "texts").encodeArguments(new Object[] {failing}))
                .isInstanceOf(CodecException.class)
                .hasMessage("texts[0]: failed with java.lang.IllegalStateException");
    }

    static IntStream sizes() {
        return IntStream.of(1, 5, 100, 4_094, 4_095, 4_096, 8_191, 70_000);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void aMessageOfExactlyTheSizeLimitIsWritten(int size) {
        ServiceCodec codec = Codecs.of(Guarded.class, CodecLimits.defaults().withMaxBytes(size));
        String fits = fitting(size);
        MethodCodec texts = Codecs.method(codec, "texts");

        assertThat(texts.encodeArguments(new Object[] {size == 1 ? List.of() : List.of(fits)})
                        .length())
                .isEqualTo(size);
        assertThatThrownBy(() -> texts.encodeArguments(new Object[] {List.of(fits + "x")}))
                .isInstanceOfSatisfying(
                        CodecException.class, e -> assertThat(e.reason()).isEqualTo(CodecException.Reason.TOO_LARGE))
                .hasMessageEndingWith(
                        "the message is too large (limit: " + size + " bytes, WireLimits.withMaxMessage)");
    }

    /** A text with which a list of one has so many bytes: a count, a length of one to three bytes, and ASCII. */
    private static String fitting(int size) {
        int lengthBytes = size <= 128 ? 1 : size <= 16_385 ? 2 : 3;
        return "x".repeat(Math.max(0, size - 1 - lengthBytes));
    }

    @Test
    void moreObjectsThanTheLimitAreRefused() {
        MethodCodec texts = Codecs.method(Codecs.of(Guarded.class, new CodecLimits(1 << 20, 10, 256)), "texts");

        assertThat(texts.encodeArguments(new Object[] {Collections.nCopies(10, "")})
                        .length())
                .isEqualTo(11);
        assertThatThrownBy(() -> texts.encodeArguments(new Object[] {Collections.nCopies(11, "")}))
                .isInstanceOfSatisfying(
                        CodecException.class, e -> assertThat(e.reason()).isEqualTo(CodecException.Reason.TOO_LARGE))
                .hasMessage("texts: the message has more than 10 objects and elements");
    }
}
