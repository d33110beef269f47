package io.volant.rpc.cluster;

import io.volant.rpc.Dialer;
import io.volant.rpc.Endpoint;
import io.volant.rpc.Invoker;
import io.volant.rpc.NodeStats;
import io.volant.rpc.Randomness;
import io.volant.rpc.Ticker;
import io.volant.rpc.cluster.discovery.Instance;
import io.volant.rpc.cluster.discovery.Known;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The servers of one service as its list has them, each with its connections, and the {@link Snapshot} of those that can be called.
 * Thread-safe; nobody is called with the lock held, but the balancer for a picker.
 */
final class Membership implements AutoCloseable {
    private final Cluster cluster;
    private final Dialer dialer;
    private final ConnectionTable table;
    private final ServiceRoute route;
    private final Ticker ticker;
    private final Outliers outliers;
    private volatile Snapshot snapshot = Snapshot.EMPTY;
    private final Map<Endpoint, Member> members = new LinkedHashMap<>(); // guarded by this, as all below
    private boolean onTrial; // some of the snapshot are
    private boolean closed;

    /** @param route hears what becomes of the connections */
    Membership(Cluster cluster, Dialer dialer, ConnectionTable table, ServiceRoute route) {
        this.cluster = cluster;
        this.dialer = dialer;
        this.table = table;
        this.route = route;
        this.ticker = dialer.runtime().ticker();
        this.outliers = new Outliers(cluster.outliers());
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /** Takes over a list: connections to new servers are begun, those to servers that are gone end in order. Called one at a time. */
    void become(Known known) {
        Map<Endpoint, Instance> listed = new LinkedHashMap<>();
        cluster.members(known.instances()).forEach(instance -> listed.put(instance.endpoint(), instance));
        List<Member> gone = leave(listed, known.standing() == Known.Standing.WITHDRAWN);
        for (Instance instance : listed.values()) {
            if (!keeps(instance)) {
                join(instance);
            }
        }
        refresh(true);
        gone.forEach(member -> table.giveBack(member.connections, route));
    }

    private synchronized List<Member> leave(Map<Endpoint, Instance> listed, boolean withdrawn) {
        List<Member> gone = members.values().stream()
                .filter(member ->
                        !listed.containsKey(member.endpoint()) || (withdrawn && !member.connections.connected()))
                .toList();
        for (Member member : gone) {
            members.remove(member.endpoint());
            listed.remove(member.endpoint());
        }
        return gone;
    }

    /** Whether the server was listed before; what is said of it now stands. */
    private synchronized boolean keeps(Instance instance) {
        Member member = members.get(instance.endpoint());
        if (member != null) {
            member.node.become(instance);
        }
        return member != null;
    }

    private void join(Instance instance) {
        NodeConnections connections =
                table.take(instance.endpoint(), route); // without the lock: it may connect at once
        Member member = new Member(connections, circuit(instance, connections));
        synchronized (this) {
            if (!closed) {
                members.put(member.endpoint(), member);
                return;
            }
        }
        table.giveBack(connections, route);
    }

    private Circuit circuit(Instance instance, NodeConnections connections) {
        OutlierDetection settings = cluster.outliers();
        int limit = settings.enabled() ? settings.consecutiveFailures() : Integer.MAX_VALUE;
        FailureWatch watch = new FailureWatch(limit, dialer.timeout(), ticker.nanoTime(), route::onAlarm);
        Node node = new Node(instance, connections, ticker, watch);
        return new Circuit(node, settings, () -> Randomness.ofThread().nextDouble(), ticker.nanoTime());
    }

    /** Makes a new snapshot where {@code always}, or where its nodes are others than those of the present one. */
    synchronized void refresh(boolean always) {
        List<Member> usable = new ArrayList<>();
        List<Member> sure = new ArrayList<>();
        long now = ticker.nanoTime();
        for (Member member : members.values()) {
            if (member.look(cluster.slowStart(), now)) {
                usable.add(member);
                if (!member.connections.suspect()) {
                    sure.add(member);
                }
            }
        }
        choose(sure.isEmpty() ? usable : sure, always); // better a doubtful one than none
    }

    /** Leaves out of {@code callable} those that are ejected, unless these are more than half. */
    private void choose(List<Member> callable, boolean always) { // under the lock
        long out = callable.stream().filter(member -> member.circuit.isOut()).count();
        boolean panic = out > callable.size() / 2;
        List<Node> chosen = callable.stream()
                .filter(member -> panic || member.circuit.state() != Circuit.State.EJECTED)
                .map(member -> member.node)
                .toList();
        boolean trials =
                !panic && callable.stream().anyMatch(member -> member.circuit.state() == Circuit.State.PROBING);
        if (always || trials != onTrial || !chosen.equals(snapshot.nodes())) {
            onTrial = trials;
            snapshot = Snapshot.of(chosen, trials ? TrialPicker.over(cluster.balancer()) : cluster.balancer());
        }
    }

    /** Looks at what became of the calls to each server, leaves out and takes back; returns what that changed. */
    synchronized List<CircuitChange> judge() {
        long now = ticker.nanoTime();
        members.values().forEach(member -> member.judge(cluster.slowStart(), now));
        List<Circuit> circuits =
                members.values().stream().map(member -> member.circuit).toList();
        outliers.judge(circuits, now);
        List<CircuitChange> changes = new ArrayList<>();
        for (Circuit circuit : circuits) {
            if (circuit.takeChange()) {
                changes.add(CircuitChange.of(circuit, now));
            }
        }
        if (!changes.isEmpty()) {
            refresh(true);
        }
        return changes;
    }

    /** Whether there were calls since this was asked last, or a server is left out. */
    synchronized boolean busy() {
        boolean busy = false;
        for (Member member : members.values()) {
            busy |= member.busy();
        }
        return busy;
    }

    synchronized int size() {
        return members.size();
    }

    /** Whether a call would find a connection to {@code node}, a listed one, now. */
    boolean takesCalls(Node node) {
        Member member;
        synchronized (this) {
            member = members.get(node.instance().endpoint());
        }
        return member != null && member.node == node && member.connections.takesCalls();
    }

    /** The listed node there; null where there is none. */
    synchronized @Nullable Node node(Endpoint endpoint) {
        Member member = members.get(endpoint);
        return member == null ? null : member.node;
    }

    /** Why the server there, if it is listed, cannot be called, as a clause. */
    synchronized String trouble(Endpoint endpoint) {
        Member member = members.get(endpoint);
        return member == null
                ? "it is not listed"
                : member.connections.trouble().orElse("there is no connection to it");
    }

    /** The listed node over these connections; null where it is listed no more. */
    synchronized @Nullable Node node(NodeConnections connections) {
        Member member = members.get(connections.endpoint());
        return member != null && member.connections == connections ? member.node : null;
    }

    /** The connection with fewest calls to the server there; null where there is none. */
    synchronized @Nullable Invoker connection(Endpoint endpoint) {
        Member member = members.get(endpoint);
        return member == null ? null : member.connections.leastLoaded();
    }

    /** A connection to any server; null where there is none. */
    synchronized @Nullable Invoker anyConnection() {
        for (Member member : members.values()) {
            Invoker connection = member.connections.leastLoaded();
            if (connection != null) {
                return connection;
            }
        }
        return null;
    }

    /** Why none can be called, as a clause; empty where none is listed. */
    synchronized Optional<String> trouble() {
        if (members.isEmpty()) {
            return Optional.empty();
        }
        String first = members.values().stream()
                .flatMap(member -> member.connections.trouble().stream())
                .findFirst()
                .orElse("there is no connection yet");
        return Optional.of(
                members.size() == 1 ? first : "none of " + members.size() + " servers can be called: " + first);
    }

    /** The listed servers, each as it is now. */
    synchronized List<NodeStats> stats(String service) {
        long now = ticker.nanoTime();
        return members.values().stream()
                .map(member -> member.stats(service, now))
                .toList();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        List<Member> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(members.values());
            members.clear();
            snapshot = Snapshot.EMPTY;
        }
        all.forEach(member -> table.giveBack(member.connections, route));
    }
}
