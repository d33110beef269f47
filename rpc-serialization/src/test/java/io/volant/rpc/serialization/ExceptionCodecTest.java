package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.volant.rpc.CodecException;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.RpcService;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExceptionCodecTest {
    static class ByMessage extends Exception {
        ByMessage(String message) {
            super(message);
        }
    }

    static class Narrower extends ByMessage {
        Narrower() {
            super("narrower");
        }
    }

    static class ByMessageAndCause extends RuntimeException {
        private ByMessageAndCause(String message, Throwable cause) {
            super(message, cause);
        }
    }

    static class ByNothing extends Exception {
        ByNothing() {
            super("always this");
        }
    }

    static class Picky extends Exception {
        Picky(String message) {
            super(message.trim());
        }
    }

    @RpcService
    interface Failing {
        void fail() throws ByNothing, ByMessage, ByMessageAndCause, IOException, Picky;

        void failGenerally() throws Exception;
    }

    private static final MethodCodec CODEC = Codecs.method(Failing.class, "fail");

    static Stream<Arguments> thrown() {
        return Stream.of(
                arguments(new ByMessage("m"), ByMessage.class, "m"),
                arguments(new ByMessage(null), ByMessage.class, null),
                arguments(new Narrower(), ByMessage.class, "narrower"),
                arguments(new ByMessageAndCause("m", new Error("not sent")), ByMessageAndCause.class, "m"),
                arguments(new ByNothing(), ByNothing.class, "always this"),
                arguments(new FileNotFoundException("f"), IOException.class, "f"));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void aDeclaredExceptionComesBackAsTheNearestDeclaredClass(Throwable thrown, Class<?> type, String message) {
        assertThat(CODEC.declares(thrown)).isTrue();
        assertThat(CODEC.decodeException(Codecs.moved(CODEC.encodeException(thrown))))
                .isExactlyInstanceOf(type)
                .hasMessage(message)
                .hasNoCause()
                .hasNoSuppressedExceptions();
    }

    @Test
    void itsNumberComesFromTheSortedNames() {
        assertThat(Codecs.hex(CODEC.encodeException(new IOException("x")))).isEqualTo("04" + "0278");
        assertThat(Codecs.hex(CODEC.encodeException(new ByMessage(null)))).isEqualTo("00" + "00");
    }

    @Test
    void anUndeclaredExceptionIsRefused() {
        assertThat(CODEC.declares(new IllegalStateException())).isFalse();
        assertThatThrownBy(() -> CODEC.encodeException(new IllegalStateException("m")))
                .isInstanceOf(CodecException.class)
                .hasMessage("exception: java.lang.IllegalStateException is not declared");
    }

    @Test
    void declaringExceptionItselfDeclaresNothing() {
        MethodCodec general = Codecs.method(Failing.class, "failGenerally");

        assertThat(general.declares(new Exception())).isFalse();
        assertThat(general.declares(new ByMessage("m"))).isFalse();
        assertThat(Codecs.schema(Failing.class, "failGenerally")).doesNotContain("throws");
    }

    @Test
    void anExceptionInItsConstructorMeansInvalidBytes() {
        assertThatThrownBy(() -> CODEC.decodeException(Codecs.payload("03 00")))
                .isInstanceOf(CodecException.class)
                .hasMessage(
                        "exception: the constructor of ExceptionCodecTest$Picky threw java.lang.NullPointerException");
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                arguments("", "exception: ends 1 bytes too early"),
                arguments("05 00", "exception: number 5 (expected: below 5)"),
                arguments("ff ff ff ff 0f 00", "exception: number 4294967295 (expected: below 5)"),
                arguments("00 05 41", "exception: 4 elements announced, but 1 bytes left"),
                arguments("00 00 00", "exception: 1 bytes after the end of the message"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenBytesAreRefused(String hex, String message) {
        assertThatThrownBy(() -> CODEC.decodeException(Codecs.payload(hex)))
                .isInstanceOf(CodecException.class)
                .hasMessage(message);
    }
}
