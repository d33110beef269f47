package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.volant.rpc.RpcService;
import io.volant.rpc.contract.Sources;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Beans that no constructor can rebuild, and what is said about them. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable", "FieldCanBeFinal"}) // reached by reflection
class ConstructorMistakesTest {
    static class Renamed {
        final String name;

        Renamed(String title) {
            this.name = title;
        }
    }

    static class Retyped {
        final long size;

        Retyped(int size) {
            this.size = size;
        }
    }

    static class Constant {
        final String kind = "x".trim();
        int size;
    }

    static class Halves {
        int a;
        int b;

        Halves(int a) {
            this.a = a;
        }

        Halves(boolean unknown) {}

        Halves(Integer b) {}
    }

    static class Undecided {
        int a;
        long b;

        Undecided(int a) {}

        Undecided(long b) {}
    }

    static class Missing {
        final int a;
        final int b;

        Missing() {
            this(0);
        }

        Missing(int a) {
            this.a = a;
            this.b = a;
        }
    }

    @RpcService
    interface Bad {
        void a1(Renamed v);

        void a2(Retyped v);

        void a3(Constant v);

        void a4(Halves v);

        void a5(Undecided v);

        void a6(Missing v);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments(
                        "a1",
                        "Renamed: no constructor without parameters; expected one that takes its fields (String name)"
                                + " (found: Renamed(String title))"),
                arguments(
                        "a2",
                        "Retyped: no constructor without parameters; expected one that takes its fields (long size)"
                                + " (found: Retyped(int size))"),
                arguments(
                        "a3",
                        "Constant: only a constructor can set what is final (kind); expected one that takes its fields"
                                + " (String kind, int size) (found: Constant())"),
                arguments("a5", "Undecided: two constructors fit its fields: Undecided(int a) and Undecided(long b)"),
                arguments(
                        "a6",
                        "Missing: only a constructor can set what is final (a, b); expected one that takes its fields"
                                + " (int a, int b) (found: Missing(), Missing(int a))"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aBeanThatNoConstructorCanRebuildIsRefusedWithWhatWasLookedFor(String method, String text) {
        assertThat(Codecs.mistakes(Bad.class))
                .anySatisfy(line -> assertThat(line).startsWith(method + "(").endsWith("): " + text));
        assertThat(Codecs.mistakes(Bad.class)).hasSize((int) mistakes().count());
    }

    @Test
    void withoutTheNamesOfParametersTheMessageSaysHowToGetThem() throws Exception {
        ClassLoader nameless = Sources.compileWithoutNames(
                "class Money { final java.math.BigDecimal amount; final Currency currency;"
                        + " Money(java.math.BigDecimal amount, Currency currency) { this.amount = amount; this.currency = currency; } }",
                "class Size { final int size; Size() { size = 0; } Size(int size) { this.size = size; } }",
                "@RpcService interface Shop { void buy(Money v); void grow(Size v); }");

        assertThat(Codecs.mistakes(nameless.loadClass("demo.Shop")))
                .containsExactly(
                        "buy(Money): Money: no constructor without parameters, and the parameter names of"
                                + " Money(BigDecimal, Currency) are not in the class file: compile with -parameters",
                        "grow(Size): Size: only a constructor can set what is final (size), and the parameter names of"
                                + " Size(int) are not in the class file: compile with -parameters");
    }

    @Test
    void aLocalClassThatHoldsItsSurroundingsIsRefused() {
        int captured = hashCode();
        class Local {
            int value;

            int sum() {
                return value + captured;
            }
        }
        @RpcService
        interface Locals {
            void take(Local v);
        }
        assertThat(Codecs.mistakes(Locals.class))
                .containsExactly("take(Local v): Local: a local class holds what surrounds it; make it static");
    }
}
