package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.volant.rpc.OneOf;
import io.volant.rpc.RpcService;
import io.volant.rpc.RpcType;
import java.lang.constant.ConstantDesc;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with unions and their cases, and in which words. */
@SuppressWarnings({
    "rawtypes",
    "ArrayRecordComponent",
    "ClassCanBeStatic",
    "TypeParameterUnusedInFormals",
    "UnusedVariable"
})
class UnionMistakesTest {
    record Fine(int x) implements Listed, Doubled, Both, Sealed {}

    sealed interface Sealed permits Fine, OpenClass, OpenInterface, Inner {}

    static non-sealed class OpenClass implements Sealed {}

    non-sealed interface OpenInterface extends Sealed {}

    final class Inner implements Sealed {}

    static sealed class Concrete permits Derived {}

    static final class Derived extends Concrete {}

    sealed interface OverConcrete permits ConcreteCase {}

    static sealed class ConcreteCase implements OverConcrete permits ConcreteChild {}

    static final class ConcreteChild extends ConcreteCase {}

    @RpcType(subtypes = {String.class, Listed.class, ListedOpen.class})
    interface Listed {}

    abstract static class ListedOpen implements Listed {}

    @RpcType(subtypes = {Fine.class, Fine.class})
    interface Doubled {}

    @RpcType(subtypes = Fine.class)
    sealed interface Both permits Fine {}

    @RpcType(subtypes = Child.class)
    static class Parent {}

    static class Child extends Parent {}

    sealed interface Result<T> permits Ok, Pair, Fixed, ListOf, ManyOf {}

    record Ok<T>(T value) implements Result<T> {}

    record Pair<A, B>(A a, B b) implements Result<A> {}

    record Fixed(int n) implements Result<Integer> {}

    record ListOf<E>(E first) implements Result<List<E>> {}

    record ManyOf<E>(E[] all) implements Result<E[]> {}

    sealed interface Never<T> permits OnlyInteger {}

    record OnlyInteger(int n) implements Never<Integer> {}

    sealed interface Plain permits Generic {}

    record Generic<T>(T value) implements Plain {}

    record Wrapped(@OneOf(Fine.class) List<String> list) {}

    @RpcService
    interface Unions {
        void sealed(Sealed v);

        void concrete(Concrete v);

        void overConcrete(OverConcrete v);

        void listed(Listed v);

        void doubled(Doubled v);

        void both(Both v);

        void parent(Parent v);

        void result(Result<String> v);

        void never(Never<String> v);

        void plain(Plain v);

        void raw(Result v);

        void platform(ConstantDesc v);
    }

    static Stream<Arguments> unions() {
        String sealIt = " is abstract; seal it, or list its cases with @RpcType(subtypes = \u2026)";
        return Stream.of(
                arguments("sealed", "Sealed: OpenClass is non-sealed; make it final"),
                arguments(
                        "sealed",
                        "Sealed: OpenInterface is non-sealed; seal it, or list its cases with @RpcType(subtypes = \u2026)"),
                arguments("sealed", "Inner: an inner class holds its outer object; make it static"),
                arguments("concrete", "Concrete: Concrete is sealed and is not abstract; make it abstract"),
                arguments("overConcrete", "OverConcrete: ConcreteCase is sealed and is not abstract; make it abstract"),
                arguments("listed", "Listed: java.lang.String is no subtype of Listed"),
                arguments("listed", "Listed: " + Listed.class.getName() + " is no subtype of Listed"),
                arguments("listed", "Listed: ListedOpen" + sealIt),
                arguments("doubled", "Doubled: Fine is listed twice in the subtypes of Doubled"),
                arguments("both", "Both: Both is sealed and lists subtypes; leave the list out"),
                arguments("parent", "Parent: Parent has subtypes and is not abstract; make it abstract"),
                arguments(
                        "result",
                        "Result: type argument B of Pair does not follow from UnionMistakesTest$Result<String>"),
                arguments("never", "Never: none of its cases can be a UnionMistakesTest$Never<String>"),
                arguments("plain", "Plain: type argument T of Generic does not follow from UnionMistakesTest$Plain"),
                arguments("raw", "Ok.value: T is open; name a type or list the types with @OneOf({\u2026})"),
                arguments("raw", "Pair.a: A is open; name a type or list the types with @OneOf({\u2026})"),
                arguments("raw", "Pair.b: B is open; name a type or list the types with @OneOf({\u2026})"),
                arguments("raw", "ListOf.first: E is open; name a type or list the types with @OneOf({\u2026})"),
                arguments("raw", "ManyOf.all: E[] is open; name a type or list the types with @OneOf({\u2026})"),
                arguments(
                        "platform",
                        "parameter 1: java.lang.constant.ConstantDesc cannot be sent (not a record, bean or known type)"));
    }

