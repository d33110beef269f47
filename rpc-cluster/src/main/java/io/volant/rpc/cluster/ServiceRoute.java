package io.volant.rpc.cluster;

import io.volant.rpc.Dialer;
import io.volant.rpc.Failure;
import io.volant.rpc.Invoker;
import io.volant.rpc.NodeStats;
import io.volant.rpc.Outcome;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Status;
import io.volant.rpc.WaitingCalls;
import io.volant.rpc.cluster.discovery.Known;
import io.volant.rpc.cluster.discovery.KnownInstances;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one client to the servers of one service.
 *
 * <p>A call reads the {@link Snapshot} and goes to the node that its picker chooses. Whatever changes the snapshot, a list from the
 * source, a connection that is made or lost, a server that gives no sign of life, makes a new one. A call that its node's connection
 * certainly did not carry out goes to another node, at most three times; one for which there is no node waits.
 *
 * <p>Thread-safe; no lock is held while calls are sent or ended.
 */
final class ServiceRoute implements Invoker, WaitingCalls.Reasons, AutoCloseable {
    /** How often a call goes out at most because connections did not carry it out. */
    private static final int MOST_ATTEMPTS = 4;

    /** How many nodes a call is offered to that finds the first without a connection, before it waits. */
    private static final int MOST_LOOKS = 8;

    /** From so many servers on, what changes among their connections is looked at together. */
    private static final int MANY = 32;

    private static final Duration UNTIL_DEADLINE = Duration.ofDays(1); // no deadline is later

    private final String service;
    private final Cluster cluster;
    private final Membership members;
    private final WaitingCalls waiting;
    private final Heartbeat heartbeat;
    private final OneServers only;
    private final Coalescer many;
    private final Lookout lookout;
    private volatile @Nullable KnownInstances instances; // null until the watch has begun

    private ServiceRoute(String service, Cluster cluster, Dialer dialer, ConnectionTable table) {
        this.service = service;
        this.cluster = cluster;
        this.members = new Membership(cluster, dialer, table, this);
        this.only = new OneServers(service, members, cluster.balancer(), dialer);
        this.waiting = WaitingCalls.forAny(
                "a server of " + service,
                dialer.waitForServer(UNTIL_DEADLINE),
                dialer.runtime(),
                this,
                members::anyConnection);
        this.many = new Coalescer(dialer.runtime(), this::refreshMany);
        this.lookout = new Lookout(dialer.runtime(), this::listed, this::reason);
        this.heartbeat = new Heartbeat(dialer.runtime(), this::onHeartbeat);
    }

    /**
     * Looks for the servers of a service from now on.
     *
     * @param service {@code name:version}
     */
    static ServiceRoute open(String service, Cluster cluster, Dialer dialer, ConnectionTable table) {
        ServiceRoute route = new ServiceRoute(service, cluster, dialer, table);
        route.instances =
                KnownInstances.watch(cluster.source(), service, cluster.knowledge(), dialer.runtime(), route::onKnown);
        if (cluster.outliers().enabled()) {
            route.heartbeat.start();
        }
        return route;
    }

    @Override
    public CompletableFuture<Response> invoke(Request request) {
        if (request.attempt() > 1) {
            Node other = other(request, tried(request));
            if (other != null) {
                return other.send(request, cluster.balancer());
            }
        }
        Snapshot now = members.snapshot();
        return now.isEmpty() ? waitForNode(request) : now.send(request, cluster.balancer());
    }

    private CompletableFuture<Response> waitForNode(Request request) {
        CompletableFuture<Response> answer = waiting.add(unlimited(request));
        onRoom(); // a node came between the look and the addition
        return answer;
    }

    /** Waiting takes as much of the call's time as it needs, and not only that of one attempt. */
    private static Request unlimited(Request request) {
        return request.routeNoteOrNull() instanceof RetryCall call ? call.unlimited(request) : request;
    }

    private CompletableFuture<Response> resume(Request request) {
        return invoke(request.routeNoteOrNull() instanceof RetryCall call ? call.limited(request) : request);
    }

    boolean mayWait(Request request) {
        return waiting.mayWait(request);
    }

    /** Where calls go that may go to one server alone. */
    OneServers only() {
        return only;
    }

    /** The addresses of the servers as soon as there is one; exceptionally, with the reason for none, after so long. */
    CompletableFuture<List<String>> servers(Duration atMost) {
        return lookout.servers(atMost);
    }

    private List<String> listed() {
        return stats().stream().map(NodeStats::address).toList();
    }

