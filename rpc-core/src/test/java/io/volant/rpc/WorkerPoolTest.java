package io.volant.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WorkerPoolTest {
    private final WorkerPool pool = new WorkerPool("", false, 2, 1);

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
                pool.execute(waitingFor(gate, ended));
            }
            assertThatThrownBy(() -> pool.execute(waitingFor(gate, ended)))
                    .isInstanceOf(RejectedExecutionException.class);
            gate.countDown();
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aCallThatEndsHasFreedItsPlaceForTheNextOne() throws Exception {
        WorkerPool single = new WorkerPool("", false, 1, 0);
        CountDownLatch ended = new CountDownLatch(1_000);
        single.execute(new WorkerPool.Work() {
            @Override
            public Runnable run() {
                return () -> {
                    ended.countDown();
                    if (ended.getCount() > 0) {
                        single.execute(this);
                    }
                };
            }

            @Override
            public void refuse() {
                throw new AssertionError("refused");
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
            pool.execute(waitingFor(gate, ended));
        }
        pool.shutdownNow();
        gate.countDown();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        pool.ended().get(10, TimeUnit.SECONDS);
    }

    private static WorkerPool.Work waitingFor(CountDownLatch gate, CountDownLatch ended) {
        return new WorkerPool.Work() {
            @Override
            public Runnable run() {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return ended::countDown;
            }

            @Override
            public void refuse() {
                ended.countDown();
            }
        };
    }
}
