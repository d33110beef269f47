package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.contract.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ResponseFutureTest {
    private static final Response ANSWER = Response.success("answer");
    private static final long LONG = TimeUnit.SECONDS.toNanos(30);
    private static final int RACES = 20_000;

    private final ResponseFuture future = new ResponseFuture();
    private final List<Object> heard = new ArrayList<>();

    @Test
    void theListenerHearsTheResponseOnceOnTheThreadThatCompletes() {
        ResponseFuture.listen(future, (response, error) -> heard.add(response));
        assertThat(heard).isEmpty();

        assertThat(future.complete(ANSWER)).isTrue();
        assertThat(future.complete(Response.empty())).isFalse();

        assertThat(heard).containsExactly(ANSWER);
    }

    @Test
    void aListenerThatComesLateHearsAtOnce() {
        future.complete(ANSWER);
        ResponseFuture.listen(future, (response, error) -> heard.add(response));
        assertThat(heard).containsExactly(ANSWER);
    }

    @Test
    void everyListenerHearsAlthoughThereIsOnePlace() {
        for (int i = 0; i < 3; i++) {
            int number = i;
            ResponseFuture.listen(future, (response, error) -> heard.add(number));
        }
        future.complete(ANSWER);
        assertThat(heard).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void theListenerHearsOfAFailureToo() {
        IllegalStateException broken = new IllegalStateException("broken");
        ResponseFuture.listen(future, (response, error) -> heard.add(Futures.unwrap(error)));
        future.completeExceptionally(broken);
        assertThat(heard).containsExactly(broken);
    }

    @Test
    void anotherFutureIsListenedToAsWell() {
        CompletableFuture<Response> plain = new CompletableFuture<>();
        ResponseFuture.listen(plain, (response, error) -> heard.add(response));
        plain.complete(ANSWER);
        assertThat(heard).containsExactly(ANSWER);
    }

    @Test
    void anotherFutureThatIsDoneIsHeardAtOnceWhateverItsEnd() {
        IllegalStateException broken = new IllegalStateException("broken");
        ResponseFuture.listen(CompletableFuture.completedFuture(ANSWER), (response, error) -> heard.add(response));
        ResponseFuture.listen(
                CompletableFuture.failedFuture(broken), (response, error) -> heard.add(Futures.unwrap(error)));
        assertThat(heard).containsExactly(ANSWER, broken);
    }

    @Test
    void aFutureOfAnotherClassIsAskedForNothingButItsCompletion() {
        CompletableFuture<Response> strange = new CompletableFuture<>() {
            @Override
            public Response join() {
                throw new UnsupportedOperationException("not here");
            }

            @Override
            public boolean isDone() {
                throw new UnsupportedOperationException("not here");
            }
        };
        strange.complete(ANSWER);
        ResponseFuture.listen(strange, (response, error) -> heard.add(response));
        assertThat(heard).containsExactly(ANSWER);
    }

    @Test
    void aListenerThatThrowsDoesNotThrowAtWhoeverCompletes() {
        ResponseFuture.listen(future, (response, error) -> {
            throw new IllegalStateException("the listener's own fault");
        });
        assertThat(future.complete(ANSWER)).isTrue();
        assertThat(future).isCompletedWithValue(ANSWER);
    }

    @Test
    void cancellingHasNoEffect() {
        assertThat(future.cancel(true)).isFalse();
        assertThat(future).isNotDone();
    }

    @Test
    void whoeverWaitsIsWoken() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<Response> seen = new CompletableFuture<>();
        Thread waiter = new Thread(() -> {
            waits.countDown();
            try {
                seen.complete(ResponseFuture.await(future, LONG));
            } catch (Exception e) {
                seen.completeExceptionally(e);
            }
        });
        waiter.start();
        Events.await(waits);
        Events.until("it waits", () -> waiter.getState() == Thread.State.TIMED_WAITING);

        future.complete(ANSWER);

        assertThat(Events.get(seen)).isSameAs(ANSWER);
    }

    @Test
    void twoMayWait() throws Exception {
        List<CompletableFuture<Response>> seen = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            CompletableFuture<Response> one = new CompletableFuture<>();
            seen.add(one);
            Thread waiter = new Thread(() -> {
                try {
                    one.complete(ResponseFuture.await(future, LONG));
                } catch (Exception e) {
                    one.completeExceptionally(e);
                }
            });
            waiter.start();
            Events.until("it waits", () -> waiter.getState() == Thread.State.TIMED_WAITING);
        }
        future.complete(ANSWER);
        for (CompletableFuture<Response> one : seen) {
            assertThat(Events.get(one)).isSameAs(ANSWER);
        }
    }

    @Test
    void aWaitEndsWhenItsTimeIsOver() throws Exception {
        assertThatThrownBy(() -> ResponseFuture.await(future, 1_000)).isInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> ResponseFuture.await(future, -1)).isInstanceOf(TimeoutException.class);
        future.complete(ANSWER);
        assertThat(ResponseFuture.await(future, -1)).isSameAs(ANSWER);
    }

    @Test
    void aWaitEndsWithAnInterruptAndSoDoesOneThatBeginsInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> ResponseFuture.await(future, LONG)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void whatIsThereIsTakenAlsoByAnInterruptedThread() throws Exception {
        future.complete(ANSWER);
        Thread.currentThread().interrupt();
        assertThat(ResponseFuture.await(future, LONG)).isSameAs(ANSWER);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aFailureIsThrownAtWhoeverWaits() {
        future.completeExceptionally(new IllegalStateException("broken"));
        assertThatThrownBy(() -> ResponseFuture.await(future, LONG))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("broken");
    }

    /** The place is taken while another thread completes: whichever order, the listener hears once, and no waiter is left behind. */
    @Test
    void noRaceLosesTheResponse() throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        List<ResponseFuture> futures = new ArrayList<>();
        for (int i = 0; i < RACES; i++) {
            futures.add(new ResponseFuture());
        }
        Thread completing = new Thread(() -> {
            for (ResponseFuture one : futures) {
                meet(start);
                one.complete(ANSWER);
            }
        });
        completing.start();
        AtomicInteger heardOnce = new AtomicInteger();
        for (int i = 0; i < RACES; i++) {
            meet(start);
            if (i % 2 == 0) {
                ResponseFuture.listen(futures.get(i), (response, error) -> heardOnce.incrementAndGet());
            } else {
                assertThat(ResponseFuture.await(futures.get(i), LONG)).isSameAs(ANSWER);
            }
        }
        completing.join();
        assertThat(heardOnce).hasValue(RACES / 2);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
