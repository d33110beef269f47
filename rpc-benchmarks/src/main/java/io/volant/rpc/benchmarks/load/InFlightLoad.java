package io.volant.rpc.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;
import org.jspecify.annotations.Nullable;

/**
 * A number of asynchronous calls in flight: whichever completes is checked and followed by the next one, on the thread that
 * completed it.
 */
public final class InFlightLoad implements Load {
    private static final int TIMED = 8; // one chain in eight reads the clock, as in R3
    private static final int STRIDE = 37;
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(30);

    private final Asker asker;
    private final int inFlight;
    private final CountDownLatch open;
    private final FirstError firstError = new FirstError();
    private final Histogram latencies = new SynchronizedHistogram(Latencies.create()); // made beforehand, as the chains
    private final List<Chain> chains = new ArrayList<>();
    private volatile boolean stopping;
    private long endNanos; // written before the first call

    public InFlightLoad(Asker asker, int inFlight) {
        this.asker = asker;
        this.inFlight = inFlight;
        this.open = new CountDownLatch(inFlight);
        for (int i = 0; i < inFlight; i++) {
            chains.add(new Chain(i * STRIDE, i % TIMED == 0));
        }
    }

    @Override
    public LoadResult run(Duration time) throws InterruptedException {
        long start = System.nanoTime();
        endNanos = start + time.toNanos();
        chains.forEach(Chain::askUntilPending);
        boolean ended = open.await(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS); // where all calls fail at once
        stopping = true;
        if (!ended && !open.await(LAST_ANSWERS.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(open.getCount() + " of " + inFlight + " calls were not answered in "
                    + LAST_ANSWERS.toSeconds() + " s");
        }
        long elapsed = System.nanoTime() - start;
        long calls = 0;
        long errors = 0;
        long checked = 0;
        for (Chain chain : chains) {
            calls += chain.calls;
            errors += chain.errors;
            checked += chain.checked;
        }
        return LoadResult.of(calls, errors, checked, elapsed, latencies, firstError.text());
    }

    /** One call after the other; each step happens after the one before, on whichever thread. */
    private final class Chain implements BiConsumer<@Nullable Object, @Nullable Throwable> {
        private final boolean timed;
        private int number;
        private long startNanos;
        private long calls;
        private long errors;
        private long checked;

        Chain(int number, boolean timed) {
            this.number = number;
            this.timed = timed;
        }

        /**
         * A loop and not a recursion, since a call that fails at once completes before it can be waited for. While all do, the thread
         * that started them is still here, and has to see for itself that the time is over.
         */
        void askUntilPending() {
            while (!stopping) {
                if (timed) {
                    startNanos = System.nanoTime();
                }
                CompletableFuture<?> answer = ask();
                if (!answer.isDone()) {
                    answer.whenComplete(this);
                    return;
                }
                answer.whenComplete(this::onAnswer);
                if (System.nanoTime() - endNanos >= 0) {
                    stopping = true;
                }
            }
            open.countDown();
        }

        @Override
        public void accept(@Nullable Object answer, @Nullable Throwable error) {
            onAnswer(answer, error);
            askUntilPending();
        }

        private CompletableFuture<?> ask() {
            try {
                return asker.start(number);
            } catch (RuntimeException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        private void onAnswer(@Nullable Object answer, @Nullable Throwable error) {
            if (timed) {
                latencies.recordValue(Latencies.bounded(System.nanoTime() - startNanos));
            }
            calls++;
            if (answer == null) {
                onError(String.valueOf(error));
            } else {
                checked++;
                if (!asker.accepts(number, answer)) {
                    onError(FirstError.wrong(asker.method(), number));
                }
            }
            number++;
        }

        private void onError(String text) {
            errors++;
            firstError.note(text);
        }
    }
}
