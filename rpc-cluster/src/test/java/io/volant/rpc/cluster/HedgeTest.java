package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Failure;
import io.volant.rpc.Hedge;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** When calls go to another server as well, and how they end. */
class HedgeTest extends HedgeRig {
    @Test
    void aCallThatIsNotAnsweredInTimeGoesToAnotherServerAsWellAndTheFirstAnswerCounts() {
        CompletableFuture<String> call = earned(A, B).read();
        Line first = busy();
        Line second = second(first);

        second.answer("found");

        assertThat(Events.get(call)).isEqualTo("found");
        assertThat(attempts).containsExactly(1, 2);
        assertThat(first.oldest().scope().cancelled())
                .as("the other one is cancelled")
                .isTrue();
    }

    @Test
    void theFirstServerMayStillAnswerFirst() {
        CompletableFuture<String> call = earned(A, B).read();
        Line first = busy();
        Line second = second(first);

        first.answer("found");

        assertThat(Events.get(call)).isEqualTo("found");
        assertThat(second.oldest().scope().cancelled()).isTrue();
    }

    @Test
    void aCallThatIsAnsweredInTimeGoesNowhereElse() {
        Hedged ledger = ledger(CallOptions.defaults().withHedge(Hedge.after(Duration.ofSeconds(9))), A, B);
        answered(ledger, Duration.ZERO);
        CompletableFuture<String> call = ledger.read();
        untilDue();
        busy().answer("found");

        assertThat(Events.get(call)).isEqualTo("found");
        assertThat(attempts).containsExactly(1);
    }

    @Test
    void aFailureDoesNotEndTheCallWhileAnotherAttemptIsUnderWay() {
        Hedged ledger = earned(A, B);
        CompletableFuture<String> one = ledger.read();
        Line first = busy();
        second(first).fail(failure(Status.UNAVAILABLE, Outcome.UNKNOWN));
        assertThat(one).isNotDone();
        first.answer("found");
        CompletableFuture<String> two = ledger.read();
        Line third = busy();
        Line fourth = second(third);
        third.fail(failure(Status.UNAVAILABLE, Outcome.UNKNOWN));
        assertThat(two).isNotDone();
        fourth.answer("found");

        assertThat(Events.get(one)).isEqualTo("found");
        assertThat(Events.get(two)).isEqualTo("found");
    }

    @Test
    void aDeclaredExceptionIsAnAnswer() {
        CompletableFuture<String> call = earned(A, B).read();
        Line first = busy();
        Line second = second(first);

        second.fail(failure(Status.APPLICATION, Outcome.EXECUTED));

        assertThat(thrown(call).status()).isEqualTo(Status.APPLICATION);
        assertThat(first.oldest().scope().cancelled()).isTrue();
    }

