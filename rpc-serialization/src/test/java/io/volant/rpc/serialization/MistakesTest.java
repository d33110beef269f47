package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.volant.rpc.MethodDescriptor;
import io.volant.rpc.Mistakes;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import java.io.InputStream;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings({
    "rawtypes",
    "HidingField",
    "NonApiType",
    "ClassCanBeStatic",
    "TypeParameterUnusedInFormals",
    "UnusedVariable"
})
class MistakesTest {
    static class Person {
        String name;
    }

    static class User {
        String name;
        InputStream avatar;
    }

    @RpcService
    interface Greeter {
        String find(Object key);

        void save(User u);

        @RpcMethod(oneway = true)
        String wave(Person p);
    }

    @Test
    void allMistakesAreReportedTogether() {
        assertThatThrownBy(() -> Codecs.of(Greeter.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(Greeter.class.getName() + " has 3 mistakes:\n"
                        + "  find(Object key): parameter 1: Object is open; name a type or list the types with @OneOf({\u2026})\n"
                        + "  save(User u): User.avatar: java.io.InputStream cannot be sent (use byte[])\n"
                        + "  wave(Person p): one-way methods return void (found: String)");
    }

    interface Shape {}

    abstract static class Animal {}

    static class NoDefault {
        NoDefault(int size) {}
    }

    static class WithFinal {
        final String name = "x";
    }

    static class Shadowed extends Person {
        int name;
    }

    class Inner {
        int value;
    }

    static class Users extends java.util.ArrayList<User> {}

    record Holder<T>(T content, List<T> more) {}

    record Growing<T>(Growing<List<T>> next) {}

    record Unsorted(int x) {}

    abstract static class AbstractFailure extends Exception {}

    static class NumberedFailure extends Exception {
        NumberedFailure(int number) {}
    }

    @RpcService
    interface Bad {
        void a01(Serializable v);

        void a02(Number v);

        void a03(List v);

        void a04(List<?> v);

        void a05(Map<String, Object> v);

        <T> void a06(T v);

        void a07(Object[] v);

        void a08(Shape v);

        void a09(Animal v);

        void a10(Thread v);

        void a11(NoDefault v);

        void a12(WithFinal v);

        void a13(Shadowed v);

        void a14(Inner v);

        void a15(Users v);

        void a16(Holder v);

        void a17(Growing<String> v);

        void a18(SortedSet<Unsorted> v);

        void a19(Optional<Shape[]> v);

        void a20(EnumMap<?, String> v);

        Object a21();

        java.util.concurrent.CompletableFuture<Map<Shape, String>> a22();

        void a23() throws AbstractFailure;

        void a24() throws NumberedFailure, ExecutionException;

        void a25(Class<String> v);

        void a26(Throwable v);

        void a27(List<? super String> v);

        void a28(Runnable[] v, String ok, Object last);

        <T> void a29(T[] v);
    }

    static Stream<Arguments> mistakes() {
        String unknown = " cannot be sent (not a record, bean or known type)";
        String orList = " or list the types with @OneOf({\u2026})";
        String sealIt = " is open; seal it, or list its cases with @RpcType(subtypes = \u2026) or @OneOf({\u2026})";
        String prefix = MistakesTest.class.getName();
        return Stream.of(
                arguments("a01", "parameter 1: Serializable is open; name a type" + orList),
                arguments("a02", "parameter 1: Number is open; name a type" + orList),
                arguments("a03", "parameter 1: List is open; name its type arguments"),
                arguments("a04", "parameter 1[]: ? is open; name a type" + orList),
                arguments("a05", "parameter 1.value: Object is open; name a type" + orList),
                arguments("a06", "parameter 1: T is open; name a type" + orList),
                arguments("a07", "parameter 1[]: Object is open; name a type" + orList),
                arguments("a08", "parameter 1: Shape" + sealIt),
                arguments("a09", "parameter 1: Animal" + sealIt),
                arguments("a10", "parameter 1: java.lang.Thread cannot be sent (code does not travel)"),
                arguments("a11", "NoDefault: no constructor without parameters" + " (found: NoDefault(int size))"),
                arguments(
                        "a12",
                        "WithFinal: only a constructor can set what is final (name); expected one that takes its fields"
                                + " (String name) (found: WithFinal())"),
                arguments("a13", "Shadowed.name: a superclass has a field of the same name"),
                arguments("a14", "Inner: an inner class holds its outer object; make it static"),
                arguments("a15", "parameter 1: " + prefix + "$Users cannot be sent (use List)"),
                arguments("a16", "Holder.content: T is open; name a type" + orList),
                arguments("a16", "Holder.more[]: T is open; name a type" + orList),
                arguments("a17", "Growing: its type arguments grow without end"),
                arguments("a18", "parameter 1: a SortedSet of MistakesTest$Unsorted, which is not Comparable"),
                arguments("a19", "parameter 1[][]: Shape" + sealIt),
                arguments("a20", "parameter 1.key: ? is open; name a type" + orList),
                arguments("a21", "result: Object is open; name a type" + orList),
                arguments("a22", "result.key: Shape" + sealIt),
                arguments(
                        "a23",
                        "throws AbstractFailure: an abstract exception cannot be rebuilt; declare its subclasses"),
                arguments(
                        "a24",
                        "throws NumberedFailure: no constructor (String), (String, Throwable) or ()"
                                + " (found: NumberedFailure(int number))"),
                arguments("a25", "parameter 1: java.lang.Class cannot be sent (use its name, a String)"),
                arguments(
                        "a26",
                        "parameter 1: java.lang.Throwable cannot be sent (declare it in a throws clause, or send its message)"),
                arguments("a27", "parameter 1[]: ? super java.lang.String is open; name a type" + orList),
                arguments("a28", "parameter 1[]: java.lang.Runnable cannot be sent (code does not travel)"),
                arguments("a28", "parameter 3: Object is open; name a type" + orList),
                arguments("a29", "parameter 1: T[] is open; name a type" + orList));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aTypeThatCannotTravelIsNamedWithItsPlace(String method, String text) {
        assertThat(Codecs.mistakes(Bad.class))
                .anySatisfy(line -> assertThat(line).startsWith(method + "(").endsWith("): " + text));
    }

    @Test
    void nothingElseIsReported() {
        assertThat(Codecs.mistakes(Bad.class)).hasSize((int) mistakes().count());
    }

    @RpcService
    interface Waving {
        void wave(Person p);
    }

    @Test
    void aHiddenClassIsRefused() {
        Runnable lambda = () -> {};
        MethodDescriptor method = Codecs.of(Waving.class).service().methods().get(0);
        Mistakes mistakes = new Mistakes(Waving.class);

        new TypeCompiler().compile(lambda.getClass(), "parameter 1", new Problems(method, mistakes));

        assertThat(mistakes.found()).last().asString().endsWith(": a hidden class has no name on the wire");
    }

    @RpcService
    interface Twice {
        void first(User v);

        User second(List<User> v);
    }

    @Test
    void aMistakeInsideATypeIsReportedOnce() {
        assertThat(Codecs.mistakes(Twice.class)).singleElement().asString().startsWith("first(User v): User.avatar");
    }
}
