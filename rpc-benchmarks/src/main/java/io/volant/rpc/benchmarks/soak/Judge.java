package io.volant.rpc.benchmarks.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Says what is wrong with a run.
 *
 * <p>Growth: of the cycles behind the warm-up, the median of a figure in the last third exceeds the median in the first third by
 * more than {@link Figure#allowed}. Left: connections of the crowd, calls that run, or lost buffers in a quiet moment, of any
 * cycle. And a good client's call that failed, was answered wrong, or never ended, or one in a hundred for which there was no room.
 */
final class Judge {
    private static final int THIRDS = 3;
    private static final int CALLS_PER_REFUSAL = 100;

    private Judge() {}

    /** Nothing when all is well. */
    static List<String> failures(List<Cycle> cycles) {
        List<String> failures = new ArrayList<>();
        answers(cycles.stream().map(Cycle::answers).reduce(Answers.none(), Answers::plus), failures);
        List<Cycle> compared = cycles.stream().filter(cycle -> !cycle.warmUp()).toList();
        if (compared.size() < THIRDS) {
            failures.add("cycles behind the warm-up: " + compared.size() + " (expected: at least 3)");
            return failures;
        }
        jvm("server", cycles, compared, Cycle::server, failures);
        jvm("clients", cycles, compared, Cycle::clients, failures);
        return failures;
    }

    private static void answers(Answers all, List<String> failures) {
        String first = all.first().isEmpty() ? "" : "; first: " + all.first();
        if (all.calls() == 0) {
            failures.add("no call was answered" + first);
        }
        if (all.refused() * CALLS_PER_REFUSAL > all.calls()) {
            failures.add(all.refused() + " refusals for want of room (expected: at most one in " + CALLS_PER_REFUSAL
                    + " of " + all.calls() + " calls)");
        }
        if (all.errors() > 0) {
            failures.add(all.errors() + " calls failed" + first);
        }
        if (all.wrong() > 0) {
            failures.add(all.wrong() + " wrong answers" + first);
        }
        if (all.lost() > 0) {
            failures.add(all.lost() + " calls lost" + first);
        }
    }

    private static void jvm(
            String jvm,
            List<Cycle> cycles,
            List<Cycle> compared,
            Function<Cycle, Figures> figures,
            List<String> failures) {
        for (Figure figure : Figure.values()) {
            switch (figure.rule()) {
                case GROWTH -> grew(jvm, figure, compared, figures, failures);
                case NONE_LEFT -> left(jvm, figure, cycles, figures, failures);
            }
        }
    }

    private static void grew(
            String jvm, Figure figure, List<Cycle> compared, Function<Cycle, Figures> figures, List<String> failures) {
        int third = compared.size() / THIRDS;
        double before = median(figure, compared.subList(0, third), figures);
        double after = median(figure, compared.subList(compared.size() - third, compared.size()), figures);
        if (after - before > figure.allowed()) {
            failures.add(jvm + ": " + figure.label() + " grew from " + figure.describe(before) + " to "
                    + figure.describe(after) + " (allowed: " + figure.describe((double) figure.allowed()) + " more)");
        }
    }

    private static void left(
            String jvm, Figure figure, List<Cycle> cycles, Function<Cycle, Figures> figures, List<String> failures) {
        cycles.stream()
                .filter(cycle -> figures.apply(cycle).of(figure) != 0)
                .findFirst()
                .ifPresent(
                        cycle -> failures.add(jvm + ": " + figures.apply(cycle).of(figure) + " " + figure.label()
                                + " in the quiet moment of cycle " + cycle.number() + " (expected: 0)"));
    }

    private static double median(Figure figure, List<Cycle> cycles, Function<Cycle, Figures> figures) {
        double[] values = cycles.stream()
                .mapToDouble(cycle -> figures.apply(cycle).of(figure))
                .sorted()
                .toArray();
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2.0;
    }
}
