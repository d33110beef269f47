package io.volant.rpc.examples.demo;

import io.volant.rpc.Stubs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Load for some seconds: first to warm up, then with a row for each. Confined to one thread. */
final class LoadRun implements AutoCloseable {
    private static final int WARM_UP_CALLS = 1_000;
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration WARM_UP_AT_MOST = Duration.ofSeconds(15);
    private static final Duration TO_END = Duration.ofSeconds(10); // twice the deadline of a call
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private static final int LONGER_SECONDS = 100;

    private final CallLog log;
    private final Meter meter = new Meter();
    private final Caller caller;
    private final Crashes crashes;
    private final Load load;
    private final CompletableFuture<String> over;
    private final Queue<String> events = new ConcurrentLinkedQueue<>();

    /**
     * @param record where the client's calls are written down, with numbers from {@code base} + 1
     * @param crashes tells which calls met a crash
     * @param over ends the run early when it completes; its value says why
     */
    LoadRun(
            Stubs client,
            int threads,
            Path record,
            long base,
            FailureLog failures,
            Crashes crashes,
            CompletableFuture<String> over)
            throws IOException {
        this.log = CallLog.create(record, base);
        this.caller = new Caller(client, log, meter, failures, crashes);
        this.crashes = crashes;
        this.load = new Load(caller, threads);
        this.over = over;
    }

    /**
     * Makes calls one by one until both sides have seen some of each kind, and then starts the load. These calls are checked like
     * all others, but not timed: a JVM that has just started has other things to do, and on a busy machine for seconds.
     */
    void warmUp() throws InterruptedException {
        long start = System.nanoTime();
        CallKind[] kinds = CallKind.values();
        for (int i = 0; i < WARM_UP_CALLS || System.nanoTime() - start < WARM_UP.toNanos(); i++) {
            if (over.isDone() || System.nanoTime() - start > WARM_UP_AT_MOST.toNanos()) {
                break;
            }
            caller.call(kinds[i % kinds.length]).join();
        }
        load.start();
        isOverBefore(System.nanoTime() + SECOND);
        meter.restart();
    }

    /** Goes on for so many seconds, and longer where {@code script} has not ended then. */
    void measure(int seconds, LiveTable table, CompletableFuture<Void> script) throws InterruptedException {
        table.header();
        long start = System.nanoTime();
        int second = 0;
        while ((second < seconds || (!script.isDone() && second < seconds + LONGER_SECONDS))
                && !isOverBefore(start + (second + 1) * SECOND)) {
            table.row(++second, meter.sample());
            tell(second, table);
        }
        boolean ended = load.finish(TO_END);
        crashes.explain(log);
        tell(second, table);
        meter.sample(); // what ended since the last row counts too
        if (over.isDone()) {
            table.event(second, over.join());
        }
        table.event(second, ended ? "done" : "done, but some calls have not ended");
    }

    /** Something that happened, to be told with the next row. Thread-safe. */
    void note(String event) {
        events.add(event);
    }

    private void tell(int second, LiveTable table) {
        for (String event = events.poll(); event != null; event = events.poll()) {
            table.event(second, event);
        }
    }

    Meter meter() {
        return meter;
    }

    @Override
    public void close() throws IOException {
        log.close();
    }

    private boolean isOverBefore(long nanoTime) throws InterruptedException {
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