    @ParameterizedTest
    @MethodSource("unions")
    void aUnionThatIsNotClosedIsNamed(String method, String text) {
        assertThat(Codecs.mistakes(Unions.class))
                .anySatisfy(line -> assertThat(line).startsWith(method + "(").endsWith("): " + text));
    }

    @Test
    void nothingElseIsReportedOfUnions() {
        assertThat(Codecs.mistakes(Unions.class)).hasSize((int) unions().count());
    }

    interface Store<T> {
        void put(@OneOf(Fine.class) T v);
    }

    @RpcService
    interface Lists extends Store<List<Integer>> {
        void a01(@OneOf({}) Object v);

        void a02(@OneOf({String.class, String.class}) Object v);

        void a03(@OneOf({int.class, String.class}) Object v);

        void a04(@OneOf({List.class, Ok.class}) Object v);

        void a05(Map<String, List<@OneOf({String.class, Integer.class}) Number>> v);

        void a06(@OneOf({Both.class, Object.class, Runnable.class}) Object v);

        void a07(@OneOf(String.class) String v);

        void a08(@OneOf(String.class) int v);

        void a09(Object @OneOf(String.class) [] v);

        void a10(@OneOf(String.class) ZoneId v);

        void a11(Wrapped v);

        <T> void a12(@OneOf(String.class) T v);

        void a13(List<@OneOf(String.class) ?> v);

        void a14(@OneOf({Thread.class, Inner.class, Object[].class}) Object v);

        void a15(SortedSet<@OneOf({String.class, Integer.class}) Object> v);

        @OneOf({String.class})
        CompletableFuture<Object> a16();

        @OneOf({Integer.class})
        CharSequence a17();

        void a18(Collection<? super @OneOf(String.class) Object> v);
    }

    static Stream<Arguments> lists() {
        String expected = " (expected: Object, an interface or an abstract class)";
        String noClass = ", which is not a class of values (expected: its cases)";
        return Stream.of(
                arguments("a01", "parameter 1: @OneOf lists no types"),
                arguments("a02", "parameter 1: @OneOf lists String twice"),
                arguments("a03", "parameter 1: @OneOf lists int, which is primitive (expected: its box)"),
                arguments(
                        "a04",
                        "parameter 1: @OneOf lists List, which is generic (expected: a class without type parameters)"),
                arguments(
                        "a04",
                        "parameter 1: @OneOf lists Ok, which is generic (expected: a class without type parameters)"),
                arguments("a05", "parameter 1.value[]: @OneOf lists String, which is no Number"),
                arguments("a06", "parameter 1: @OneOf lists Both" + noClass),
                arguments("a06", "parameter 1: @OneOf lists Object" + noClass),
                arguments("a06", "parameter 1: @OneOf lists Runnable" + noClass),
                arguments("a07", "parameter 1: @OneOf on String" + expected),
                arguments("a08", "parameter 1: @OneOf on int" + expected),
                arguments("a09", "parameter 1: @OneOf on Object[]" + expected),
                arguments("a10", "parameter 1: @OneOf on ZoneId" + expected),
                arguments("a11", "Wrapped.list: @OneOf on List" + expected),
                arguments("a12", "parameter 1: @OneOf on T" + expected),
                arguments("a13", "parameter 1[]: @OneOf on ?" + expected),
                arguments("a14", "parameter 1: java.lang.Thread cannot be sent (code does not travel)"),
                arguments("a14", "Inner: an inner class holds its outer object; make it static"),
                arguments("a14", "parameter 1[]: Object is open; name a type or list the types with @OneOf({\u2026})"),
                arguments("a15", "parameter 1: a SortedSet of Object, which is not Comparable"),
                arguments("a16", "@OneOf stands before the CompletableFuture; put it before its content"),
                arguments("a17", "result: @OneOf lists Integer, which is no CharSequence"),
                arguments(
                        "a18",
                        "parameter 1[]: ? super java.lang.Object is open; name a type or list the types with @OneOf({\u2026})"),
                arguments("put", "parameter 1: @OneOf on List" + expected));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aListOfTypesThatDoesNotFitItsSlotIsNamedWithItsPlace(String method, String text) {
        assertThat(Codecs.mistakes(Lists.class))
                .anySatisfy(line -> assertThat(line).startsWith(method + "(").endsWith("): " + text));
    }

    @Test
    void nothingElseIsReportedOfLists() {
        assertThat(Codecs.mistakes(Lists.class)).hasSize((int) lists().count());
    }
}
