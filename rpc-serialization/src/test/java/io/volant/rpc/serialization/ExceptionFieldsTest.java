package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.CodecException;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.RpcService;
import io.volant.rpc.ServiceCodec;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Declared exceptions that say more than their message. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable", "FieldCanBeFinal", "ClassCanBeStatic", "serial"
}) // reached by reflection
class ExceptionFieldsTest {
    record Line(String article, int left) {}

    static class SoldOut extends Exception {
        private final List<Line> lines;
        private final Instant again;

        SoldOut(String message, List<Line> lines, Instant again) {
            super(message);
            this.lines = lines;
            this.again = again;
        }

        SoldOut(String message, Throwable cause, List<Line> lines, Instant again) {
            super(message, cause);
            this.lines = lines;
            this.again = again;
        }
    }

    static class SoldOutToday extends SoldOut {
        SoldOutToday() {
            super("today", List.of(), null);
        }
    }

    /** Makes its message out of its fields. */
    static class OverLimit extends RuntimeException {
        final long limit;

        OverLimit(long limit) {
            super("over " + limit);
            this.limit = limit;
        }
    }

    static class Coded extends IOException {
        int code;
        transient Thread thrower = Thread.currentThread();

        Coded(String text) {
            super(text);
        }

        Coded(int code) {
            super("code " + code);
            this.code = code;
        }
    }

    static class CodedAgain extends Coded {
        String hint = "none";

        CodedAgain() {
            super(0);
        }
    }

    static class Decorated extends Exception {
        private final String place;

        Decorated(String message, String place) {
            super(message);
            this.place = place;
        }

        @Override
        public String getMessage() {
            return super.getMessage() + " at " + place;
        }
    }

    static class Own extends Exception {
        private final transient String text;

        Own(String message) {
            this.text = message;
        }

        @Override
        public String getMessage() {
            return text;
        }
    }

    static class Strict extends Exception {
        final int code;

        Strict(int code) {
            if (code < 0) {
                throw new IllegalArgumentException("secret " + code);
            }
            this.code = code;
        }
    }

    @RpcService
    interface Failing {
        void fail() throws SoldOut, OverLimit, Coded, CodedAgain, Decorated, Own, Strict;
    }

    private static final ServiceCodec SERVICE = Codecs.of(Failing.class);
    private static final MethodCodec CODEC = Codecs.method(SERVICE, "fail");

    /** Exceptions, for tests that damage messages. */
    static Stream<Throwable> thrown() {
        return Stream.of(
                new SoldOut("no tea", List.of(new Line("tea", 0)), Instant.EPOCH),
                new OverLimit(7),
                new Coded(5),
                new CodedAgain(),
                new Decorated("lost", "sea"),
                new Strict(1));
    }

    private static Throwable roundTrip(Throwable thrown) {
        return CODEC.decodeException(Codecs.moved(CODEC.encodeException(thrown)));
    }

    @Test
    void messageAndFieldsComeBackAndTheCauseStays() {
        SoldOut thrown = new SoldOut("no tea", new Error("not sent"), List.of(new Line("tea", 0)), Instant.EPOCH);
        thrown.addSuppressed(new Error("not sent"));

        assertThat(roundTrip(thrown))
                .isExactlyInstanceOf(SoldOut.class)
                .hasMessage("no tea")
                .hasNoCause()
                .hasNoSuppressedExceptions()
                .extracting("lines", "again")
                .containsExactly(List.of(new Line("tea", 0)), Instant.EPOCH);
    }

    @Test
    void nullIsAMessageAndAValueOfAField() {
        assertThat(roundTrip(new SoldOut(null, null, null)))
                .isExactlyInstanceOf(SoldOut.class)
                .hasMessage(null)
                .extracting("lines", "again")
                .containsExactly(null, null);
    }

    @Test
    void aMessageMadeOfFieldsIsMadeAgain() {
        assertThat(roundTrip(new OverLimit(7)))
                .isExactlyInstanceOf(OverLimit.class)
                .hasMessage("over 7")
                .extracting("limit")
                .isEqualTo(7L);
    }

    @Test
    void fieldsAreSetBehindAConstructorThatTakesTheMessage() {
        Coded thrown = new Coded("my words");
        thrown.code = 5;

        assertThat(roundTrip(thrown))
                .isExactlyInstanceOf(Coded.class)
                .hasMessage("my words")
                .extracting("code")
                .isEqualTo(5);
    }

    @Test
    void fieldsOfSuperclassesTravel() {
        CodedAgain thrown = new CodedAgain();
        thrown.code = 5;
        thrown.hint = "later";

        assertThat(roundTrip(thrown))
                .isExactlyInstanceOf(CodedAgain.class)
                .extracting("code", "hint")
                .containsExactly(5, "later");
    }

    @Test
    void whatGetMessageAddsIsNotAddedTwice() {
        assertThat(roundTrip(new Decorated("lost", "sea"))).hasMessage("lost at sea");
    }

    @Test
    void aMessageThatOnlyGetMessageKnowsTravels() {
        assertThat(roundTrip(new Own("mine"))).hasMessage("mine");
    }

    @Test
    void aSubclassThatIsNotDeclaredComesBackAsTheDeclaredClass() {
        assertThat(roundTrip(new SoldOutToday()))
                .isExactlyInstanceOf(SoldOut.class)
                .hasMessage("today")
                .extracting("lines", "again")
                .containsExactly(List.of(), null);
    }

    @Test
    void theSchemaListsTheFieldsAndWhatTheyReach() {
        String p = "io.volant.rpc.serialization.ExceptionFieldsTest$";
        assertThat(Codecs.schema(Failing.class, "fail"))
                .contains("exception " + p + "SoldOut {message:string, again:java.time.Instant, lines:list(" + p
                        + "Line)}\n")
                .contains("exception " + p + "CodedAgain {message:string, code:int, hint:string}\n")
                .contains("exception " + p + "Own {message:string}\n")
                .contains("object " + p + "Line {article:string, left:int}\n");
    }

    @Test
    void theMessageIsWrittenBeforeTheFields() {
        assertThat(Codecs.hex(CODEC.encodeException(new Coded(5)))).isEqualTo("00" + "07636f64652035" + "0a");
    }

    @Test
    void anExceptionInItsConstructorMeansInvalidBytes() {
        String number = Codecs.hex(CODEC.encodeException(new Strict(1))).substring(0, 2);

        assertThatThrownBy(() -> CODEC.decodeException(Codecs.payload(number + "00" + "01")))
                .isInstanceOf(CodecException.class)
                .hasMessage("exception: the constructor of ExceptionFieldsTest$Strict threw"
                        + " java.lang.IllegalArgumentException");
    }

    @Test
    @SuppressWarnings({"rawtypes", "unchecked"})
    void aFieldThatDoesNotFitIsNamed() {
        List<Line> wrong = (List) List.of("tea");

        assertThatThrownBy(() -> CODEC.encodeException(new SoldOut("m", wrong, null)))
                .isInstanceOf(CodecException.class)
                .hasMessage("exception.lines[0]: String (expected exactly ExceptionFieldsTest$Line)");
    }

    @Test
    void aDifferenceInAFieldIsNamed() {
        String here = Codecs.schema(Failing.class, "fail");

        assertThat(SchemaComparison.compare(here, here.replace("limit:long", "limit:int, unit:string"))
                        .lines())
                .containsExactly(
                        "ExceptionFieldsTest$OverLimit.limit: long here, int there",
                        "ExceptionFieldsTest$OverLimit.unit: missing here, String there");
    }
}
