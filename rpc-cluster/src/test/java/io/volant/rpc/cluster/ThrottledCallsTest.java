package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.Status;
import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What calls are told that are not sent because a server refuses so many. */
class ThrottledCallsTest extends RetryRig {
    private List<CompletableFuture<String>> refused(Attempts ledger, int calls) {
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            all.add(ledger.write());
            pass(Duration.ofMillis(1));
            while (a.inFlight() > 0) {
                a.fail(failure(Status.OVERLOADED, Outcome.REJECTED));
            }
        }
        return all;
    }

    @Test
    void theyAreToldSoAndNotSent() {
        policy = RetryPolicy.off();
        List<CompletableFuture<String>> calls = refused(ledger(A), 400);

        List<Failure> failures =
                calls.stream().map(call -> thrown(call).failure()).toList();

        assertThat(failures).extracting(Failure::status).containsOnly(Status.OVERLOADED);
        assertThat(failures)
                .filteredOn(failure -> failure.outcome() == Outcome.NOT_SENT)
                .hasSizeGreaterThan(100)
                .last()
                .satisfies(failure -> assertThat(failure.message())
                        .isEqualTo(
                                "Attempts.write: kept back, since servers refuse so many calls that 95 % are not sent."
                                        + " Not executed."));
    }

    @Test
    void theyAreMadeAgainWhenThereIsRoom() {
        policy = RetryPolicy.off();
        Attempts ledger = ledger(A);
        refused(ledger, 400);

        pass(Duration.ofMillis(101));
        CompletableFuture<String> call = ledger.write();
        Events.until("it is sent", () -> a.inFlight() == 1);
        a.answer("written");

        assertThat(Events.get(call)).isEqualTo("written");
    }

    @Test
    void withoutAThrottleAllAreSent() {
        policy = RetryPolicy.off().withoutThrottle();

        assertThat(refused(ledger(A), 400)).allMatch(call -> thrown(call).outcome() == Outcome.REJECTED);
    }
}
