package io.volant.rpc.cluster;

import io.volant.rpc.Failure;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.ResponseFuture;
import io.volant.rpc.Status;
import io.volant.rpc.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One call that goes to a server, and where it is not answered in time to another one as well. The first answer ends it, and the others
 * are cancelled; a failure ends it when nothing is under way any more.
 */
final class HedgedCall extends ResponseFuture {
    private final MethodHedges method;
    private final Request request;
    private final Ticker ticker;
    private final long startNanos;
    private final AtomicInteger attempts = new AtomicInteger(1);
    private final List<Failure> failures = new ArrayList<>(2); // of legs, guarded by this, as all until decided
    private int open;
    private boolean forbidden; // by a server, to send the call again
    private boolean decided;
    private volatile List<HedgeLeg> legs = List.of(); // replaced under this
    private volatile @Nullable Future<?> alarm;

    HedgedCall(MethodHedges method, Request request) {
        this.method = method;
        this.request = request;
        this.ticker = request.deadline().ticker();
        this.startNanos = ticker.nanoTime();
    }

    Request request() {
        return request;
    }

    void start() {
        send(1);
        arm();
    }

    /** Whether an attempt that failed was the last: of as many as the policy has, and one for each time that the call was sent as well. */
    boolean isLast() {
        return attempts.get() >= method.attempts() + legs.size() - 1;
    }

    int nextAttempt() {
        return attempts.incrementAndGet();
    }

    /** Whether an attempt went there, but for those of one leg. */
    boolean visited(Node node, @Nullable HedgeLeg but) {
        for (HedgeLeg leg : legs) {
            if (leg != but && leg.visited(node)) {
                return true;
            }
        }
        return false;
    }

    private void send(int number) {
        HedgeLeg leg = new HedgeLeg(this, method.retries(), request, number);
        synchronized (this) {
            if (decided) {
                leg.detach();
                return;
            }
            open++;
            List<HedgeLeg> all = new ArrayList<>(legs);
            all.add(leg);
            legs = List.copyOf(all);
        }
        leg.start((response, error) -> onEnd(leg, answer(response, error)));
    }

    private Response answer(@Nullable Response response, @Nullable Throwable error) {
        return response != null ? response : Response.failure(Failure.internal(request.method() + ": " + error, error));
    }

    private void arm() {
        if (isDone() || legs.size() > method.most()) {
            return;
        }
        long delay = method.delayNanos(ticker.nanoTime());
        if (delay == RecentTimes.UNKNOWN || delay >= request.deadline().remainingNanos()) {
            return;
        }
        Future<?> set;
        try {
            set = method.alarm().after(delay, this::onTime);
        } catch (RejectedExecutionException e) { // the runtime was closed
            return;
        }
        alarm = set;
        if (isDone()) {
            set.cancel(false);
        }
    }

    private void onTime() {
        if (isOpen() && !request.scope().cancelled() && method.mayAdd(request, node -> visited(node, null))) {
            method.retries().onFurther();
            send(nextAttempt());
            arm();
        }
    }

    private synchronized boolean isOpen() {
        return !decided && !forbidden;
    }

    private void onEnd(HedgeLeg leg, Response response) {
        boolean answered = response.isSuccess() || response.failure().status() == Status.APPLICATION;
        List<Failure> all;
        synchronized (this) {
            if (decided) {
                return;
            }
            open--;
            if (!answered) {
                failures.add(response.failure());
                forbidden |= response.failure().neverRetry();
            }
            decided = answered || open == 0;
            if (!decided) {
                return;
            }
            all = List.copyOf(failures);
        }
        Future<?> set = alarm;
        if (set != null) {
            set.cancel(false);
        }
        if (answered) {
            method.onAnswer(startNanos, ticker);
            for (HedgeLeg other : legs) {
                if (other != leg) {
                    other.lose();
                }
            }
        }
        legs.forEach(HedgeLeg::detach);
        complete(answered || all.size() == 1 ? response : Response.failure(told(leg, all)));
    }

    /** The failure that came last, with all others. */
    private static Failure told(HedgeLeg leg, List<Failure> failures) {
        Failure last = failures.get(failures.size() - 1);
        List<Failure> earlier = new ArrayList<>();
        for (Failure other : failures.subList(0, failures.size() - 1)) {
            earlier.addAll(other.earlier());
            earlier.add(other.withEarlier(List.of()));
        }
        earlier.addAll(last.earlier());
        String which = last.earlier().isEmpty() ? " This was attempt " + leg.number() + "." : "";
        return RetryCall.told(last, earlier, which, "");
    }
}
