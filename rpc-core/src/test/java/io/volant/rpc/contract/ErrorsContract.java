package io.volant.rpc.contract;

import static io.volant.rpc.contract.Events.get;
import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.Outcome;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a handler throws reaches its caller, at once, with what it says about the execution; the server lives. */
public abstract class ErrorsContract extends TransportContract {
    static final class SoldOut extends Exception {
        private static final long serialVersionUID = 1L;

        SoldOut(String message) {
            super(message);
        }
    }

    static final class Closed extends Exception {
        private static final long serialVersionUID = 1L;

        Closed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unknown() {}
    }

    static class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    static final class RefusedForGood extends Refused {
        private static final long serialVersionUID = 1L;

        RefusedForGood(String message) {
            super(message);
        }
    }

    @RpcService
    interface Faulty {
        String ok();

        String refusedForGood(String message) throws Refused;

        String anything(String message) throws Exception;

        String soldOut(String message) throws SoldOut, Closed, Unknown;

        String closed(String message) throws SoldOut, Closed, Unknown;

        String unknown() throws SoldOut, Closed, Unknown;

        CompletableFuture<String> soldOutLater(String message) throws SoldOut;

        CompletableFuture<String> undeclaredLater(String message);

        String undeclared(String message);

        String overflow();

        CompletableFuture<String> noFuture();

        CompletableFuture<String> cancelledFuture();

        String denied();

        List<String> mixed();

        void take(List<String> strings);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    static List<String> withAnInteger() {
        List mixed = new ArrayList<>(List.of("one", 2));
        return mixed;
    }

    private Faulty faulty() {
        return stub(Faulty.class, new PlainFaulty());
    }

    @Test
    void aDeclaredExceptionIsThrownAsItself() {
        Faulty stub = faulty();

        assertThatThrownBy(() -> stub.soldOut("no balls left"))
                .isExactlyInstanceOf(SoldOut.class)
                .hasMessage("no balls left");
        assertThatThrownBy(() -> stub.closed("on Sundays"))
                .isExactlyInstanceOf(Closed.class)
                .hasMessage("on Sundays");
        assertThatThrownBy(stub::unknown).isExactlyInstanceOf(Unknown.class);
    }

    @Test
    void aDeclaredExceptionBearsTheStackOfItsCallerAndNothingOfTheServer() {
        Faulty stub = faulty();

        assertThatThrownBy(() -> stub.closed("on Sundays"))
                .isInstanceOf(Closed.class)
                .hasNoCause()
                .satisfies(thrown -> {
                    assertThat(thrown.getStackTrace())
                            .anyMatch(at -> at.getClassName().contains("ErrorsContract"));
                    assertThat(thrown.getStackTrace())
                            .noneMatch(at -> at.getClassName().contains("PlainFaulty"));
                });
    }

    @Test
    void aSubclassThatTheInterfaceDoesNotNameIsThrownAsTheClassThatItNames() {
        Faulty stub = faulty();

        assertThatThrownBy(() -> stub.refusedForGood("never"))
                .isExactlyInstanceOf(Refused.class)
                .hasMessage("never");
    }

    @Test
    void aThrowsClauseThatSaysExceptionNamesNone() {
        Faulty stub = faulty();

        RpcException thrown = failure(() -> stub.anything("not today"));

        assertThat(thrown.status()).isEqualTo(Status.INTERNAL);
        assertThat(thrown.failure().typeName()).isEqualTo("java.util.NoSuchElementException");
    }

    @Test
    void aFutureFailsWithTheDeclaredException() {
        Faulty stub = faulty();

        assertThatThrownBy(() -> get(stub.soldOutLater("no balls left")))
                .cause()
                .isExactlyInstanceOf(SoldOut.class)
                .hasMessage("no balls left");
    }

