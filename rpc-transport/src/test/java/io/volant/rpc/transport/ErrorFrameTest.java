package io.volant.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.Payload;
import io.volant.rpc.Status;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorFrameTest {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OK")
    void everyStatusComesBackWithAllThatWasSaid(Status status) {
        Failure failure = Failure.of(status, Outcome.EXECUTED, "it bröke")
                .withTypeName("java.lang.IllegalStateException")
                .withErrorId("e-17")
                .withRetryAfter(Duration.ofMillis(1_234))
                .withNeverRetry()
                .withDeclaredPayload(Payload.of(new byte[] {1, 2, 3}));
        Failure read = roundTrip(failure);
        assertThat(read.status()).isEqualTo(status);
        assertThat(read.outcome()).isEqualTo(Outcome.EXECUTED);
        assertThat(read.message()).isEqualTo("it bröke");
        assertThat(read.typeName()).isEqualTo("java.lang.IllegalStateException");
        assertThat(read.errorId()).isEqualTo("e-17");
        assertThat(read.retryAfter()).contains(Duration.ofMillis(1_234));
        assertThat(read.neverRetry()).isTrue();
        assertThat(read.declaredPayload().map(ErrorFrameTest::bytes)).contains("010203");
    }

    @Test
    void whatWasNotSaidIsNotThere() {
        Failure read = roundTrip(Failure.of(Status.INTERNAL, Outcome.UNKNOWN, ""));
        assertThat(read.typeName()).isEmpty();
        assertThat(read.errorId()).isEmpty();
        assertThat(read.retryAfter()).isEmpty();
        assertThat(read.neverRetry()).isFalse();
        assertThat(read.declaredPayload()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"NOT_SENT, 1, REJECTED", "REJECTED, 1, REJECTED", "EXECUTED, 2, EXECUTED", "UNKNOWN, 0, UNKNOWN"})
    void anOutcomeHasItsTwoBits(Outcome outcome, int bits, Outcome read) {
        Failure failure = Failure.of(Status.UNAVAILABLE, outcome, "m");
        assertThat(ErrorFrame.encode(failure).array()[0]).isEqualTo((byte) bits);
        assertThat(roundTrip(failure).outcome()).isEqualTo(read);
    }

    @Test
    void startedIsUnknownToACaller() {
        assertThat(ErrorFrame.decode(1, Bytes.of("03 00 00 00 00")).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "0, UNAVAILABLE, UNKNOWN",
        "1, UNAVAILABLE, REJECTED",
        "2, INTERNAL, EXECUTED",
        "3, UNAVAILABLE, UNKNOWN"
    })
    void aStatusOfALaterVersionIsTreatedByItsFlags(int flags, Status status, Outcome outcome) {
        Failure read = ErrorFrame.decode(77, Bytes.of("0" + flags + " 00 00 01 6d 00"));
        assertThat(read.status()).isEqualTo(status);
        assertThat(read.outcome()).isEqualTo(outcome);
        assertThat(read.message()).isEqualTo("status 77: m");
    }

    @Test
    void flagsOfALaterVersionAreIgnored() {
        Failure read = ErrorFrame.decode(12, Bytes.of("e2 01 00 00 01 6d 00"));
        assertThat(read.outcome()).isEqualTo(Outcome.EXECUTED);
        assertThat(read.message()).isEqualTo("m");
        assertThat(read.declaredPayload()).isEmpty();
    }

    @Test
    void aDeclaredExceptionMayBeEmpty() {
        assertThat(ErrorFrame.decode(11, Bytes.of("12 00 00 00 00")).declaredPayload())
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"02", "02 00", "02 00 05 61", "02 00 00 01 ff 00", "02 8000", "02 00 00 00", "02 00 81 08"})
    void anErrorThatCannotBeReadIsStillAFailureWithItsStatusAndOutcome(String hex) {
        Failure read = ErrorFrame.decode(3, Bytes.of(hex));
        assertThat(read.status()).isEqualTo(Status.OVERLOADED);
        assertThat(read.outcome()).isEqualTo(Outcome.EXECUTED);
        assertThat(read.message()).startsWith("the error of the other side cannot be read: P-");
    }

    @Test
    void anErrorWithoutAnythingIsAFailureOfUnknownOutcome() {
        Failure read = ErrorFrame.decode(12, Bytes.of(""));
        assertThat(read.status()).isEqualTo(Status.INTERNAL);
        assertThat(read.outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void textsAreCutToTheirBounds() {
        Failure read = roundTrip(Failure.of(Status.INTERNAL, Outcome.UNKNOWN, "m".repeat(20_000))
                .withTypeName("t".repeat(2_000))
                .withErrorId("e".repeat(300)));
        assertThat(read.message()).hasSize(16_384);
        assertThat(read.typeName()).hasSize(1_024);
        assertThat(read.errorId()).hasSize(256);
    }

    @Test
    void aRetryAfterBeyondTheRangeOfTheWireIsTheLongestThereIs() {
        Failure failure = Failure.of(Status.OVERLOADED, Outcome.REJECTED, "m");
        assertThat(roundTrip(failure.withRetryAfter(Duration.ofDays(1_000_000_000_000L)))
                        .retryAfter())
                .contains(Duration.ofMillis(Integer.MAX_VALUE));
        assertThat(roundTrip(failure.withRetryAfter(Duration.ofMillis(-5))).retryAfter())
                .contains(Duration.ZERO);
    }

    @Test
    void theFailureSharesNoBytesWithTheFrame() {
        ByteBuf body = Bytes.of("12 00 00 00 00 0102").copy();
        Payload declared = ErrorFrame.decode(11, body).declaredPayload().orElseThrow();
        body.setZero(0, body.capacity());
        assertThat(bytes(declared)).isEqualTo("0102");
    }

    private static Failure roundTrip(Failure failure) {
        Payload body = ErrorFrame.encode(failure);
        return ErrorFrame.decode(
                failure.status().code(), Unpooled.wrappedBuffer(body.array(), body.offset(), body.length()));
    }

    private static String bytes(Payload payload) {
        return HexFormat.of().formatHex(payload.array(), payload.offset(), payload.offset() + payload.length());
    }
}
