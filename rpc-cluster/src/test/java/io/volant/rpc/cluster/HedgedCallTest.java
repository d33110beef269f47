package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.Response;
import io.volant.rpc.Status;
import io.volant.rpc.contract.Events;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One call and its attempts, each step in hand. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HedgedCallTest {
    private static Response failure(Status status) {
        return Response.failure(Failure.of(status, Outcome.UNKNOWN, "it fails"));
    }

    @Test
    void itIsSentAsOftenAsItMayBe() {
        HedgeInHand hedge = new HedgeInHand(2);
        hedge.due();
        hedge.due();

        assertThat(hedge.attempts)
                .extracting(attempt -> attempt.request().attempt())
                .containsExactly(1, 2, 3);
        assertThat(hedge.alarms).hasSize(2);
    }

    @Test
    void afterItsEndItIsSentNoMore() {
        HedgeInHand hedge = new HedgeInHand(2);
        hedge.attempts.get(0).answer("found");
        hedge.due();

        assertThat(hedge.attempts).hasSize(1);
        assertThat(Events.get(hedge.call).value()).isEqualTo("found");
    }

    @Test
    void aServerMayForbidThatItIsSentAgain() {
        HedgeInHand hedge = new HedgeInHand(2);
        hedge.due();
        hedge.attempts
                .get(1)
                .answer()
                .complete(Response.failure(failure(Status.UNAVAILABLE).failure().withNeverRetry()));
        hedge.due();

        assertThat(hedge.attempts).hasSize(2);
        hedge.attempts.get(0).answer("found");
        assertThat(Events.get(hedge.call).value()).isEqualTo("found");
    }

    @Test
    void itFailsWhenNothingIsUnderWayAnyMore() {
        HedgeInHand hedge = new HedgeInHand(2);
        hedge.due();
        hedge.attempts.get(0).answer().complete(failure(Status.UNAVAILABLE));
        assertThat(hedge.call).isNotDone();
        hedge.attempts.get(1).answer().complete(failure(Status.INTERNAL));

        Failure failure = Events.get(hedge.call).failure();
        assertThat(failure.status()).isEqualTo(Status.INTERNAL);
        assertThat(failure.earlier()).extracting(Failure::status).containsExactly(Status.UNAVAILABLE);
        assertThat(failure.message()).contains("This was attempt 2.");
        hedge.due();
        assertThat(hedge.attempts).hasSize(2);
    }

    @Test
    void whateverHappensAtOnceItEndsOnceAndNothingOfItRunsOn() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 2_000; i++) {
                HedgeInHand hedge = new HedgeInHand(1);
                CyclicBarrier together = new CyclicBarrier(2);
                Future<?> other = threads.submit(() -> {
                    together.await();
                    hedge.due();
                    return true;
                });
                Future<?> answer = threads.submit(() -> {
                    together.await();
                    hedge.attempts.get(0).answer("found");
                    return true;
                });
                other.get(20, TimeUnit.SECONDS);
                answer.get(20, TimeUnit.SECONDS);

                assertThat(hedge.call.getNow(failure(Status.INTERNAL)).isSuccess())
                        .isTrue();
                assertThat(hedge.completions).hasValue(1);
                assertThat(hedge.attempts.stream().skip(1))
                        .allMatch(attempt -> attempt.request().scope().cancelled());
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
