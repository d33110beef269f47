package io.volant.rpc.cluster;

import io.volant.rpc.Dialer;
import io.volant.rpc.Endpoint;
import io.volant.rpc.Invoker;
import io.volant.rpc.NodeStats;
import io.volant.rpc.cluster.discovery.Instance;
import io.volant.rpc.cluster.discovery.Known;
import java.time.Duration;
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
    private volatile Snapshot snapshot = Snapshot.EMPTY;
    private final Map<Endpoint, Member> members = new LinkedHashMap<>(); // guarded by this, as all below
    private boolean closed;

    /** @param route hears what becomes of the connections */
    Membership(Cluster cluster, Dialer dialer, ConnectionTable table, ServiceRoute route) {
        this.cluster = cluster;
        this.dialer = dialer;
        this.table = table;
        this.route = route;
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
        Member member =
                new Member(new Node(instance, connections, dialer.runtime().ticker()), connections);
        synchronized (this) {
            if (!closed) {
                members.put(member.endpoint(), member);
                return;
            }
        }
        table.giveBack(connections, route);
    }

    /** Makes a new snapshot where {@code always}, or where its nodes are others than those of the present one. */
    synchronized void refresh(boolean always) {
        List<Node> usable = new ArrayList<>();
        List<Node> sure = new ArrayList<>();
        for (Member member : members.values()) {
            if (member.look(cluster.slowStart())) {
                usable.add(member.node);
                if (!member.connections.suspect()) {
                    sure.add(member.node);
                }
            }
        }
        List<Node> chosen = sure.isEmpty() ? usable : sure; // better a doubtful one than none
        if (always || !chosen.equals(snapshot.nodes())) {
            snapshot = Snapshot.of(chosen, cluster.balancer());
        }
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

    /** The listed node over these connections; null where it is listed no more. */
    synchronized @Nullable Node node(NodeConnections connections) {
        Member member = members.get(connections.endpoint());
        return member != null && member.connections == connections ? member.node : null;
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
        return members.values().stream().map(member -> member.stats(service)).toList();
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

    /** A listed server. Guarded by the membership. */
    private static final class Member {
        final Node node;
        final NodeConnections connections;
        private int life;
        private boolean connected; // when it was looked at last, for the snapshot

        Member(Node node, NodeConnections connections) {
            this.node = node;
            this.connections = connections;
        }

        Endpoint endpoint() {
            return connections.endpoint();
        }

        private NodeStats.State state() {
            if (!connected) {
                return NodeStats.State.CONNECTING;
            }
            if (connections.suspect()) {
                return NodeStats.State.SUSPECT;
            }
            return node.warmth() < 1 ? NodeStats.State.WARMING : NodeStats.State.READY;
        }

        NodeStats stats(String service) {
            Instance instance = node.instance();
            return new NodeStats(
                    service,
                    instance.endpoint().toString(),
                    state(),
                    instance.weight(),
                    instance.zone(),
                    node.calls(),
                    node.pending(),
                    Duration.ofNanos((long) node.responseNanos()));
        }

        /** Whether it can be called now; begins its slow start when the server has been started since it was looked at last. */
        boolean look(Duration slowStart) {
            int now = connections.life();
            if (now != life) {
                life = now;
                node.begin(slowStart);
            }
            connected = connections.connected();
            return connected;
        }
    }
}
