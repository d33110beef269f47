package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WorkerPoolTest {
    private final WorkerPool pool = pool(2, 1);

    @AfterEach
    void endThePool() {
        pool.shutdownNow();
    }

    @Test
    void aBurstIsRefusedOnlyWhenItIsMoreThanWorkersAndQueueTogether() throws Exception {
        for (int round = 0; round < 1_000; round++) { // from the second round on all workers are idle threads
            CountDownLatch gate = new CountDownLatch(1);
            CountDownLatch ended = new CountDownLatch(3);
            for (int i = 0; i < 3; i++) {
                pool.execute(new Held(gate, ended));
            }
            Held fourth = new Held(gate, ended);
            pool.execute(fourth);
            assertThat(fourth.refusals)
                    .containsExactly(
                            "OVERLOADED all 2 workers are busy and 1 calls wait" + " (limit 3; priority NORMAL)");
            gate.countDown();
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aCallThatEndsHasFreedItsPlaceForTheNextOne() throws Exception {
        WorkerPool single = pool(1, 0);
        CountDownLatch ended = new CountDownLatch(1_000);
        single.execute(new Held(new CountDownLatch(0), ended) {
            @Override
            public void end() {
                super.end();
                if (ended.getCount() > 0) {
                    single.execute(this);
                }
            }

            @Override
            public void refuse(Status status, String why) {
                throw new AssertionError("refused: " + why);
            }
        });

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        single.shutdownNow();
    }

    @Test
    void whatStillWaitsWhenThePoolEndsAtOnceIsRefused() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(3);
        for (int i = 0; i < 3; i++) {
            pool.execute(new Held(gate, ended));
        }
        pool.shutdownNow();
        gate.countDown();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        pool.ended().get(10, TimeUnit.SECONDS);
    }

    /** Handlers that return at once, a tenth of a millisecond after each other. */
    private static WorkerPool afterFastCalls(boolean fixedLimit, int queue) throws Exception {
        AtomicLong now = new AtomicLong();
        WorkerPool pool = new WorkerPool.Kind(false, fixedLimit, now::get, Duration.ZERO).pool("", 1, queue);
        for (int i = 0; i < 5_000; i++) {
            CountDownLatch ended = new CountDownLatch(1);
            now.addAndGet(TimeUnit.MICROSECONDS.toNanos(100));
            pool.execute(new Held(new CountDownLatch(0), ended));
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
        pool.shutdownNow();
        return pool;
    }

    @Test
    void onlyAQueueThatWasNotGivenGrowsWithWhatIsServed() throws Exception {
        assertThat(afterFastCalls(false, -1).stats())
                .extracting(WorkerStats::limit, WorkerStats::queueLimit)
                .containsExactly(201, 200);
        assertThat(afterFastCalls(false, 10).stats())
                .extracting(WorkerStats::limit, WorkerStats::queueLimit)
                .containsExactly(11, 10);
        assertThat(afterFastCalls(true, -1).stats())
                .extracting(WorkerStats::limit, WorkerStats::queueLimit)
                .containsExactly(11, 10);
    }

    @Test
    void aWorkerThatHasNothingToDoLooksForItsNextCall() throws Exception {
        AtomicLong looks = new AtomicLong();
        AdaptiveSpin spin = new AdaptiveSpin(() -> 1_000 * looks.incrementAndGet(), EventLoops.SPIN); // 1 µs for a look
        WorkerPool single = new WorkerPool("", false, 1, AdaptiveLimit.fixed(1, 1), spin);
        CountDownLatch ended = new CountDownLatch(1);
        single.execute(new Held(new CountDownLatch(0), ended));
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();

        Events.until("it looks", () -> looks.get() > 40);
        single.shutdown();
        single.ended().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aCallWhoseHandlerThrowsEndsToo() throws Exception {
        WorkerPool single = pool(1, 0);
        CountDownLatch ended = new CountDownLatch(2);
        for (int i = 1; i >= 0; i--) { // its place is free for the next one
            int left = i;
            single.execute(new Held(new CountDownLatch(0), ended) {
                @Override
                public void run() {
                    throw new IllegalStateException("no stack for any answer");
                }
            });
            Events.until("it has ended", () -> ended.getCount() == left);
        }
        single.shutdown();
        single.ended().get(10, TimeUnit.SECONDS);
    }

    private static WorkerPool pool(int workers, int queue) {
        return new WorkerPool.Kind(false, true, Ticker.system(), EventLoops.SPIN).pool("", workers, queue);
    }

    /** A handler that runs until its gate opens. */
    private static class Held implements WorkerPool.Work {
        final List<String> refusals = new CopyOnWriteArrayList<>();
        private final CountDownLatch gate;
        private final CountDownLatch ended;

        Held(CountDownLatch gate, CountDownLatch ended) {
            this.gate = gate;
            this.ended = ended;
        }

        @Override
        public Priority priority() {
            return Priority.NORMAL;
        }

        @Override
        public boolean over() {
            return false;
        }

        @Override
        public void run() {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void end() {
            ended.countDown();
        }

        @Override
        public void drop() {
            throw new AssertionError("dropped");
        }

        @Override
        public void refuse(Status status, String why) {
            refusals.add(status + " " + why);
            if (status == Status.UNAVAILABLE) {
                ended.countDown();
            }
        }
    }
}
