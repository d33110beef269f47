package io.volant.rpc.benchmarks.compare;

import io.volant.rpc.benchmarks.load.LoadSpec;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds rows by their labels. */
public final class Contestants {
    private Contestants() {}

    /**
     * Whether all these rows can do this, before any is built.
     *
     * @param word for {@code load}, which somebody typed
     * @throws IllegalArgumentException if there is no such row, or one cannot
     */
    public static void check(List<String> labels, LoadSpec load, String word) {
        for (String label : labels) {
            Optional<OwnRow> own = own(label);
            boolean suits =
                    own.isPresent() ? own.get().suits(load) : peer(label).suits(load);
            if (!suits) {
                throw new IllegalArgumentException("case: " + word + " (expected: one that " + label + " can do)");
            }
        }
    }

    /**
     * The rows with these labels, whose peers are built if need be.
     *
     * @throws IllegalArgumentException if there is no such row
     * @throws IllegalStateException if a peer cannot be built
     */
    public static List<Contestant> labelled(List<String> labels, PrintStream progress)
            throws IOException, InterruptedException {
        PeerBuild build = new PeerBuild(PeerBuild.ownDirectory());
        build.build(
                labels.stream()
                        .filter(label -> own(label).isEmpty())
                        .map(label -> peer(label).peer())
                        .distinct()
                        .toList(),
                progress);
        List<Contestant> found = new ArrayList<>();
        for (String label : labels) {
            Optional<OwnRow> own = own(label);
            found.add(own.isPresent() ? Contestant.own(own.get()) : built(peer(label), build));
        }
        return found;
    }

    private static Contestant built(PeerRow row, PeerBuild build) throws IOException {
        if (!build.isBuilt(row.peer())) {
            throw new IllegalStateException(row.label() + " cannot be built: " + build.failure(row.peer()));
        }
        return row.contestant(build);
    }

    private static Optional<OwnRow> own(String label) {
        return Arrays.stream(OwnRow.values())
                .filter(row -> row.label().equals(label))
                .findFirst();
    }

    private static PeerRow peer(String label) {
        return Arrays.stream(PeerRow.values())
                .filter(row -> row.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "row: " + label + " (expected: some of " + String.join(", ", labels()) + ")"));
    }

    private static List<String> labels() {
        return Stream.concat(
                        Arrays.stream(OwnRow.values()).map(OwnRow::label),
                        Arrays.stream(PeerRow.values()).map(PeerRow::label))
                .toList();
    }
}
