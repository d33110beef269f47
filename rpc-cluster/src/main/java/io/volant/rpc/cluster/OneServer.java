package io.volant.rpc.cluster;

import io.volant.rpc.Dialer;
import io.volant.rpc.Endpoint;
import io.volant.rpc.Failure;
import io.volant.rpc.Invoker;
import io.volant.rpc.Outcome;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Status;
import io.volant.rpc.WaitingCalls;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The calls to one service that may go to one server alone. Where there is no connection to it they wait for one. Thread-safe. */
final class OneServer implements Invoker, WaitingCalls.Reasons, AutoCloseable {
    private static final Duration UNLESS_GIVEN = Duration.ofSeconds(1); // as the client of one server

    private final Endpoint endpoint;
    private final String service;
    private final Membership members;
    private final LoadBalancer balancer;
    private final OneServers all;
    private final WaitingCalls waiting;

    OneServer(
            Endpoint endpoint,
            String service,
            Membership members,
            LoadBalancer balancer,
            Dialer dialer,
            OneServers all) {
        this.endpoint = endpoint;
        this.service = service;
        this.members = members;
        this.balancer = balancer;
        this.all = all;
        this.waiting = WaitingCalls.forAny(
                endpoint.toString(),
                dialer.waitForServer(UNLESS_GIVEN),
                dialer.runtime(),
                this,
                () -> members.connection(endpoint));
    }

    Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public CompletableFuture<Response> invoke(Request request) {
        Node node = members.node(endpoint);
        return node != null && members.takesCalls(node) ? node.send(request, balancer) : await(request);
    }

    /** The response of a call for which there is no connection. */
    CompletableFuture<Response> await(Request request) {
        CompletableFuture<Response> answer = waiting.add(request);
        OneServer kept = all.keep(this);
        if (kept == this) {
            onRoom(); // a connection came between the look and the addition
        } else {
            waiting.send(kept);
        }
        return answer;
    }

    /** Whether no call waits here. */
    boolean isIdle() {
        return waiting.isEmpty();
    }

    /** There may be a connection where there was none. */
    void onRoom() {
        Node node = members.node(endpoint);
        if (node != null && members.takesCalls(node)) {
            waiting.send(this);
        }
    }

    @Override
    public Optional<Failure> atOnce(Optional<Failure> last) {
        return Optional.of(Failure.of(
                Status.UNAVAILABLE,
                Outcome.NOT_SENT,
                service + " at " + endpoint + ": " + members.trouble(endpoint) + ". " + Outcome.NOT_SENT.sentence()));
    }

    @Override
    public Optional<Failure> afterWait(Optional<Failure> last, int attempts, long waitedNanos) {
        return atOnce(last);
    }

    @Override
    public void end(Request request, Failure failure, CompletableFuture<Response> answer) {
        MethodRetries.end(request, failure, answer);
    }

    @Override
    public void close() {
        waiting.close();
    }
}
