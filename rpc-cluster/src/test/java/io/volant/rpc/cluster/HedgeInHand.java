package io.volant.rpc.cluster;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Hedge;
import io.volant.rpc.Invoker;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A call that is hedged, with its attempts, its clock and its alarm in hand. */
final class HedgeInHand {
    /** What was sent. */
    record Attempt(Request request, CompletableFuture<Response> answer) {
        void answer(String value) {
            answer.complete(Response.success(value));
        }
    }

    final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    final List<Runnable> alarms = new CopyOnWriteArrayList<>();
    final AtomicInteger completions = new AtomicInteger();
    final CompletableFuture<Response> call;
    private long now;

    /** With enough earned for hedges, and without retries. */
    HedgeInHand(int most) {
        Retries retries = new Retries(
                RetryPolicy.off().withBudget(1, 0).withoutThrottle(),
                () -> now,
                (nanos, task) -> {
                    alarms.add(task);
                    return new CompletableFuture<>();
                },
                () -> 0.5,
                (request, tried) -> true);
        Request request = Calls.of("look", CallOptions.defaults(), () -> now, 1L);
        Invoker server = attempt -> {
            Attempt sent = new Attempt(attempt, new CompletableFuture<>());
            attempts.add(sent);
            return sent.answer();
        };
        Invoker hedges = retries.around(
                request.method(), server, Hedge.after(Duration.ofMillis(10)).withMost(most));
        for (int i = 0; i < 10; i++) {
            retries.budget(request.method().service()).onCall();
        }
        now += Duration.ofSeconds(1).toNanos();
        call = hedges.invoke(request);
        call.thenRun(completions::incrementAndGet);
    }

    /** The time of the last alarm has come. */
    void due() {
        alarms.get(alarms.size() - 1).run();
    }
}
