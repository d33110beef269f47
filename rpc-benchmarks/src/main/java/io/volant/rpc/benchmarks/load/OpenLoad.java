package io.volant.rpc.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Asynchronous calls at fixed times, whether the ones before are answered or not. A call's latency counts from the time it was due,
 * so that a stall costs every call that was due meanwhile. What is refused, fails, or finds too many calls open is an error; only
 * answered calls have a latency.
 */
final class OpenLoad implements Load {
    private static final int MOST_OPEN = 1 << 16;
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(30);

    private final Asker asker;
    private final int callsPerSecond;
    private final Histogram latencies = new ConcurrentHistogram(Latencies.create());
    private final Semaphore open = new Semaphore(MOST_OPEN);
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final FirstError firstError = new FirstError();

    OpenLoad(Asker asker, int callsPerSecond) {
        this.asker = asker;
        this.callsPerSecond = callsPerSecond;
    }

    @Override
    public LoadResult run(Duration time) throws InterruptedException {
        Schedule schedule = Schedule.starting(callsPerSecond, time.toNanos());
        for (long call = 0; call < schedule.calls(); call++) {
            long due = schedule.timeOf(call);
            Schedule.await(due);
            if (open.tryAcquire()) {
                start((int) call, due);
            } else {
                onFailure("not sent: " + MOST_OPEN + " calls were open");
            }
        }
        if (!open.tryAcquire(MOST_OPEN, LAST_ANSWERS.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException((MOST_OPEN - open.availablePermits()) + " calls were not answered in "
                    + LAST_ANSWERS.toSeconds() + " s");
        }
        long elapsed = System.nanoTime() - schedule.startNanos();
        long good = answered.sum();
        long bad = failed.sum();
        return LoadResult.of(good + bad, bad, good, elapsed, latencies, firstError.text());
    }

    private void start(int number, long due) {
        CompletableFuture<?> answer;
        try {
            answer = asker.start(number);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        answer.whenComplete((value, error) -> onAnswer(number, due, value, error));
    }

    private void onAnswer(int number, long due, @Nullable Object value, @Nullable Throwable error) {
        if (value == null) {
            onFailure(String.valueOf(error));
        } else if (asker.accepts(number, value)) {
            latencies.recordValue(Latencies.bounded(Math.max(0, System.nanoTime() - due)));
            answered.increment();
        } else {
            onFailure(FirstError.wrong(asker.method(), number));
        }
        open.release();
    }

    private void onFailure(String text) {
        failed.increment();
        firstError.note(text);
    }
}
