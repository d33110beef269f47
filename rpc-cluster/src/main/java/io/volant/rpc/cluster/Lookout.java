package io.volant.rpc.cluster;

import io.volant.rpc.Alarm;
import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import io.volant.rpc.VolantRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Those who wait until a server of one service is listed. Thread-safe. */
final class Lookout implements AutoCloseable {
    private final VolantRuntime runtime;
    private final Alarm alarm;
    private final Supplier<List<String>> listed;
    private final Supplier<String> reason;
    private final Map<Long, CompletableFuture<List<String>>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong(); // of those who wait
    private volatile boolean closed;

    /**
     * @param listed the addresses of the servers that are listed now
     * @param reason why there is none
     */
    Lookout(VolantRuntime runtime, Supplier<List<String>> listed, Supplier<String> reason) {
        this.runtime = runtime;
        this.alarm = Alarm.of(runtime);
        this.listed = listed;
        this.reason = reason;
    }

    /** The addresses of the servers as soon as there is one, told on the runtime's executor; exceptionally after so long. */
    CompletableFuture<List<String>> servers(Duration atMost) {
        List<String> now = listed.get();
        if (!now.isEmpty()) {
            return CompletableFuture.completedFuture(now);
        }
        CompletableFuture<List<String>> answer = new CompletableFuture<>();
        long number = numbers.getAndIncrement();
        waiting.put(number, answer);
        answer.whenComplete((servers, error) -> waiting.remove(number));
        try {
            Future<?> limit = alarm.after(atMost.toNanos(), () -> fail(answer, reason.get()));
            answer.whenComplete((servers, error) -> limit.cancel(false));
        } catch (RejectedExecutionException e) {
            fail(answer, "the runtime of this client was closed");
        }
        look(); // a server came between the look and the addition
        return answer;
    }

    /** There may be a server where there was none. */
    void look() {
        if (waiting.isEmpty()) {
            return;
        }
        List<String> now = listed.get();
        if (closed) {
            waiting.values().forEach(answer -> fail(answer, "the client is closed"));
        } else if (!now.isEmpty()) {
            waiting.values().forEach(answer -> tell(() -> answer.complete(now)));
        }
    }

    private void fail(CompletableFuture<List<String>> answer, String why) {
        tell(() -> answer.completeExceptionally(new RpcException(
                Failure.of(Status.UNAVAILABLE, Outcome.NOT_SENT, why + ". " + Outcome.NOT_SENT.sentence()))));
    }

    private void tell(Runnable news) {
        try {
            runtime.executor().execute(news);
        } catch (RejectedExecutionException | IllegalStateException e) { // the runtime was closed
            news.run();
        }
    }

    @Override
    public void close() {
        closed = true;
        look();
    }
}
