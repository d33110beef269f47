package io.volant.rpc.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/** An open loop for systems whose calls wait: a number of threads take turns, each call counted from the time it was due. */
final class OpenBlockingLoad implements Load {
    private static final int THREADS = 32;

    private final Inquiry inquiry;
    private final int callsPerSecond;
    private final ExecutorService executor;
    private final AtomicLong next = new AtomicLong();

    OpenBlockingLoad(Inquiry inquiry, int callsPerSecond, ExecutorService executor) {
        this.inquiry = inquiry;
        this.callsPerSecond = callsPerSecond;
        this.executor = executor;
    }

    @Override
    public LoadResult run(Duration time) throws InterruptedException {
        Schedule schedule = Schedule.starting(callsPerSecond, time.toNanos());
        List<Future<Share>> shares = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            shares.add(executor.submit(() -> callInTurn(schedule)));
        }
        Share all = new Share();
        for (Future<Share> share : shares) {
            try {
                all.add(share.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("a load thread died", e.getCause());
            }
        }
        long elapsed = System.nanoTime() - schedule.startNanos();
        return LoadResult.of(all.calls, all.errors, all.calls - all.errors, elapsed, all.latencies, all.firstError);
    }

    private Share callInTurn(Schedule schedule) {
        Share share = new Share();
        for (long call = next.getAndIncrement(); call < schedule.calls(); call = next.getAndIncrement()) {
            long due = schedule.timeOf(call);
            Schedule.await(due);
            share.calls++;
            try {
                if (inquiry.ask((int) call)) {
                    share.latencies.recordValue(Latencies.bounded(Math.max(0, System.nanoTime() - due)));
                } else {
                    share.onError("wrong answer to " + inquiry.method() + " number " + call);
                }
            } catch (RuntimeException e) {
                share.onError(e.toString());
            }
        }
        return share;
    }

    /** What one thread did. */
    private static final class Share {
        private final Histogram latencies = Latencies.create();
        private long calls;
        private long errors;
        private String firstError = "";

        void onError(String text) {
            errors++;
            firstError = firstError.isEmpty() ? text : firstError;
        }

        void add(Share other) {
            calls += other.calls;
            errors += other.errors;
            latencies.add(other.latencies);
            firstError = firstError.isEmpty() ? other.firstError : firstError;
        }
    }
}
