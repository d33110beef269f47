package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.volant.rpc.SchemaDifference;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaComparisonTest {
    private static final String HERE = """
            volant-kryo/1
            method say(x.Hello,int)x.Reply unary throws x.Gone
            enum x.Color {RED, GREEN}
            exception x.Gone {message:string}
            object x.Hello {name:string, color:x.Color}
            object x.Page(x.User) {items:list(x.User)}
            object x.Reply {pages:list(x.Page(x.User)), raw:bytes}
            union x.Shape {x.Circle, x.Square}
            object x.User {id:long, tag:oneof(java.lang.Long,string)}
            """;

    static Stream<Arguments> differences() {
        return Stream.of(
                arguments("name:string", "name:long", "Hello", List.of("Hello.name: String here, long there")),
                arguments("name:string, ", "", "Hello", List.of("Hello.name: String here, missing there")),
                arguments(
                        "name:string", "name:string, age:int", "Hello", List.of("Hello.age: missing here, int there")),
                arguments(
                        "name:string, color:x.Color",
                        "color:x.Color, name:string",
                        "Hello",
                        List.of("Hello: in the order name, color here, color, name there")),
                arguments(
                        "color:x.Color", "color:y.Color", "Hello", List.of("Hello.color: x.Color here, y.Color there")),
                arguments(
                        "raw:bytes",
                        "raw:map(string,optional(array(int)))",
                        "Reply",
                        List.of("Reply.raw: byte[] here, Map<String, Optional<int[]>> there")),
                arguments(
                        "items:list(x.User)",
                        "items:set(x.User)",
                        "Page<User>",
                        List.of("Page<User>.items: List<User> here, Set<User> there")),
                arguments("RED, GREEN", "RED", "Color", List.of("Color.GREEN: present here, missing there")),
                arguments(
                        "RED, GREEN", "RED, GREEN, BLUE", "Color", List.of("Color.BLUE: missing here, present there")),
                arguments(
                        "RED, GREEN",
                        "GREEN, RED",
                        "Color",
                        List.of("Color: in the order RED, GREEN here, GREEN, RED there")),
                arguments(
                        "x.Circle, x.Square",
                        "x.Square, x.Triangle",
                        "Shape",
                        List.of("Shape: case Circle here only", "Shape: case Triangle there only")),
                arguments(
                        "x.Circle, x.Square",
                        "x.Square, y.Circle",
                        "Shape",
                        List.of("Shape: case x.Circle here only", "Shape: case y.Circle there only")),
                arguments(
                        "x.Circle, x.Square",
                        "x.Square, x.Circle",
                        "Shape",
                        List.of("Shape: in the order x.Circle, x.Square here, x.Square, x.Circle there")),
                arguments(
                        "oneof(java.lang.Long,string)",
                        "oneof(java.lang.Integer,string)",
                        "User",
                        List.of("User.tag: case Long here only", "User.tag: case Integer there only")),
                arguments(
                        "oneof(java.lang.Long,string)",
                        "list(oneof(java.lang.Long))",
                        "User",
                        List.of("User.tag: OneOf<Long, String> here, List<OneOf<Long>> there")),
                arguments("union x.Shape", "object x.Shape", "Shape", List.of("Shape: union here, object there")),
                arguments(
                        "object x.Reply {",
                        "object y.Reply {",
                        "Reply",
                        List.of("x.Reply here, y.Reply there: the same under another name; @RpcType(name = \u2026)"
                                + " keeps a name")),
                arguments("object x.User", "enum x.User", "User", List.of("User: object here, enum there")),
                arguments("Reply unary", "Other unary", "say", List.of("say result: Reply here, Other there")),
                arguments("(x.Hello,int)", "(x.Hello)", "say", List.of("say parameter 2: int here, missing there")),
                arguments("(x.Hello,int)", "(string,int)", "say", List.of("say parameter 1: Hello here, String there")),
                arguments(
                        " throws x.Gone",
                        " throws x.Lost",
                        "say",
                        List.of("say throws: Gone here, missing there", "say throws: missing here, Lost there")),
                arguments(
                        " unary throws x.Gone",
                        " oneway",
                        "say",
                        List.of("say style: unary here, oneway there", "say throws: Gone here, missing there")),
                arguments(
                        "volant-kryo/1",
                        "volant-kryo/2",
                        "say",
                        List.of("say format: volant-kryo/1 here, volant-kryo/2 there")),
                arguments("bytes}", "bytes}\n", "say", List.of("say: the two sides describe it in different words")));
    }

    @ParameterizedTest
    @MethodSource("differences")
    void theFirstDifferenceGivesTheSubject(String part, String otherPart, String subject, List<String> lines) {
        assertThat(HERE).contains(part);
        SchemaDifference difference = SchemaComparison.compare(HERE, HERE.replace(part, otherPart));

        assertThat(difference.subject()).isEqualTo(subject);
        assertThat(difference.lines()).isEqualTo(lines);
    }

    static Stream<String> strange() {
        return Stream.of(
                "",
                "\n\n\n",
                "volant-kryo/1\nmethod (\nobject {\nobject x {}\n}{",
                "volant-kryo/1\nmethod say" + "(".repeat(100_000),
                "volant-kryo/1\nobject x.User {id:long, tag:oneof(" + oneOfEach(100_000),
                "volant-kryo/1\nobject x.Hello {name:" + "a(".repeat(200_000) + "}",
                "volant-kryo/1\nmethod say(x.Hello,int)x.Reply unary throws\nobject x.Hello {, , :, ::}",
                "x".repeat(2_000_000));
    }

    private static String oneOfEach(int n) {
        return IntStream.range(0, n)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(",", "", "}\nunion x.Shape {x.Circle, x."))
                + "}";
    }

    @ParameterizedTest
    @MethodSource("strange")
    void aTextOfAStrangerCostsLittleAndBreaksNothing(String text) {
        SchemaDifference difference = SchemaComparison.compare(HERE, text);

        assertThat(difference.lines())
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(21)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(302));
    }

    @Test
    void controlCharactersOfTheOtherSideDoNotReachATerminal() {
        SchemaDifference difference = SchemaComparison.compare(HERE, HERE.replace("name:string", "name:\u001b[2Jlong"));

        assertThat(difference.lines()).containsExactly("Hello.name: String here, ?[2Jlong there");
    }

    @Test
    void aTypeThatRefersToItselfIsRecognisedUnderAnotherName() {
        String here = "volant-kryo/1\nmethod say(x.Node)void unary\nobject x.Node {next:x.Node, id:int}\n";
        SchemaDifference difference = SchemaComparison.compare(here, here.replace("x.Node", "node"));

        assertThat(difference.lines())
                .containsExactly(
                        "say parameter 1: Node here, node there",
                        "Node here, node there: the same under another name; @RpcType(name = \u2026) keeps a name");
    }

    @Test
    void ofSeveralTypesThatAreAlikeNoneIsCalledRenamed() {
        String here = "volant-kryo/1\nmethod say(x.A,x.B)void unary\nobject x.A {id:int}\nobject x.B {id:int}\n";
        SchemaDifference difference =
                SchemaComparison.compare(here, here.replace("x.A", "y.A").replace("x.B", "y.B"));

        assertThat(difference.lines())
                .containsExactly("say parameter 1: x.A here, y.A there", "say parameter 2: x.B here, y.B there");
        assertThat(SchemaComparison.compare(here, here.replace("x.A", "y.A").replace("x.B", "y.A"))
                        .lines())
                .hasSize(2)
                .noneMatch(line -> line.contains("another name"));
    }

    @Test
    void manyDifferencesAreCountedRatherThanListed() {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            fields.append(", f").append(i).append(":int");
        }
        List<String> lines = SchemaComparison.compare(HERE, HERE.replace("color:x.Color", "color:x.Color" + fields))
                .lines();

        assertThat(lines).hasSize(21).last().isEqualTo("and 80 more");
    }
}
