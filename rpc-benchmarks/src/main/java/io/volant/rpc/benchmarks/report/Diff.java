package io.volant.rpc.benchmarks.report;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two result files side by side. */
public final class Diff {
    private Diff() {}

    /**
     * A line per figure that both have, and what only one has.
     *
     * @param force compares figures from different machines, JDKs or settings too
     * @throws IllegalArgumentException if they are from different programs or, without {@code force}, not comparable
     */
    public static String of(Results before, Results after, boolean force) {
        if (before.origin() != after.origin()) {
            throw new IllegalArgumentException(
                    "the first file is of " + before.origin().label() + ", the second of "
                            + after.origin().label() + ": their figures mean different things and cannot be compared");
        }
        Map<String, Row> earlier = byKey(before);
        Map<String, Row> later = byKey(after);
        Set<String> differences = differences(earlier, later);
        if (!differences.isEmpty() && !force) {
            throw new IllegalArgumentException("the files cannot be compared (--force does it all the same):\n  "
                    + String.join("\n  ", differences));
        }
        return render(earlier, later, differences);
    }

    private static Map<String, Row> byKey(Results results) {
        return results.rows().stream().collect(toMap(Row::key, row -> row, (a, b) -> b, LinkedHashMap::new));
    }

    private static Set<String> differences(Map<String, Row> earlier, Map<String, Row> later) {
        Set<String> differences = new LinkedHashSet<>();
        earlier.forEach((key, before) -> {
            Row after = later.get(key);
            if (after != null) {
                before.circumstances().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .forEach(entry -> {
                            String now = after.circumstances().getOrDefault(entry.getKey(), "");
                            if (!now.equals(entry.getValue())) {
                                differences.add(entry.getKey() + ": \"" + entry.getValue() + "\" before, \"" + now
                                        + "\" after");
                            }
                        });
            }
        });
        return differences;
    }

    private static String render(Map<String, Row> earlier, Map<String, Row> later, Set<String> differences) {
        TextTable table = new TextTable(List.of("figure", "before", "after", "ratio", "verdict"));
        List<String> notes = new ArrayList<>();
        differences.forEach(difference -> notes.add("not comparable, " + difference));
        boolean once = false;
        for (Map.Entry<String, Row> entry : earlier.entrySet()) {
            Row before = entry.getValue();
            Row after = later.get(entry.getKey());
            if (after == null) {
                notes.add("only before: " + entry.getKey());
                continue;
            }
            once |= !before.hasInterval() || !after.hasInterval();
            table.add(List.of(
                    entry.getKey(),
                    figure(before),
                    figure(after),
                    Figures.ratio(after.score() / before.score()),
                    Verdict.of(before, after).label()));
        }
        later.keySet().stream()
                .filter(key -> !earlier.containsKey(key))
                .forEach(key -> notes.add("only after: " + key));
        if (once) {
            notes.add("a figure without an interval was measured once: \"same\" says nothing about it");
        }
        return table + (notes.isEmpty() ? "" : "\n" + String.join("\n", notes) + "\n");
    }

    private static String figure(Row row) {
        String score = Figures.plain(row.score());
        return row.hasInterval()
                ? score + " (" + Figures.plain(row.low()) + "–" + Figures.plain(row.high()) + ")"
                : score;
    }
}