    /** The response of a call for which {@code node} had no connection, which is why it has not left. */
    CompletableFuture<Response> elsewhere(Request request, NodeConnections node) {
        if (request.options().server().isPresent()) {
            return only.at(node.endpoint()).await(request);
        }
        Node other = other(request, node);
        if (other != null) {
            return other.send(request, cluster.balancer());
        }
        CompletableFuture<Response> answer = waiting.add(unlimited(request));
        if (node.takesCalls() || other(request, node) != null) { // one came between the look and the addition
            onRoom();
        }
        return answer;
    }

    /** The response of a call that {@code node} certainly did not execute; {@code failure} where it goes nowhere else. */
    CompletableFuture<Response> again(Request request, NodeConnections node, Failure failure) {
        if (request.attempt() < MOST_ATTEMPTS && !members.isClosed()) {
            Request next = request.withAttempt(request.attempt() + 1);
            if (next.options().server().isPresent()) {
                return node.takesCalls() || waiting.mayWait(next)
                        ? only.at(node.endpoint()).invoke(next)
                        : MethodRetries.ended(request, failure);
            }
            Node other = other(next, node);
            if (other != null) {
                return other.send(next, cluster.balancer());
            }
            Node same = members.node(node);
            if (same != null && node.takesCalls()) { // over another connection
                return same.send(next, cluster.balancer());
            }
            if (waiting.mayWait(next)) {
                return elsewhere(next, node);
            }
        }
        return MethodRetries.ended(request, failure);
    }

    @Override
    public void end(Request request, Failure failure, CompletableFuture<Response> answer) {
        MethodRetries.end(request, failure, answer);
    }

    /** Whether calls can go to a server that is not among these. */
    boolean hasOther(Tried tried) {
        return members.snapshot().nodes().stream().anyMatch(node -> !tried.contains(node) && members.takesCalls(node));
    }

    private static Tried tried(Request request) {
        return request.routeNoteOrNull() instanceof RetryCall call ? call.tried() : Tried.NONE;
    }

    private @Nullable Node other(Request request, NodeConnections node) {
        Tried tried = tried(request);
        return other(request, other -> other.isOver(node) || tried.contains(other));
    }

    private @Nullable Node other(Request request, Tried without) {
        Snapshot now = members.snapshot();
        Tried tried = without;
        for (int i = 0; i < MOST_LOOKS; i++) {
            Node other = now.other(request, tried);
            if (other == null || members.takesCalls(other)) {
                return other;
            }
            tried = tried.and(other);
        }
        return null;
    }

    private void onKnown(Known known) {
        members.become(known);
        onRoom();
        lookout.look();
    }

    private void onRoom() {
        only.onRoom();
        if (!members.snapshot().isEmpty()) {
            waiting.send(this::resume);
        }
    }

    /** Calls can be made at other servers than before, or there may be room where there was none. */
    void onChange() {
        if (members.size() < MANY || !many.soon()) {
            members.refresh(false);
            onRoom();
        }
    }

    /** Several calls to a server failed one after the other, or the call that tries it out has ended. */
    void onAlarm() {
        if (members.size() < MANY || !many.soon()) {
            judge();
        }
    }

    private boolean onHeartbeat() {
        onAlarm();
        return members.busy();
    }

    private void judge() {
        if (cluster.outliers().enabled()) {
            members.judge().forEach(change -> change.log(service));
        }
    }

    /** A picker of many nodes takes a while. */
    private void refreshMany() {
        members.refresh(false);
        judge();
        onRoom();
    }

    @Override
    public Optional<Failure> atOnce(Optional<Failure> last) {
        return Optional.of(
                Failure.of(Status.UNAVAILABLE, Outcome.NOT_SENT, reason() + ". " + Outcome.NOT_SENT.sentence()));
    }

    @Override
    public Optional<Failure> afterWait(Optional<Failure> last, int attempts, long waitedNanos) {
        return atOnce(last);
    }

    List<NodeStats> stats() {
        return members.stats(service);
    }

    private String reason() {
        KnownInstances watched = instances;
        Optional<Known> known = watched == null ? Optional.empty() : Optional.of(watched.known());
        String source = known.map(Known::reason).orElse("");
        Optional<String> trouble = members.trouble();
        if (trouble.isEmpty()) {
            return source.isEmpty() ? "no server offers " + service : source;
        }
        return trouble.get() + (source.isEmpty() ? "" : "; the list is old: " + source);
    }

    @Override
    public void close() {
        KnownInstances watched = instances;
        if (watched != null) {
            watched.close();
        }
        heartbeat.close();
        only.close();
        lookout.close();
        waiting.close();
        members.close();
    }
}
