package io.volant.rpc.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class GaugeTest {
    private final Gauge gauge = new Gauge();
    private final CountDownLatch end = new CountDownLatch(1);

    /** A runtime starts its threads for callbacks when one is first needed, in whichever cycle that is. */
    @Test
    void threadsForCallbacksAreNotCountedAndOthersAre() throws InterruptedException {
        long before = threads();

        Thread callback = started("volant-callback-1");
        Thread worker = started("volant-worker-1");

        assertThat(threads()).isEqualTo(before + 1);
        end.countDown();
        callback.join();
        worker.join();
    }

    private long threads() throws InterruptedException {
        return gauge.take(0, 0).of(Figure.THREADS);
    }

    private Thread started(String name) {
        Thread thread = new Thread(
                () -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.start();
        return thread;
    }
}
