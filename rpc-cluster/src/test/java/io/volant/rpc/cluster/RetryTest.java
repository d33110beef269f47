package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import io.volant.rpc.contract.Events;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which calls are made again, and where. */
class RetryTest extends RetryRig {
    @ParameterizedTest
    @CsvSource({"UNAVAILABLE, UNKNOWN", "INTERNAL, EXECUTED", "INTERNAL, UNKNOWN", "UNAVAILABLE, REJECTED"})
    void anIdempotentCallThatFailedIsMadeAgainAtAnotherServerAtOnce(Status status, Outcome outcome) {
        CompletableFuture<String> call = ledger(A, B).read();
        Line first = busy();

        first.fail(failure(status, outcome));

        assertThat(other(first).inFlight()).isEqualTo(1);
        other(first).answer("found");
        assertThat(Events.get(call)).isEqualTo("found");
        assertThat(attempts).containsExactly(1, 2);
        assertThat(calls).containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource({
        "UNAVAILABLE, UNKNOWN",
        "INTERNAL, EXECUTED",
        "INTERNAL, UNKNOWN",
        "DEADLINE_EXCEEDED, UNKNOWN",
        "OVERLOADED, UNKNOWN"
    })
    void whatMayHaveRunAndIsNotIdempotentIsNeverMadeAgain(Status status, Outcome outcome) {
        CompletableFuture<String> call = ledger(A, B).book();

        busy().fail(failure(status, outcome));

        assertThat(thrown(call).outcome()).isEqualTo(outcome);
        assertThat(attempts).containsExactly(1);
    }

    @Test
    void whatCertainlyDidNotRunIsMadeAgainWhateverItDoes() {
        CompletableFuture<String> call = ledger(A, B).write();
        Line first = busy();

        first.fail(failure(Status.UNAVAILABLE, Outcome.REJECTED));
        other(first).answer("written");

        assertThat(Events.get(call)).isEqualTo("written");
    }

    @Test
    void noAttemptGoesWhereAnEarlierOneFailedWhileThereAreOthers() {
        balancer = nodes -> (request, tried) ->
                nodes.stream().filter(node -> !tried.contains(node)).findFirst().orElse(nodes.get(0));
        CompletableFuture<String> call = ledger(A, B).read();

        a.fail(failure(Status.UNAVAILABLE, Outcome.UNKNOWN));
        b.fail(failure(Status.UNAVAILABLE, Outcome.UNKNOWN));
        Events.until("both failed, so it is the first one again", () -> a.inFlight() == 1);
        a.answer("found");

        assertThat(Events.get(call)).isEqualTo("found");
    }

    @ParameterizedTest
    @CsvSource({
        "APPLICATION, EXECUTED",
        "INVALID_ARGUMENT, REJECTED",
        "UNIMPLEMENTED, REJECTED",
        "FAILED_PRECONDITION, REJECTED",
        "UNAUTHENTICATED, REJECTED",
        "PERMISSION_DENIED, REJECTED",
        "RESOURCE_EXHAUSTED, REJECTED",
        "RESULT_UNENCODABLE, EXECUTED",
        "CANCELLED, UNKNOWN",
        "DEADLINE_EXCEEDED, UNKNOWN",
        "INTERNAL, NOT_SENT",
        "UNAVAILABLE, NOT_SENT"
    })
    void whatWouldFailAgainOrHasNoTimeLeftIsNotMadeAgain(Status status, Outcome outcome) {
        CompletableFuture<String> call = ledger(A, B).read();

        busy().fail(failure(status, outcome));

        assertThat(thrown(call).status()).isEqualTo(status);
        assertThat(attempts).containsExactly(1);
    }

    @Test
    void aServerMayForbidAnotherAttempt() {
        CompletableFuture<String> call = ledger(A, B).read();

        busy().fail(failure(Status.UNAVAILABLE, Outcome.REJECTED).withNeverRetry());

        assertThat(thrown(call).failure().neverRetry()).isTrue();
        assertThat(attempts).containsExactly(1);
    }

    @Test
    void afterThreeAttemptsTheCallerIsToldOfAll() {
        CompletableFuture<String> call = ledger(A, B).read();
        Line first = busy();
        first.fail(failure(Status.INTERNAL, Outcome.EXECUTED));
        other(first).fail(failure(Status.UNAVAILABLE, Outcome.UNKNOWN));
        busy().fail(failure(Status.UNAVAILABLE, Outcome.REJECTED));

        RpcException error = thrown(call);

        assertThat(error.status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(error.outcome()).as("of all attempts together").isEqualTo(Outcome.EXECUTED);
        assertThat(error).hasMessageContaining("This was attempt 3. An earlier attempt was executed.");
        assertThat(error.failure().earlier())
                .extracting(Failure::status)
                .containsExactly(Status.INTERNAL, Status.UNAVAILABLE);
        assertThat(error.getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactly("INTERNAL: it INTERNAL. Executed.", "UNAVAILABLE: it UNAVAILABLE. Outcome unknown.");
    }

    @Test
    void aCallThatFailsFastIsMadeOnce() {
        ledger(A, B);
        CompletableFuture<String> call = client.with(CallOptions.defaults().withFailFast())
                .stub(Attempts.class)
                .read();

        busy().fail(failure(Status.UNAVAILABLE, Outcome.UNKNOWN));

        assertThat(thrown(call).status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(attempts).containsExactly(1);
    }

    @Test
    void withPolicyOffACallIsMadeOnce() {
        policy = RetryPolicy.off();
        CompletableFuture<String> call = ledger(A, B).read();

        busy().fail(failure(Status.UNAVAILABLE, Outcome.UNKNOWN));

        assertThat(thrown(call)).hasMessage("UNAVAILABLE: it UNAVAILABLE. Outcome unknown.");
        assertThat(attempts).containsExactly(1);
    }
}
