package io.volant.rpc.cluster;

import io.volant.rpc.Failure;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcException;
import io.volant.rpc.Status;
import io.volant.rpc.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The calls to the servers of one {@link Broadcast}, so many at a time, and the future of what comes of them. Thread-safe. */
final class BroadcastCall<S, T extends @Nullable Object> extends CompletableFuture<BroadcastResult<T>> {
    /** How much later than its time all ends at the latest: calls that have begun end by themselves, and say more. */
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final String service;
    private final Need need;
    private final long timeoutNanos;
    private final Ticker ticker;
    private final long startNanos;
    private final BiFunction<String, Duration, S> stubs;
    private final Function<? super S, ? extends CompletionStage<T>> call;
    private final AtomicInteger turns = new AtomicInteger(); // asked for; one thread at a time takes them
    private final Queue<String> left = new ArrayDeque<>(); // guarded by this, as all below
    private final List<ServerAnswer<T>> answers = new ArrayList<>();
    private final Map<String, CompletableFuture<T>> underWay = new HashMap<>(); // by server
    private int asked;
    private int room; // for calls at a time
    private int good; // of the answers
    private boolean decided;
    private boolean cancelled;

    /** @param stubs of a server, for calls that may take so long */
    BroadcastCall(
            String service,
            Need need,
            int parallelism,
            Duration timeout,
            Ticker ticker,
            BiFunction<String, Duration, S> stubs,
            Function<? super S, ? extends CompletionStage<T>> call) {
        this.service = service;
        this.need = need;
        this.timeoutNanos = timeout.toNanos();
        this.ticker = ticker;
        this.startNanos = ticker.nanoTime();
        this.stubs = stubs;
        this.call = call;
        this.room = parallelism;
    }

    /** Begins to ask {@code servers}; fails where they are too few. */
    void begin(List<String> servers) {
        if (servers.isEmpty() || !need.isPossible(servers.size())) {
            fail("there are " + servers.size() + " servers to ask (expected: "
                    + (servers.isEmpty() ? "at least 1" : need) + ")");
            return;
        }
        synchronized (this) {
            asked = servers.size();
            left.addAll(servers);
        }
        start();
    }

    private void fail(String why) {
        fail(new RpcException(
                Failure.of(Status.UNAVAILABLE, Outcome.NOT_SENT, why + ". " + Outcome.NOT_SENT.sentence())));
    }

    /** Fails before any server was asked. */
    void fail(Throwable why) {
        completeExceptionally(
                why instanceof RpcException rpc
                        ? new RpcException(rpc.failure()
                                .withMessage("broadcast to " + service + ": "
                                        + rpc.failure().message()))
                        : why);
    }

    /** Asks servers while there is room; one that answers at once makes room for the next. */
    private void start() {
        if (turns.getAndIncrement() > 0) {
            return; // whoever is at it goes on
        }
        int taken = 1;
        while (taken > 0) {
            for (String server = next(); !server.isEmpty(); server = next()) {
                ask(server);
            }
            taken = turns.addAndGet(-taken);
        }
    }

    /** The next server to be asked; empty for none now. */
    private synchronized String next() {
        if (cancelled || room == 0 || left.isEmpty()) {
            return "";
        }
        room--;
        return left.remove();
    }

    private void ask(String server) {
        CompletableFuture<T> answer;
        try {
            long nanos = timeoutNanos - (ticker.nanoTime() - startNanos);
            if (nanos <= 0) {
                throw tooLate(server, Outcome.NOT_SENT, "was asked");
            }
            CompletionStage<T> stage = call.apply(stubs.apply(server, Duration.ofNanos(nanos)));
            if (stage == null) {
                throw new IllegalStateException("the function of the broadcast returned null (expected: a future)");
            }
            answer = stage.toCompletableFuture();
        } catch (Throwable e) { // of a stub, or of the caller's function
            ended(ServerAnswer.failed(server, e));
            return;
        }
        boolean late;
        synchronized (this) {
            underWay.put(server, answer);
            late = cancelled;
        }
        if (late) {
            answer.cancel(true);
        }
        long left = timeoutNanos - (ticker.nanoTime() - startNanos);
        answer.copy()
                .orTimeout(Math.max(0, left) + GRACE_NANOS, TimeUnit.NANOSECONDS)
                .whenComplete((value, error) -> {
                    synchronized (this) {
                        underWay.remove(server);
                    }
                    if (error instanceof TimeoutException) { // a call that has begun tells so itself
                        answer.cancel(true);
                        ended(ServerAnswer.failed(server, tooLate(server, Outcome.UNKNOWN, "had answered")));
                    } else {
                        ended(
                                error == null
                                        ? ServerAnswer.of(server, value)
                                        : ServerAnswer.failed(server, cause(error)));
                    }
                    start();
                });
    }

    private RpcException tooLate(String server, Outcome outcome, String what) {
        return new RpcException(Failure.of(
                Status.DEADLINE_EXCEEDED,
                outcome,
                "broadcast to " + service + ": its time was over before " + server + " " + what + ". "
                        + outcome.sentence()));
    }

    private static Throwable cause(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }

    private void ended(ServerAnswer<T> answer) {
        BroadcastResult<T> result;
        boolean met;
        synchronized (this) {
            room++;
            answers.add(answer);
            good += answer.succeeded() ? 1 : 0;
            if (decided || !need.isDecided(good, answers.size() - good, asked)) {
                return;
            }
            decided = true;
            met = need.isMet(good, asked);
            result = new BroadcastResult<>(answers, asked);
        }
        if (met) {
            complete(result);
        } else {
            completeExceptionally(tooFew(result));
        }
    }

    private RpcException tooFew(BroadcastResult<T> result) {
        int asked = result.asked();
        int good = result.succeeded().size();
        List<Failure> failures = new ArrayList<>();
        StringBuilder text = new StringBuilder("broadcast to " + service + ": " + good + " of " + asked
                + " servers answered (expected: " + need + ")");
        boolean ran = good > 0;
        for (ServerAnswer<T> answer : result.failed()) {
            Throwable error = answer.failure().orElseThrow();
            Failure failure = error instanceof RpcException rpc
                    ? rpc.failure()
                    : Failure.of(Status.INTERNAL, Outcome.UNKNOWN, answer.server() + ": " + error)
                            .withCause(error);
            ran |= !failure.outcome().notExecuted();
            failures.add(failure);
            text.append("; ").append(answer.server()).append(": ").append(failure.status());
        }
        Outcome outcome = ran ? Outcome.UNKNOWN : Outcome.REJECTED;
        text.append(". ").append(outcome.sentence());
        Status status =
                failures.isEmpty() ? Status.UNAVAILABLE : failures.get(0).status();
        return new RpcException(Failure.of(status, outcome, text.toString()).withEarlier(failures));
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean now = super.cancel(mayInterruptIfRunning);
        List<CompletableFuture<T>> all;
        synchronized (this) {
            cancelled |= now;
            all = now ? List.copyOf(underWay.values()) : List.of();
        }
        all.forEach(answer -> answer.cancel(true));
        return now;
    }
}
