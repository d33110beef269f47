package io.volant.rpc.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Threads that wait for every answer before they ask again. */
public final class BlockingLoad implements Load {
    private static final int STRIDE = 37; // so that threads do not ask the same at the same time

    private final Inquiry inquiry;
    private final ExecutorService executor; // its threads outlive the run, so that what they allocated is counted
    private final List<Asker> askers = new ArrayList<>();
    private final Histogram latencies = Latencies.create(); // made beforehand, as all that is large
    private volatile boolean stopping;

    public BlockingLoad(Inquiry inquiry, int threads, ExecutorService executor) {
        this.inquiry = inquiry;
        this.executor = executor;
        for (int i = 0; i < threads; i++) {
            askers.add(new Asker(i * STRIDE));
        }
    }

    @Override
    public LoadResult run(Duration time) throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(askers.size());
        CountDownLatch go = new CountDownLatch(1);
        List<Future<?>> ends = new ArrayList<>();
        for (Asker asker : askers) {
            ends.add(executor.submit(() -> {
                ready.countDown();
                go.await();
                asker.askUntilStopped();
                return null;
            }));
        }
        ready.await();
        long start = System.nanoTime();
        go.countDown();
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
        stopping = true;
        await(ends);
        return total(System.nanoTime() - start);
    }

    private static void await(List<Future<?>> ends) throws InterruptedException {
        for (Future<?> end : ends) {
            try {
                end.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a load thread died", e.getCause());
            }
        }
    }

    private LoadResult total(long elapsedNanos) {
        long calls = 0;
        long errors = 0;
        long checked = 0;
        String firstError = "";
        for (Asker asker : askers) {
            calls += asker.calls;
            errors += asker.errors;
            checked += asker.checked;
            firstError = firstError.isEmpty() ? asker.firstError : firstError;
            latencies.add(asker.latencies);
        }
        return LoadResult.of(calls, errors, checked, elapsedNanos, latencies, firstError);
    }

    /** What one thread does; its fields belong to that thread while it runs. */
    private final class Asker {
        private final Histogram latencies = Latencies.create();
        private int next;
        private long calls;
        private long errors;
        private long checked;
        private String firstError = "";

        Asker(int first) {
            this.next = first;
        }

        void askUntilStopped() {
            long before = System.nanoTime();
            while (!stopping) {
                ask();
                long after = System.nanoTime();
                latencies.recordValue(Latencies.bounded(after - before));
                before = after;
            }
        }

        private void ask() {
            calls++;
            int number = next++;
            try {
                boolean right = inquiry.ask(number);
                checked++;
                if (!right) {
                    onError("wrong answer to " + inquiry.method() + " number " + number);
                }
            } catch (RuntimeException e) {
                onError(e.toString());
            }
        }

        private void onError(String text) {
            errors++;
            if (firstError.isEmpty()) {
                firstError = text;
            }
        }
    }
}
