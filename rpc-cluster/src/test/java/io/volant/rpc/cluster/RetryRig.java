package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.volant.rpc.Endpoint;
import io.volant.rpc.Failure;
import io.volant.rpc.Layer;
import io.volant.rpc.Outcome;
import io.volant.rpc.Response;
import io.volant.rpc.RpcException;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import io.volant.rpc.Status;
import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Calls to two servers at most, and what interceptors see of them. */
abstract class RetryRig extends LinesRig {
    @RpcService
    interface Attempts {
        @RpcMethod(timeout = "1s", idempotent = true)
        CompletableFuture<String> read();

        @RpcMethod(timeout = "1s")
        CompletableFuture<String> write();

        @RpcMethod(timeout = "1s", attemptTimeout = "100ms", idempotent = true)
        CompletableFuture<String> find();

        @RpcMethod(timeout = "1s", attemptTimeout = "100ms")
        CompletableFuture<String> book();
    }

    final List<Integer> attempts = new ArrayList<>();
    final List<Integer> calls = new ArrayList<>();
    final List<CompletableFuture<Response>> answers = new ArrayList<>();
    LoadBalancer balancer = new EachInTurn();
    RetryPolicy policy = RetryPolicy.defaults();
    Line a;
    Line b;

    Attempts ledger(Endpoint... servers) {
        list.say(servers);
        client = builder(Cluster.of(list)
                        .balancer(balancer)
                        .slowStart(Duration.ZERO)
                        .retry(policy))
                .interceptor(Layer.CALL, (method, next) -> request -> {
                    calls.add(request.attempt());
                    answers.add(next.invoke(request));
                    return answers.get(answers.size() - 1);
                })
                .interceptor(Layer.ATTEMPT, (method, next) -> request -> {
                    attempts.add(request.attempt());
                    return next.invoke(request.withMetadata(request.metadata()));
                })
                .connect();
        Attempts ledger = client.stub(Attempts.class);
        a = connect(A, 1);
        if (servers.length > 1) {
            b = connect(B, 1);
        }
        return ledger;
    }

    /** The server that has the call under way, which is the only one. */
    Line busy() {
        Events.until("an attempt is under way", () -> a.inFlight() + (b == null ? 0 : b.inFlight()) == 1);
        return a.inFlight() == 1 ? a : b;
    }

    Line other(Line line) {
        return line == a ? b : a;
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
