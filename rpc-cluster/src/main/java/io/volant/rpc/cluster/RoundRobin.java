package io.volant.rpc.cluster;

import java.util.List;

/** {@link LoadBalancer#roundRobin}. */
final class RoundRobin implements LoadBalancer {
    private final Chance chance;

    RoundRobin(Chance chance) {
        this.chance = chance;
    }

    @Override
    public Picker picker(List<Node> nodes) {
        Cursor cursor = new Cursor(nodes.size(), chance);
        return new SequencePicker(new Candidates(nodes, chance), cursor::next);
    }
}
