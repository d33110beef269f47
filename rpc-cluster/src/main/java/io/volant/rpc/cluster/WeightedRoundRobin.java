package io.volant.rpc.cluster;

import java.util.List;

/** {@link LoadBalancer#weighted}. */
final class WeightedRoundRobin implements LoadBalancer {
    private final Chance chance;

    WeightedRoundRobin(Chance chance) {
        this.chance = chance;
    }

    @Override
    public Picker picker(List<Node> nodes) {
        int[] weights =
                nodes.stream().mapToInt(node -> node.instance().weight()).toArray();
        int[] turns = Turns.of(weights);
        Cursor cursor = new Cursor(turns.length, chance);
        return new SequencePicker(new Candidates(nodes, chance), () -> turns[cursor.next()]);
    }
}
