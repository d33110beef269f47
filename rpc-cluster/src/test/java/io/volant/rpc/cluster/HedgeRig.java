package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Endpoint;
import io.volant.rpc.Failure;
import io.volant.rpc.Layer;
import io.volant.rpc.Outcome;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Calls that are sent to other servers as well; the clock is in hand, but the timer that sends them is real. */
abstract class HedgeRig extends LinesRig {
    @RpcService
    interface Hedged {
        @RpcMethod(timeout = "10s", idempotent = true, hedge = "5ms")
        CompletableFuture<String> read();

        @RpcMethod(timeout = "10s", idempotent = true, hedge = "p95")
        CompletableFuture<String> measured();

        @RpcMethod(timeout = "10s", idempotent = true)
        CompletableFuture<String> look();

        @RpcMethod(timeout = "10s")
        CompletableFuture<String> write();
    }

    final List<Integer> attempts = new CopyOnWriteArrayList<>();
    final List<Node> nodes = new CopyOnWriteArrayList<>();
    RetryPolicy policy = RetryPolicy.off();
    Line a;
    Line b;

    Hedged ledger(Endpoint... servers) {
        return ledger(CallOptions.defaults(), servers);
    }

    Hedged ledger(CallOptions options, Endpoint... servers) {
        LoadBalancer turns = new EachInTurn();
        list.say(servers);
        client = builder(Cluster.of(list)
                        .balancer(all -> {
                            nodes.clear();
                            nodes.addAll(all);
                            return turns.picker(all);
                        })
                        .slowStart(Duration.ZERO)
                        .retry(policy))
                .interceptor(Layer.ATTEMPT, (method, next) -> request -> {
                    attempts.add(request.attempt());
                    return next.invoke(request.withMetadata(request.metadata()));
                })
                .connect();
        Hedged ledger = client.with(options).stub(Hedged.class);
        a = connect(A, 1);
        if (servers.length > 1) {
            b = connect(B, 1);
        }
        return ledger;
    }

    /** As {@link #ledger}, after a second in which so many calls were made as allow twenty hedges. */
    Hedged earned(Endpoint... servers) {
        Hedged ledger = ledger(servers);
        answered(ledger, Duration.ZERO);
        return ledger;
    }

    /** While a server refuses calls, so that none of them is hedged. */
    void answered(Hedged ledger, Duration each) {
        CompletableFuture<String> refused = ledger.measured();
        busy().fail(failure(Status.OVERLOADED, Outcome.REJECTED).withNeverRetry());
        thrown(refused);
        for (int i = 0; i < 100; i++) {
            CompletableFuture<String> call = ledger.measured();
            pass(each);
            busy().answer("read");
            Events.get(call);
        }
        attempts.clear();
        pass(Duration.ofSeconds(1));
    }

    /** The server that the call under way, which is the only one, went to first. */
    Line busy() {
        Events.until("an attempt is under way", () -> hasFirst(a) || (b != null && hasFirst(b)));
        return hasFirst(a) ? a : b;
    }

    private static boolean hasFirst(Line line) {
        return line.inFlight() > 0 && line.oldest().attempt() == 1;
    }

    Line other(Line line) {
        return line == a ? b : a;
    }

    /** The server that a call goes to as well which {@code first} has under way. */
    Line second(Line first) {
        Events.until("it goes to another server as well", () -> other(first).inFlight() == 1);
        return other(first);
    }

    /** Waits until every hedge was decided on that is due. */
    void untilDue() {
        CountDownLatch later = new CountDownLatch(1);
        runtime.timer().schedule(later::countDown, 10, TimeUnit.MILLISECONDS);
        Events.await(later);
    }

    static Failure failure(Status status, Outcome outcome) {
        return Failure.of(status, outcome, "it " + status + ". " + outcome.sentence());
    }

    static RpcException thrown(CompletableFuture<String> call) {
        Events.until("the call has failed", call::isCompletedExceptionally);
        return (RpcException)
                catchThrowableOfType(CompletionException.class, call::join).getCause();
    }
}
