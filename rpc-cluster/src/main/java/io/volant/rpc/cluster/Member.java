package io.volant.rpc.cluster;

import io.volant.rpc.Endpoint;
import io.volant.rpc.NodeStats;
import io.volant.rpc.cluster.discovery.Instance;
import java.time.Duration;

/** A listed server of one service: its node, its connections, and whether it is left out. Guarded by the membership. */
final class Member {
    final Node node;
    final NodeConnections connections;
    final Circuit circuit;
    private int life;
    private boolean connected; // when it was looked at last, for the snapshot
    private long calls;

    Member(NodeConnections connections, Circuit circuit) {
        this.node = circuit.node();
        this.connections = connections;
        this.circuit = circuit;
    }

    Endpoint endpoint() {
        return connections.endpoint();
    }

    /** Whether it can be called now; begins its slow start when the server has been started since it was looked at last. */
    boolean look(Duration slowStart, long now) {
        int lives = connections.life();
        if (lives != life) {
            life = lives;
            node.begin(slowStart);
            circuit.release(now); // what the server was before it was started again
        }
        connected = connections.connected();
        return connected;
    }

    /** Looks whether it is to be tried out, or taken back: what became of its calls then tells nothing of those to come. */
    void judge(Duration slowStart, long now) {
        Circuit.State before = circuit.state();
        circuit.look(connections.connected() && !connections.suspect(), now);
        if (circuit.state() != before && circuit.state() != Circuit.State.EJECTED) {
            node.begin(slowStart);
        }
    }

    /** Whether it has got calls since this was asked last, or has to be looked at for another reason. */
    boolean busy() {
        long before = calls;
        calls = node.calls();
        return calls != before || node.pending() > 0 || circuit.isOut();
    }

    NodeStats stats(String service, long now) {
        Instance instance = node.instance();
        return new NodeStats(
                service,
                instance.endpoint().toString(),
                state(),
                instance.weight(),
                instance.zone(),
                node.calls(),
                node.pending(),
                Duration.ofNanos((long) node.responseNanos()),
                circuit.reason(),
                Duration.ofNanos(circuit.leftNanos(now)));
    }

    private NodeStats.State state() {
        if (!connected) {
            return NodeStats.State.CONNECTING;
        }
        if (connections.suspect()) {
            return NodeStats.State.SUSPECT;
        }
        return switch (circuit.state()) {
            case EJECTED -> NodeStats.State.EJECTED;
            case PROBING -> NodeStats.State.PROBING;
            case IN -> node.warmth() < 1 ? NodeStats.State.WARMING : NodeStats.State.READY;
        };
    }
}
