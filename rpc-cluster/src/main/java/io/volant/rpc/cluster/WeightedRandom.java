package io.volant.rpc.cluster;

import java.util.List;
import java.util.stream.IntStream;

/** {@link LoadBalancer#weightedRandom}. */
final class WeightedRandom implements LoadBalancer {
    private final Chance chance;

    WeightedRandom(Chance chance) {
        this.chance = chance;
    }

    @Override
    public Picker picker(List<Node> nodes) {
        Aliases aliases = new Aliases(
                nodes.stream().mapToInt(node -> node.instance().weight()).toArray());
        return new SequencePicker(new Candidates(nodes, chance), () -> aliases.draw(chance.next()));
    }

    /**
     * Draws an index by weight in two steps, however many there are (Walker's alias method, as Vose builds it): every place has as much
     * room as the average, is filled by its own index as far as that goes, and by one other for the rest.
     */
    static final class Aliases {
        private final double[] own; // the part of each place that belongs to its index
        private final int[] other;

        Aliases(int... weights) {
            int size = weights.length;
            double average = IntStream.of(weights).asLongStream().sum() / (double) size;
            own = IntStream.of(weights).mapToDouble(weight -> weight / average).toArray();
            other = IntStream.range(0, size).toArray();
            int[] small = IntStream.range(0, size).filter(i -> own[i] < 1).toArray();
            int[] large = new int[size];
            int larges = 0;
            for (int i = 0; i < size; i++) {
                if (own[i] >= 1) {
                    large[larges++] = i;
                }
            }
            int[] open = new int[size];
            System.arraycopy(small, 0, open, 0, small.length);
            int opens = small.length;
            while (opens > 0 && larges > 0) {
                int little = open[--opens];
                int much = large[larges - 1];
                other[little] = much;
                own[much] -= 1 - own[little];
                if (own[much] < 1) {
                    larges--;
                    open[opens++] = much;
                }
            }
            for (int i = 0; i < opens; i++) {
                own[open[i]] = 1; // what is left of roundings
            }
        }

        int draw(long bits) {
            int place = Chance.below(own.length, bits);
            return (int) bits / (double) (1L << 32) + 0.5 < own[place] ? place : other[place];
        }
    }
}
