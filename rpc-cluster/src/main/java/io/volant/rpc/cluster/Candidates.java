package io.volant.rpc.cluster;

import io.volant.rpc.Ticker;
import java.util.List;

/** The nodes of one picker, and which of them may be picked now: not those that a call has tried, and seldom those that are warming up. */
final class Candidates {
    final Node[] nodes;
    final NodeFigures[] figures; // of each node, where a pick finds them without going through it
    private final Chance chance;
    private final Ticker ticker;
    private final WarmUp warmest;
    private volatile boolean warm;
    private final long warmAtNanos;

    Candidates(List<Node> list, Chance chance) {
        this.nodes = list.toArray(new Node[0]);
        this.figures = list.stream().map(Node::figures).toArray(NodeFigures[]::new);
        this.chance = chance;
        this.ticker = figures[0].ticker();
        long now = ticker.nanoTime();
        WarmUp most = figures[0].warmUp();
        long left = 0;
        for (NodeFigures each : figures) {
            WarmUp warmUp = each.warmUp();
            most = warmUp.share(now) > most.share(now) ? warmUp : most;
            left = Math.max(left, warmUp.left(now));
        }
        this.warmest = most;
        this.warm = left == 0;
        this.warmAtNanos = now + left;
    }

    int size() {
        return nodes.length;
    }

    /** Whether every one is as warm as it will be, so that {@link #leavesOut} need not be asked for each. */
    boolean allWarm() {
        if (!warm && ticker.nanoTime() - warmAtNanos >= 0) {
            warm = true;
        }
        return warm;
    }

    /** Whether this pick passes over a node because it is warming up; where all are, the warmest counts as warm. */
    boolean leavesOut(int index) {
        return !allWarm() && warmth(index) < Chance.share(chance.next());
    }

    /** The share of picks that a node takes part in. */
    double warmth(int index) {
        long now = ticker.nanoTime();
        return figures[index].warmUp().share(now) / warmest.share(now);
    }

    /** The first node from {@code start} on that was not tried; if all were, the one at {@code start}. */
    Node untried(int start, Tried tried) {
        for (int i = 0; i < nodes.length; i++) {
            Node node = nodes[(start + i) % nodes.length];
            if (!tried.contains(node)) {
                return node;
            }
        }
        return nodes[start];
    }
}
