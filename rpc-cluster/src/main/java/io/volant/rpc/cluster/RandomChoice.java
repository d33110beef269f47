package io.volant.rpc.cluster;

import java.util.List;

/** {@link LoadBalancer#random}. */
final class RandomChoice implements LoadBalancer {
    private final Chance chance;

    RandomChoice(Chance chance) {
        this.chance = chance;
    }

    @Override
    public Picker picker(List<Node> nodes) {
        int count = nodes.size();
        return new SequencePicker(new Candidates(nodes, chance), () -> Chance.below(count, chance.next()));
    }
}
