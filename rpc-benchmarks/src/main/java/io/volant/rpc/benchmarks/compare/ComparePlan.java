package io.volant.rpc.benchmarks.compare;

import io.volant.rpc.benchmarks.runner.Placement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a comparison will do.
 *
 * @param peers whose rows are built and measured beside Volant's
 * @param alone whether nothing else is measured
 * @param placements one after the other, with JVMs of their own
 * @param repeats how often a disturbed measurement is repeated at most
 */
record ComparePlan(
        List<CompareCase> cases,
        List<String> peers,
        boolean alone,
        int rounds,
        Duration time,
        Duration warmup,
        List<Placement> placements,
        int repeats,
        List<String> jvmArgs) {
    private static final String ANCHOR = "grpc";
    private static final long START_MILLIS = 1_700; // of a pair of JVMs
    private static final long WIRE_MILLIS = 3_500; // of one row
    private static final long PAUSE_MILLIS = 60; // between runs: commands, last answers
    private static final long MILLIS_PER_SECOND = 1_000;

    ComparePlan {
        cases = List.copyOf(cases);
        peers = List.copyOf(peers);
        placements = List.copyOf(placements);
        jvmArgs = List.copyOf(jvmArgs);
        if (rounds < 1) {
            throw new IllegalArgumentException("rounds: " + rounds + " (expected: > 0)");
        }
        if (repeats < 0) {
            throw new IllegalArgumentException("repeats: " + repeats + " (expected: >= 0)");
        }
        if (alone && peers.isEmpty()) {
            throw new IllegalArgumentException("alone: nobody (expected: --peers with a name)");
        }
        peers.forEach(PeerRow::of);
    }

    /** All rows: Volant's, the references', the peers', and gRPC with direct executors, by which the references are anchored. */
    List<PeerRow> peerRows() {
        List<PeerRow> rows =
                peers.stream().flatMap(peer -> PeerRow.of(peer).stream()).toList();
        if (alone || peers.isEmpty() || peers.contains(ANCHOR)) {
            return rows;
        }
        return Stream.concat(Stream.of(PeerRow.GRPC_DIRECT), rows.stream()).toList();
    }

    List<OwnRow> ownRows() {
        return alone ? List.of() : List.of(OwnRow.values());
    }

    /** How long it will take, about, without what is built beforehand and without repeated rounds. */
    Duration estimate() {
        long rows = (long) ownRows().size() + peerRows().size();
        long runs = cases.stream()
                .mapToLong(which -> ownRows().stream()
                                .filter(row -> which.suits(row::suits))
                                .count()
                        + peerRows().stream()
                                .filter(row -> which.suits(row::suits))
                                .count())
                .sum();
        long once = START_MILLIS * rows
                + runs * (warmup.toMillis() + PAUSE_MILLIS)
                + runs * rounds * (time.toMillis() + PAUSE_MILLIS);
        return Duration.ofMillis(once * placements.size() + WIRE_MILLIS * rows);
    }

    /** The announcement. */
    String describe() {
        long seconds = estimate().toMillis() / MILLIS_PER_SECOND;
        return String.join(
                "\n",
                "rows      "
                        + String.join(
                                ", ", ownRows().stream().map(OwnRow::label).toList())
                        + (ownRows().isEmpty() || peerRows().isEmpty() ? "" : ", ")
                        + String.join(
                                ", ", peerRows().stream().map(PeerRow::label).toList()),
                "cases     "
                        + String.join(
                                ", ", cases.stream().map(CompareCase::label).toList()),
                "rounds    " + rounds + ", all rows in turn within each case; " + inSeconds(time) + " s per run after "
                        + inSeconds(warmup) + " s of warm-up; again when others used more than "
                        + QuietRounds.MOST_OTHERS + " of a processor, at most " + repeats + " times",
                "JVMs      " + String.join(" ", jvmArgs) + "; "
                        + String.join(
                                ", then ",
                                placements.stream().map(Placement::label).toList()),
                "takes     about " + seconds / 60 + " min " + seconds % 60 + " s");
    }

    private static double inSeconds(Duration duration) {
        return duration.toMillis() / (double) MILLIS_PER_SECOND;
    }
}
