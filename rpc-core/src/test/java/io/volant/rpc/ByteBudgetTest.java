package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ByteBudgetTest {
    private final ByteBudget budget = new ByteBudget(100);

    @Test
    void givesRoomUpToItsLimitAndNoByteMore() {
        assertThat(budget.reserve(60)).isTrue();
        assertThat(budget.reserve(41)).isFalse();
        assertThat(budget.reserve(40)).isTrue();
        assertThat(budget.crowded()).isTrue();
        assertThat(budget).hasToString("100 of 100 bytes");
        budget.giveBack(60);
        assertThat(budget.inUse()).isEqualTo(40);
        assertThat(budget.crowded()).isFalse();
    }

    @Test
    void whatCannotBeRefusedIsCountedAboveTheLimit() {
        budget.add(150);
        assertThat(budget.inUse()).isEqualTo(150);
        assertThat(budget.reserve(1)).isFalse();
        budget.giveBack(150);
        assertThat(budget.reserve(100)).isTrue();
    }

    @Test
    void aLimitWithoutRoomIsRefused() {
        assertThatThrownBy(() -> new ByteBudget(0)).hasMessage("limit: 0 (expected: > 0)");
    }

    @Test
    void nobodyPassesByOneThatWaits() {
        budget.reserve(50);
        CompletableFuture<Boolean> large = waiting(90, new CallScope());

        assertThat(budget.reserve(1)).isFalse();
        CompletableFuture<Boolean> small = waiting(10, new CallScope());
        budget.giveBack(50);

        assertThat(Events.get(large)).isTrue();
        assertThat(Events.get(small)).isTrue();
        assertThat(budget.inUse()).isEqualTo(100);
    }

    @Test
    void aWaitEndsWithItsScopeAndLetsTheNextIn() {
        budget.reserve(50);
        CallScope scope = new CallScope();
        CompletableFuture<Boolean> large = waiting(90, scope);
        CompletableFuture<Boolean> small = waiting(40, new CallScope());

        scope.cancel(Status.CANCELLED);

        assertThat(Events.get(large)).isFalse();
        assertThat(Events.get(small)).isTrue();
        assertThat(budget.inUse()).isEqualTo(90);
    }

    @Test
    void aWaitEndsWithItsDeadline() throws InterruptedException {
        budget.reserve(50);
        assertThat(budget.await(90, Deadline.after(Duration.ofMillis(20), Ticker.system()), new CallScope()))
                .isFalse();
        assertThat(budget.reserve(50)).isTrue();
    }

    @Test
    void aWaitEndsWithAnInterruptAndHoldsNothing() {
        budget.reserve(50);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> budget.await(90, soon(), new CallScope())).isInstanceOf(InterruptedException.class);
        assertThat(budget.reserve(50)).isTrue();
    }

    @Test
    void underAnyMixOfCallersTheLimitHoldsAndAllIsGivenBack() {
        ByteBudget shared = new ByteBudget(1_000);
        AtomicLong held = new AtomicLong();
        AtomicBoolean exceeded = new AtomicBoolean();
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Random random = new Random(i);
            callers.add(CompletableFuture.runAsync(
                    () -> {
                        for (int n = 0; n < 3_000; n++) {
                            long bytes = 1L + random.nextInt(random.nextInt(10) == 0 ? 1_000 : 200);
                            if (random.nextBoolean() ? shared.reserve(bytes) : await(shared, bytes, random)) {
                                if (held.addAndGet(bytes) > 1_000) {
                                    exceeded.set(true);
                                }
                                held.addAndGet(-bytes);
                                shared.giveBack(bytes);
                            }
                        }
                    },
                    task -> new Thread(task, "caller").start()));
        }
        callers.forEach(Events::get);

        assertThat(exceeded).isFalse();
        assertThat(shared.inUse()).isZero();
        assertThat(shared.reserve(1_000)).isTrue();
    }

    private static boolean await(ByteBudget shared, long bytes, Random random) {
        CallScope scope = new CallScope();
        if (random.nextInt(10) == 0) {
            scope.cancel(Status.CANCELLED);
        }
        if (random.nextInt(20) == 0) {
            Thread.currentThread().interrupt();
        }
        Duration atMost = random.nextInt(5) == 0 ? Duration.ofNanos(random.nextInt(50_000)) : Duration.ofSeconds(30);
        try {
            return shared.await(bytes, Deadline.after(atMost, Ticker.system()), scope);
        } catch (InterruptedException e) {
            return false;
        } finally {
            Thread.interrupted();
        }
    }

    /** A thread that waits for {@code bytes}; it stands in line when this returns. */
    private CompletableFuture<Boolean> waiting(long bytes, CallScope scope) {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Boolean> served = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            started.countDown();
            try {
                served.complete(budget.await(bytes, soon(), scope));
            } catch (InterruptedException e) {
                served.completeExceptionally(e);
            }
        });
        thread.start();
        Events.await(started);
        Events.until("it waits", () -> thread.getState() == Thread.State.TIMED_WAITING);
        return served;
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(30), Ticker.system());
    }
}
