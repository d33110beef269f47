package io.volant.rpc.benchmarks.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Two lines per cycle, one for each JVM, and what went wrong first; they can be printed as they come. */
final class CycleTable {
    private static final String HEAD = String.format(
            Locale.ROOT,
            "%5s %-7s %8s %7s %8s %8s %7s %5s %5s %7s %5s  %s%n%5s %-7s %8s %7s %8s %8s",
            "cycle",
            "JVM",
            "heap",
            "buffers",
            "direct",
            "direct",
            "threads",
            "files",
            "conns",
            "running",
            "leaks",
            "answers, and visits of others",
            "",
            "",
            "MB",
            "MB",
            "Netty MB",
            "JVM MB");

    private CycleTable() {}

    static String head() {
        return HEAD;
    }

    static String lines(Cycle cycle) {
        Answers answers = cycle.answers();
        String right = String.format(
                Locale.ROOT,
                "calls=%d refused=%d errors=%d wrong=%d lost=%d p50=%.2fms p99=%.2fms",
                answers.calls(),
                answers.refused(),
                answers.errors(),
                answers.wrong(),
                answers.lost(),
                cycle.latency().p50Millis(),
                cycle.latency().p99Millis());
        List<String> visits = new ArrayList<>();
        cycle.visits().forEach((kind, count) -> visits.add(kind.label() + "=" + count));
        String number = cycle.number() + (cycle.warmUp() ? "w" : " ");
        return line(number, "server", cycle.server(), right) + "\n"
                + line("", "clients", cycle.clients(), String.join(" ", visits))
                + (answers.first().isEmpty() ? "" : "\n      first: " + answers.first());
    }

    private static String line(String number, String jvm, Figures figures, String right) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%5s %-7s", number, jvm));
        for (Figure figure : Figure.values()) {
            line.append(' ').append(padded(figure.cell(figures.of(figure)), width(figure)));
        }
        return line.append("  ").append(right).toString();
    }

    private static String padded(String cell, int width) {
        return " ".repeat(Math.max(0, width - cell.length())) + cell;
    }

    private static int width(Figure figure) {
        return switch (figure) {
            case HEAP, NETTY, DIRECT -> 8;
            case BUFFERS, THREADS, RUNNING -> 7;
            case FILES, CONNECTIONS, LEAKS -> 5;
        };
    }
}
