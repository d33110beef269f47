package io.volant.rpc.benchmarks.report;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The rows that did better than one of Volant's, by case: that made more calls or took less processor time for each; or, at fixed times,
 * where each is asked for a share of its own maximum, had a lower p99. Volant's other rows are not among them, nor are rows of which
 * more than a hundredth of the calls failed, and which answer fewer than they seem to.
 */
final class CompareLosses {
    private static final String OWN = "volant";
    private static final String OPEN = "open";
    private static final double LEAST_THAT_SHOWS = 0.995; // or it would be written as 1.00

    private CompareLosses() {}

    /** A list of Markdown, or a word that says there is nothing. */
    static String of(Map<String, List<CaseResult>> byCase, String own) {
        List<String> losses = new ArrayList<>();
        byCase.forEach((title, results) -> {
            Map<String, List<CaseResult>> bySystem =
                    results.stream().collect(groupingBy(CaseResult::system, LinkedHashMap::new, Collectors.toList()));
            List<CaseResult> mine = bySystem.getOrDefault(own, List.of());
            if (fails(mine)) {
                losses.add(title + ": more than a hundredth of its own calls failed");
            }
            bySystem.forEach((system, rounds) -> {
                if (!system.startsWith(OWN) && !fails(rounds)) {
                    List<String> lost = lost(title, mine, rounds);
                    if (!lost.isEmpty()) {
                        losses.add(title + " against " + system + " (" + String.join(", ", lost) + ")");
                    }
                }
            });
        });
        return losses.isEmpty() ? "nowhere." : "\n\n- " + String.join("\n- ", losses);
    }

    private static boolean fails(List<CaseResult> rounds) {
        return rounds.stream()
                        .mapToLong(result -> 99 * result.errors() - result.checkedAnswers())
                        .sum()
                > 0;
    }

    /** Whether more calls failed than were answered. */
    static boolean mostFailed(List<CaseResult> rounds) {
        return rounds.stream()
                        .mapToLong(result -> result.errors() - result.checkedAnswers())
                        .sum()
                > 0;
    }

    private static List<String> lost(String title, List<CaseResult> mine, List<CaseResult> rounds) {
        List<String> lost = new ArrayList<>();
        if (title.startsWith(OPEN)) {
            more(lost, mine, rounds, CaseResult::p99Micros, "p99");
        } else {
            RoundRatios.median(mine, rounds, CaseResult::opsPerSecond)
                    .filter(ratio -> ratio < LEAST_THAT_SHOWS)
                    .ifPresent(ratio -> lost.add(Figures.ratio(ratio) + " of the calls"));
            more(lost, mine, rounds, CaseResult::cpuMicrosPerCall, "CPU");
        }
        return lost;
    }

    private static void more(
            List<String> lost,
            List<CaseResult> mine,
            List<CaseResult> rounds,
            ToDoubleFunction<CaseResult> figure,
            String name) {
        RoundRatios.median(mine, rounds, figure)
                .filter(ratio -> ratio > 2 - LEAST_THAT_SHOWS)
                .ifPresent(ratio -> lost.add(Figures.ratio(ratio) + " of the " + name));
    }
}
