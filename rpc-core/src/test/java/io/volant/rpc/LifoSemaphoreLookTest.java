package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One thread at a time looks for a permit before it sleeps. */
class LifoSemaphoreLookTest {
    private static final long LONG_SECONDS = 30;
    private static final Duration SPIN = Duration.ofMillis(1);

    private final AtomicLong now = new AtomicLong();
    private final AtomicLong looks = new AtomicLong();
    private volatile Semaphore gate = new Semaphore(1); // who looks passes it
    private final LifoSemaphore semaphore = new LifoSemaphore(new AdaptiveSpin(this::look, SPIN));
    private final BlockingQueue<String> served = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    private long look() {
        looks.incrementAndGet();
        gate.acquireUninterruptibly();
        gate.release();
        return now.get();
    }

    @AfterEach
    void end() throws InterruptedException {
        gate.release();
        now.addAndGet(SPIN.toNanos());
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join(TimeUnit.SECONDS.toMillis(LONG_SECONDS));
            assertThat(thread.isAlive()).as(thread.getName() + " has not ended").isFalse();
        }
    }

    /** A thread that tells its name when it has a permit. */
    private Thread coming(String name) {
        Thread thread = new Thread(
                () -> {
                    try {
                        semaphore.acquire();
                        served.add(name);
                    } catch (InterruptedException e) {
                        served.add(name + " was interrupted");
                    }
                },
                name);
        thread.start();
        threads.add(thread);
        return thread;
    }

    private static void expectWaiting(Thread thread) {
        Events.until(thread.getName() + " waits", () -> thread.getState() == Thread.State.WAITING);
    }

    private String next() throws InterruptedException {
        String next = served.poll(LONG_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("a thread has a permit").isNotNull();
        return next;
    }

    /** One is held while it looks, and another one sleeps without a look. */
    private void oneLooksAndOneSleeps() {
        gate = new Semaphore(0);
        expectWaiting(coming("looks"));
        long before = looks.get();
        expectWaiting(coming("sleeps"));
        assertThat(looks.get()).as("it does not look, because one does").isEqualTo(before);
    }

    @Test
    void aThreadThatLooksIsServedBeforeOneThatSleeps() throws InterruptedException {
        oneLooksAndOneSleeps();

        semaphore.release();
        gate.release();
        assertThat(next()).isEqualTo("looks");
        semaphore.release();
        assertThat(next()).isEqualTo("sleeps");
    }

    @Test
    void aThreadThatLookedWakesTheNextOneForWhatItLeaves() throws InterruptedException {
        oneLooksAndOneSleeps();

        semaphore.release();
        semaphore.release();
        gate.release();
        assertThat(List.of(next(), next())).containsExactlyInAnyOrder("looks", "sleeps");
        assertThat(semaphore.availablePermits()).isZero();
    }

    @Test
    void aThreadThatHasLookedInVainSleeps() throws InterruptedException {
        Thread thread = coming("looks");
        Events.until("it looks", () -> looks.get() > 100);
        now.addAndGet(SPIN.toNanos());
        expectWaiting(thread);

        semaphore.release();
        assertThat(next()).isEqualTo("looks");
    }
}