    @Test
    void whereAllFailTheCallerIsToldOfAll() {
        CompletableFuture<String> call = earned(A, B).read();
        Line first = busy();
        Line second = second(first);
        second.fail(failure(Status.UNAVAILABLE, Outcome.UNKNOWN));
        first.fail(failure(Status.OVERLOADED, Outcome.REJECTED));

        RpcException error = thrown(call);

        assertThat(error.status()).isEqualTo(Status.OVERLOADED);
        assertThat(error.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(error).hasMessageContaining("This was attempt 1. An earlier attempt may have been executed.");
        assertThat(error.failure().earlier()).extracting(Failure::status).containsExactly(Status.UNAVAILABLE);
    }

    @Test
    void anAttemptThatFailedIsMadeAgainBesideTheHedge() {
        policy = RetryPolicy.defaults().withBackoff(Duration.ofMillis(1), Duration.ofMillis(1));
        CompletableFuture<String> call = earned(A, B).read();
        Line first = busy();
        Line second = second(first);

        first.fail(failure(Status.UNAVAILABLE, Outcome.UNKNOWN));
        Events.until("it is made again", () -> a.inFlight() + b.inFlight() == 2);
        Events.until("with a number of its own", () -> attempts.size() == 3);
        assertThat(attempts).containsExactly(1, 2, 3);
        second.answer("found");

        assertThat(Events.get(call)).isEqualTo("found");
    }

    @Test
    void hedgesArePaidFromTheCallsAloneAndNotFromWhatRetriesHaveBeside() {
        CompletableFuture<String> call = ledger(A, B).read();
        untilDue();

        assertThat(attempts).containsExactly(1);
        busy().answer("found");
        assertThat(Events.get(call)).isEqualTo("found");
    }

    @Test
    void thereAreNoneWhileServersRefuseCalls() {
        policy = RetryPolicy.defaults();
        Hedged ledger = earned(A, B);
        CompletableFuture<String> refused = ledger.write();
        busy().fail(failure(Status.OVERLOADED, Outcome.REJECTED).withNeverRetry());
        thrown(refused);
        attempts.clear();

        CompletableFuture<String> call = ledger.read();
        untilDue();
        assertThat(attempts).containsExactly(1);
        busy().answer("found");
        Events.get(call);

        pass(Duration.ofSeconds(1));
        ledger.read();
        second(busy());
    }

    @Test
    void aSingleServerIsNotAskedTwice() {
        CompletableFuture<String> call = earned(A).read();
        untilDue();

        assertThat(attempts).containsExactly(1);
        a.answer("found");
        assertThat(Events.get(call)).isEqualTo("found");
    }

    @Test
    void cancellingTheCallCancelsAllOfIt() {
        CompletableFuture<String> call = earned(A, B).read();
        Line first = busy();
        Line second = second(first);

        call.cancel(true);

        assertThat(first.oldest().scope().cancelled()).isTrue();
        assertThat(second.oldest().scope().cancelled()).isTrue();
    }

    @Test
    void theTimeOfAPercentileIsNotKnownBeforeCallsWereMeasured() {
        Hedged ledger = ledger(A, B);
        CompletableFuture<String> early = ledger.measured();
        untilDue();
        assertThat(attempts).containsExactly(1);
        busy().answer("found");
        Events.get(early);
        answered(ledger, Duration.ofMillis(2));

        CompletableFuture<String> call = ledger.measured();
        second(busy()).answer("found");

        assertThat(Events.get(call)).isEqualTo("found");
    }

    @Test
    void aServerThatIsOvertakenIsKnownToBeSlow() {
        Hedged ledger = ledger(A, B);
        answered(ledger, Duration.ofMillis(2));
        CompletableFuture<String> call = ledger.read();
        Line first = busy();
        Line second = second(first);
        pass(Duration.ofSeconds(1));
        second.answer("found");
        Events.get(call);

        first.fail(failure(Status.CANCELLED, Outcome.UNKNOWN));

        Node slow = nodes.get(first == a ? 0 : 1);
        assertThat(slow.responseNanos()).isGreaterThan(100e6);
        assertThat(slow.trouble()).isZero();
    }

    @Test
    void aStubMayHedgeWhatItsInterfaceDoesNot() {
        Hedged ledger = ledger(CallOptions.defaults().withHedge(Hedge.after(Duration.ofMillis(5)), "look"), A, B);
        answered(ledger, Duration.ZERO);
        CompletableFuture<String> call = ledger.look();
        second(busy()).answer("found");

        assertThat(Events.get(call)).isEqualTo("found");
    }

    @Test
    void aStubMayHedgeNothing() {
        Hedged ledger = ledger(CallOptions.defaults().withHedge(Hedge.off()), A, B);
        answered(ledger, Duration.ZERO);
        CompletableFuture<String> call = ledger.read();
        untilDue();

        assertThat(attempts).containsExactly(1);
        busy().answer("found");
        assertThat(Events.get(call)).isEqualTo("found");
    }

    @Test
    void aCallThatIsMadeOnceIsNotHedged() {
        Hedged ledger = ledger(CallOptions.defaults().withFailFast(), A, B);
        answered(ledger, Duration.ZERO);
        CompletableFuture<String> call = ledger.read();
        untilDue();

        assertThat(attempts).containsExactly(1);
        busy().answer("found");
        assertThat(Events.get(call)).isEqualTo("found");
    }

    @Test
    void aStubThatWouldHedgeWhatIsNotIdempotentIsRefused() {
        ledger(A);

        assertThatThrownBy(() -> client.with(CallOptions.defaults().withHedge(Hedge.afterPercentile(95), "write"))
                        .stub(Hedged.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("hedge: Hedged.write is not idempotent"
                        + " (expected: a method with @RpcMethod(idempotent = true), since it may run twice)");
    }
}
