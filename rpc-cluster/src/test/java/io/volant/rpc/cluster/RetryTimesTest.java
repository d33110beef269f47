package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Connection;
import io.volant.rpc.Failure;
import io.volant.rpc.NodeStats;
import io.volant.rpc.Outcome;
import io.volant.rpc.Status;
import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** When calls are made again, how often, and how much time an attempt has. */
class RetryTimesTest extends RetryRig {
    @Test
    void aRefusedCallWaitsALittleBeforeItGoesToAnotherServer() {
        CompletableFuture<String> call = ledger(A, B).write();
        Line first = busy();

        first.fail(failure(Status.OVERLOADED, Outcome.REJECTED));
        assertThat(attempts).containsExactly(1);
        Events.until("it went there", () -> other(first).inFlight() == 1);
        other(first).answer("written");

        assertThat(Events.get(call)).isEqualTo("written");
    }

    @Test
    void anAttemptHasNoMoreTimeThanItsInterfaceGivesIt() {
        CompletableFuture<String> call = ledger(A, B).find();
        Line first = busy();
        assertThat(first.oldest().deadline().remaining()).isEqualTo(Duration.ofMillis(100));

        pass(Duration.ofMillis(100));
        first.fail(failure(Status.DEADLINE_EXCEEDED, Outcome.UNKNOWN));
        Line second = other(first);
        assertThat(second.inFlight()).isEqualTo(1);
        assertThat(second.oldest().deadline().remaining()).isEqualTo(Duration.ofMillis(100));
        pass(Duration.ofMillis(850));
        second.fail(failure(Status.DEADLINE_EXCEEDED, Outcome.UNKNOWN));

        assertThat(busy().oldest().deadline().remaining())
                .as("what is left of the whole call")
                .isEqualTo(Duration.ofMillis(50));
        busy().answer("found");
        assertThat(Events.get(call)).isEqualTo("found");
    }

    @Test
    void withoutABudgetNothingIsMadeAgain() {
        policy = policy.withBudget(0, 0);
        CompletableFuture<String> call = ledger(A, B).read();

        busy().fail(failure(Status.UNAVAILABLE, Outcome.UNKNOWN));

        assertThat(thrown(call)).hasMessageContaining("Not tried again: the retry budget is spent.");
        assertThat(attempts).containsExactly(1);
    }

    @Test
    void theOnlyServerIsAskedAgainAfterTheTimeThatItAskedFor() {
        CompletableFuture<String> call = ledger(A).write();
        long before = System.nanoTime();

        a.fail(failure(Status.OVERLOADED, Outcome.REJECTED).withRetryAfter(Duration.ofMillis(300)));
        Events.until("it is asked again", () -> a.inFlight() == 1);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        a.answer("written");
        assertThat(Events.get(call)).isEqualTo("written");
    }

    @Test
    void whatFindsNoRoomIsNotTriedWithoutEnd() {
        policy = policy.withBackoff(Duration.ofMillis(1), Duration.ofMillis(1));
        CompletableFuture<String> call = ledger(A).write();
        for (int i = 0; i < 3; i++) {
            busy().fail(failure(Status.OVERLOADED, Outcome.NOT_SENT));
        }

        assertThat(thrown(call)).hasMessageContaining("This was attempt 3.");
        assertThat(attempts).containsExactly(1, 2, 3);
    }

    @Test
    void nobodyWaitsForAnAttemptThatWouldComeTooLate() {
        CompletableFuture<String> call = ledger(A).write();

        a.fail(failure(Status.OVERLOADED, Outcome.REJECTED).withRetryAfter(Duration.ofSeconds(1)));

        assertThat(call).isCompletedExceptionally();
        assertThat(thrown(call).status()).isEqualTo(Status.OVERLOADED);
    }

    @Test
    void aCallThatIsCancelledBetweenAttemptsEndsThen() {
        CompletableFuture<String> call = ledger(A).write();
        a.fail(failure(Status.OVERLOADED, Outcome.REJECTED).withRetryAfter(Duration.ofMillis(900)));
        assertThat(call).isNotDone();

        call.cancel(true);

        assertThat(call).isCancelled();
        assertThat(answers).singleElement().satisfies(answer -> {
            assertThat(answer).isDone();
            assertThat(answer.join().failure().status()).isEqualTo(Status.CANCELLED);
            assertThat(answer.join().failure().earlier())
                    .extracting(Failure::status)
                    .containsExactly(Status.OVERLOADED);
        });
        assertThat(attempts).containsExactly(1);
    }

    @Test
    void attemptsThatAreGivenUpCountAgainstTheirServer() {
        balancer = nodes -> (request, tried) ->
                nodes.stream().filter(node -> !tried.contains(node)).findFirst().orElse(nodes.get(0));
        Attempts ledger = ledger(A, B);
        for (int i = 0; i < 5; i++) {
            assertThat(client.stats().nodes().get(0).state()).isEqualTo(NodeStats.State.READY);
            CompletableFuture<String> call = ledger.find();
            pass(Duration.ofMillis(100));
            a.fail(failure(Status.DEADLINE_EXCEEDED, Outcome.UNKNOWN));
            b.answer("found");
            assertThat(Events.get(call)).isEqualTo("found");
        }

        assertThat(client.stats().nodes().get(0).state()).isEqualTo(NodeStats.State.EJECTED);
    }

    @Test
    void anAttemptThatWaitsForAServerTakesTheTimeOfItsCall() {
        Attempts ledger = ledger(A);
        a.moveTo(Connection.State.CLOSED);
        CompletableFuture<String> call = ledger.find();
        pass(Duration.ofMillis(300));
        assertThat(call).isNotDone();

        a = lines.connect(A, 1);
        assertThat(busy().oldest().deadline().remaining()).isEqualTo(Duration.ofMillis(100));
        a.answer("found");

        assertThat(Events.get(call)).isEqualTo("found");
    }

    @Test
    void aCallBetweenAttemptsEndsWithItsClient() {
        CompletableFuture<String> call = ledger(A).write();
        a.fail(failure(Status.OVERLOADED, Outcome.REJECTED).withRetryAfter(Duration.ofMillis(900)));

        client.close();

        assertThat(thrown(call)).hasMessageContaining("Not tried again: the client is closed.");
    }
}