    @Test
    void anUndeclaredExceptionIsInternalWithItsTypeAndAnIdThatTheServerLogged() {
        Faulty stub = faulty();
        try (Log log = Log.open()) {
            RpcException thrown = failure(() -> stub.undeclared("not today"));

            assertThat(thrown.status()).isEqualTo(Status.INTERNAL);
            assertThat(thrown.outcome()).isEqualTo(Outcome.EXECUTED);
            assertThat(thrown.errorId()).isNotEmpty();
            assertThat(thrown.failure().typeName()).isEqualTo("java.lang.UnsupportedOperationException");
            assertThat(thrown)
                    .hasMessage("INTERNAL: Faulty.undeclared threw java.lang.UnsupportedOperationException: not today"
                            + " (error id " + thrown.errorId() + "). Executed.")
                    .hasNoCause();
            until("the server logs the id", () -> log.text().contains("id=" + thrown.errorId()));
            assertThat(log.text()).contains("event=handler_failed").contains("PlainFaulty.undeclared");
        }
    }

    @Test
    void noStackTraceOfTheServerComesToTheCaller() {
        Faulty stub = faulty();

        RpcException thrown = failure(() -> stub.undeclared("not today"));

        for (Throwable each = thrown; each != null; each = each.getCause()) {
            assertThat(each.getStackTrace()).noneMatch(at -> at.getClassName().contains("PlainFaulty"));
            assertThat(each.getMessage()).doesNotContain("PlainFaulty").doesNotContain("\tat ");
        }
    }

    @Test
    void aFutureThatFailsOtherwiseIsInternalToo() {
        Faulty stub = faulty();

        assertThatThrownBy(() -> get(stub.undeclaredLater("not today")))
                .cause()
                .isInstanceOf(RpcException.class)
                .hasMessageContaining("INTERNAL: Faulty.undeclaredLater threw java.lang.UnsupportedOperationException");
    }

    @Test
    void anErrorEndsItsCallAndNothingElse() {
        Faulty stub = faulty();

        RpcException thrown = failure(stub::overflow);

        assertThat(thrown.status()).isEqualTo(Status.INTERNAL);
        assertThat(thrown.failure().typeName()).isEqualTo("java.lang.StackOverflowError");
        assertThat(stub.ok()).isEqualTo("ok");
    }

    @Test
    void aHandlerThatReturnsNullInsteadOfAFutureIsAtFault() {
        Faulty stub = faulty();

        assertThatThrownBy(() -> get(stub.noFuture()))
                .cause()
                .hasMessageContaining("INTERNAL: Faulty.noFuture threw java.lang.NullPointerException")
                .hasMessageContaining("returned null instead of a future");
    }

    @Test
    void aHandlerThatCancelsItsOwnFutureIsAtFault() {
        Faulty stub = faulty();

        assertThatThrownBy(() -> get(stub.cancelledFuture()))
                .cause()
                .hasMessageContaining(
                        "INTERNAL: Faulty.cancelledFuture threw " + CancellationException.class.getName());
    }

    @Test
    void aHandlerMayChooseAStatus() {
        Faulty stub = faulty();

        RpcException thrown = failure(stub::denied);

        assertThat(thrown.status()).isEqualTo(Status.PERMISSION_DENIED);
        assertThat(thrown.outcome()).isEqualTo(Outcome.EXECUTED);
        assertThat(thrown).hasMessageContaining("not you");
    }

    @Test
    void aResultThatCannotBeSentSaysThatTheMethodRan() {
        Faulty stub = faulty();

        RpcException thrown = failure(stub::mixed);

        assertThat(thrown.status()).isEqualTo(Status.RESULT_UNENCODABLE);
        assertThat(thrown.outcome()).isEqualTo(Outcome.EXECUTED);
        assertThat(thrown).hasMessageStartingWith("RESULT_UNENCODABLE: cannot send the result of Faulty.mixed: ");
        assertThat(stub.ok()).isEqualTo("ok");
    }

    @Test
    void argumentsThatCannotBeSentAreNotSent() {
        Faulty stub = faulty();

        RpcException thrown = failure(() -> stub.take(withAnInteger()));

        assertThat(thrown.status()).isEqualTo(Status.INVALID_ARGUMENT);
        assertThat(thrown.outcome()).isEqualTo(Outcome.NOT_SENT);
        assertThat(thrown)
                .hasMessageStartingWith("INVALID_ARGUMENT: Faulty.take: ")
                .hasMessageEndingWith("Not executed.");
    }
}
