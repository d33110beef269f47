package io.volant.rpc.examples.demo;

import io.volant.rpc.Stubs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Some seconds of load, with a row for each. */
final class LoadRun {
    private static final Duration TO_END = Duration.ofSeconds(10); // twice the deadline of a call
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Stubs client;
    private final int threads;
    private final long base;
    private final Path record;
    private final Meter meter = new Meter();
    private final Failures failures;

    /** @param base the number before that of the first call, with which {@code record} is to be read */
    LoadRun(Stubs client, int threads, long base, Path record, Failures failures) {
        this.client = client;
        this.threads = threads;
        this.base = base;
        this.record = record;
        this.failures = failures;
    }

    /** Runs for so many seconds, or until {@code over} completes, whose value is then shown. */
    void run(int seconds, CompletableFuture<String> over, LiveTable table) throws IOException, InterruptedException {
        try (CallLog log = CallLog.create(record, base)) {
            Load load = new Load(new Caller(client, log, meter, failures), threads);
            table.header();
            load.start();
            long start = System.nanoTime();
            int second = 0;
            while (second < seconds && !endsBefore(start + (second + 1) * SECOND, over)) {
                table.row(++second, meter.sample());
            }
            boolean ended = load.finish(TO_END);
            meter.sample(); // what ended since the last row counts too
            if (over.isDone()) {
                table.event(second, over.join());
            }
            table.event(second, ended ? "done" : "done, but some calls have not ended");
        }
    }

    Meter meter() {
        return meter;
    }

    private static boolean endsBefore(long nanoTime, CompletableFuture<String> over) throws InterruptedException {
        try {
            over.get(Math.max(0, nanoTime - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
