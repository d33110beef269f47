package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.contract.Events;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifoSemaphoreTest {
    private static final long LONG_SECONDS = 30;
    private static final int WAITERS = 4;
    private static final int MEETINGS = 100_000;
    private static final int MEETING_SECONDS = 3;
    private static final int MOST_LATE = 20;
    private static final int ROUNDS = 100;
    private static final int SPINS = 100_000;
    private static final int PERMITS = 30_000;
    private static final long LOOK_NANOS = 50_000;

    private LifoSemaphore semaphore = spinning(0);
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean calm;
    private volatile boolean over;

    @AfterEach
    void end() throws InterruptedException {
        over = true;
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join(TimeUnit.SECONDS.toMillis(LONG_SECONDS));
            assertThat(thread.isAlive()).as(thread.getName() + " has not ended").isFalse();
        }
    }

    private static LifoSemaphore spinning(long nanos) {
        return new LifoSemaphore(new AdaptiveSpin(Ticker.system(), Duration.ofNanos(nanos)));
    }

    /** A thread, once it waits, that tells its name when it has a permit, or that it was interrupted. */
    private Thread waiting(String name) {
        Thread thread = new Thread(
                () -> {
                    try {
                        semaphore.acquire();
                        told.add(name);
                    } catch (InterruptedException e) {
                        told.add(name + " was interrupted");
                    }
                },
                name);
        thread.start();
        threads.add(thread);
        Events.until(name + " waits", () -> thread.getState() == Thread.State.WAITING);
        return thread;
    }

    private String next() throws InterruptedException {
        String next = told.poll(LONG_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("a thread has a permit").isNotNull();
        return next;
    }

    @Test
    void theThreadThatCameLastGoesFirst() throws InterruptedException {
        waiting("first");
        waiting("second");
        waiting("third");

        semaphore.release();
        assertThat(next()).isEqualTo("third");
        semaphore.release();
        assertThat(next()).isEqualTo("second");
        waiting("fourth");
        semaphore.release();
        assertThat(next()).isEqualTo("fourth");
        semaphore.release();
        assertThat(next()).isEqualTo("first");
        assertThat(semaphore.availablePermits()).isZero();
    }

    @Test
    void aPermitIsThereForWhoComesLater() throws InterruptedException {
        semaphore.release();
        semaphore.release();
        semaphore.acquire();

        assertThat(semaphore.availablePermits()).isEqualTo(1);
        assertThat(semaphore.tryAcquire()).isTrue();
        assertThat(semaphore.tryAcquire()).isFalse();
        assertThat(semaphore.tryAcquire(1, TimeUnit.MILLISECONDS)).isFalse();
        semaphore.release();
        assertThat(semaphore.tryAcquire(LONG_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aThreadThatLeftTheWaitTakesNoPermitFromTheOthers() throws InterruptedException {
        waiting("first");
        Thread second = waiting("second");
        waiting("third");
        second.interrupt();
        assertThat(next()).isEqualTo("second was interrupted");
        assertThat(semaphore.tryAcquire(1, TimeUnit.MILLISECONDS)).isFalse();

        semaphore.release();
        semaphore.release();
        assertThat(List.of(next(), next())).containsExactlyInAnyOrder("third", "first");
    }

    @Test
    void aThreadThatIsInterruptedAsItIsWokenWakesTheNextOne() throws InterruptedException {
        for (int i = 0; i < ROUNDS; i++) {
            waiting("first");
            Thread second = waiting("second");
            second.interrupt();
            semaphore.release();

            assertThat(List.of(next(), next())).containsExactlyInAnyOrder("second was interrupted", "first");
        }
    }

    @Test
    void aThreadThatLeftTheWaitIsNotHeld() throws InterruptedException {
        waiting("first");
        expectCollected(leaving(1, () -> {}));
    }

    @Test
    void norIsOneThatLeftBelowAnother() throws InterruptedException {
        waiting("first");
        expectCollected(leaving(200, () -> waiting("above")));
    }

    private static void expectCollected(WeakReference<Thread> thread) {
        Events.until("it is collected", () -> {
            System.gc();
            return thread.get() == null;
        });
    }

    /** A thread that has waited for so long, and has ended. */
    private WeakReference<Thread> leaving(int millis, Runnable meanwhile) throws InterruptedException {
        Thread leaving = new Thread(() -> {
            try {
                semaphore.tryAcquire(millis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                told.add("interrupted by nobody");
            }
        });
        leaving.start();
        Events.until(
                "it waits, or has left",
                () -> leaving.getState() == Thread.State.TIMED_WAITING
                        || leaving.getState() == Thread.State.TERMINATED);
        meanwhile.run();
        leaving.join();
        return new WeakReference<>(leaving);
    }

    /** Each permit comes about when the thread that took the last one begins to wait. */
    @ParameterizedTest
    @ValueSource(longs = {0, LOOK_NANOS})
    void noPermitIsMissedByWhoBeginsToWait(long look) {
        semaphore = spinning(look);
        AtomicInteger taken = new AtomicInteger();
        start("patient", () -> {
            semaphore.acquire();
            taken.incrementAndGet();
        });
        Random random = new Random(42);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MEETING_SECONDS);
        for (int released = 1; released <= MEETINGS && System.nanoTime() - end < 0; released++) {
            semaphore.release();
            for (int spins = 0; taken.get() < released && spins < SPINS; spins++) {
                Thread.onSpinWait();
            }
            if (taken.get() < released) {
                int all = released;
                Events.until("all is taken", () -> taken.get() == all);
            }
            for (int spins = random.nextInt(MOST_LATE); spins > 0; spins--) {
                Thread.onSpinWait();
            }
        }
    }

    /** Were a permit given to a thread that has left, or a thread not woken for one, the patient could not take the last of them. */
    @ParameterizedTest
    @ValueSource(longs = {0, LOOK_NANOS})
    void everyPermitIsTakenOnceWhileThreadsWaitAndLeaveAndComeAgain(long look) throws InterruptedException {
        semaphore = spinning(look);
        AtomicInteger taken = new AtomicInteger();
        List<Thread> leavers = new ArrayList<>();
        for (int i = 0; i < WAITERS; i++) {
            Random random = new Random(i);
            start("patient " + i, () -> {
                semaphore.acquire();
                taken.incrementAndGet();
            });
            leavers.add(start("impatient " + i, () -> {
                if (semaphore.tryAcquire(random.nextInt(50), TimeUnit.MICROSECONDS)) {
                    taken.incrementAndGet();
                }
            }));
        }
        int released = releaseInBursts(taken, 0, threads.get(0)::interrupt);
        calm = true;
        for (Thread leaver : leavers) {
            leaver.join(TimeUnit.SECONDS.toMillis(LONG_SECONDS));
        }
        releaseInBursts(taken, released, () -> {});

        assertThat(semaphore.availablePermits()).isZero();
    }

    /** All that was released when all of that is taken; disturbs with every burst, as threads wait and are woken. */
    private int releaseInBursts(AtomicInteger taken, int before, Runnable disturb) {
        Random bursts = new Random(42);
        int released = before;
        while (released < before + PERMITS) {
            int burst = 1 + bursts.nextInt(5);
            for (int i = 0; i < burst; i++) {
                semaphore.release();
            }
            released += burst;
            disturb.run();
            if (bursts.nextInt(3) == 0) { // all of it, so that they wait
                int all = released;
                Events.until("all is taken", () -> taken.get() == all);
            }
        }
        int all = released;
        Events.until("all is taken", () -> taken.get() == all);
        return released;
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    /** Over and over, however often it is interrupted, until the test ends; of those who are not patient, until it is calm. */
    private Thread start(String name, Step step) {
        boolean patient = name.startsWith("patient");
        Thread thread = new Thread(
                () -> {
                    while (!over && (patient || !calm)) {
                        try {
                            step.run();
                        } catch (InterruptedException e) {
                            // again, unless it is over
                        }
                    }
                },
                name);
        thread.start();
        threads.add(thread);
        return thread;
    }
}
