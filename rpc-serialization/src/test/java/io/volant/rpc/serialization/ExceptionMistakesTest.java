package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.volant.rpc.RpcService;
import io.volant.rpc.contract.Sources;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Declared exceptions that cannot be rebuilt, and what is said about them. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable", "FieldCanBeFinal", "ClassCanBeStatic", "serial"}) // by reflection
class ExceptionMistakesTest {
    class Inner extends Exception {}

    static class Open extends Exception {
        Map<String, Runnable> details;
    }

    static class Linked extends Exception {
        Throwable other;
    }

    static class Messaged extends Exception {
        final String message;

        Messaged(String message) {
            this.message = message;
        }
    }

    static class Unfit extends Exception {
        final int code;

        Unfit(String message) {
            super(message);
            this.code = 0;
        }
    }

    static class Two extends Exception {
        final int a;

        Two(String message, int a) {
            this.a = a;
        }

        Two(int a, String message) {
            this.a = a;
        }
    }

    @RpcService
    interface Bad {
        void a0() throws Inner;

        void a1() throws Open;

        void a2() throws Linked;

        void a3() throws Messaged;

        void a4() throws Unfit;

        void a5() throws Two;
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("a0", "throws Inner: an inner class holds its outer object; make it static"),
                arguments("a1", "Open.details.value: java.lang.Runnable cannot be sent (code does not travel)"),
                arguments(
                        "a2",
                        "Linked.other: java.lang.Throwable cannot be sent"
                                + " (declare it in a throws clause, or send its message)"),
                arguments(
                        "a3",
                        "Messaged.message: an exception has a message already; rename the field, or make it transient"),
                arguments(
                        "a4",
                        "throws Unfit: only a constructor can set what is final (code); expected one that takes its"
                                + " fields (int code), and perhaps message and cause (found: Unfit(String message));"
                                + " a transient field stays behind"),
                arguments(
                        "a5",
                        "throws Two: two constructors fit its fields: Two(String message, int a) and"
                                + " Two(int a, String message); a transient field stays behind"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void anExceptionThatCannotBeRebuiltIsRefused(String method, String text) {
        assertThat(Codecs.mistakes(Bad.class)).contains(method + "(): " + text).hasSize((int)
                mistakes().count());
    }

    @Test
    void withoutTheNamesOfParametersTheMessageSaysHowToGetThem() throws Exception {
        ClassLoader nameless = Sources.compileWithoutNames(
                "class Lost extends Exception { final int code; Lost(String message, int code) { super(message); this.code = code; } }",
                "class Late extends Exception { int code; Late(String message) { super(message); } }",
                "@RpcService interface Post { void send() throws Lost; void wait(int days) throws Late; }");

        assertThat(Codecs.mistakes(nameless.loadClass("demo.Post")))
                .containsExactly(
                        "send(): throws Lost: only a constructor can set what is final (code), and the parameter"
                                + " names of Lost(String, int) are not in the class file: compile with -parameters;"
                                + " a transient field stays behind");
    }
}
