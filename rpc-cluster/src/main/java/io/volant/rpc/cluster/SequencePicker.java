package io.volant.rpc.cluster;

import io.volant.rpc.Request;
import java.util.function.IntSupplier;

/** Picks by a sequence of indices, which goes on where the node whose turn it is may not be picked. */
final class SequencePicker implements Picker {
    private static final int TURNS = 8; // then any untried node is as good

    private final Candidates candidates;
    private final IntSupplier sequence;

    /** @param sequence thread-safe, without end, of indices of the candidates */
    SequencePicker(Candidates candidates, IntSupplier sequence) {
        this.candidates = candidates;
        this.sequence = sequence;
    }

    @Override
    public Node pick(Request request, Tried tried) {
        int index = sequence.getAsInt();
        if (tried == Tried.NONE && candidates.allWarm()) {
            return candidates.nodes[index];
        }
        for (int turn = 1; turn < TURNS; turn++) {
            Node node = candidates.nodes[index];
            if (!tried.contains(node) && !candidates.leavesOut(index)) {
                return node;
            }
            index = sequence.getAsInt();
        }
        return candidates.untried(index, tried);
    }
}
