package io.volant.rpc.examples.demo;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The table at the end: one row per method, or a few short lines for each where the terminal is narrow. */
final class MethodTable {
    private static final int WIDE = 116;
    private static final String ROW = "%-14s %-8s %-10s %10s %10s  %7s  %8s  %10s  %8s %8s %9s%n";
    private static final List<String> COUNTS = List.of("calls", "ok", "errors", "unknown", "sent-again");
    private static final List<String> TIMES = List.of("p50 µs", "p99 µs", "p99.9 µs");

    private final PrintWriter out;
    private final boolean wide;

    MethodTable(PrintWriter out, int columns) {
        this.out = out;
        this.wide = columns >= WIDE;
    }

    void print(Verdict verdict, Meter meter, SentAgain again) {
        if (wide) {
            out.printf(
                    ROW,
                    "method",
                    "kind",
                    "idempotent",
                    COUNTS.get(0),
                    COUNTS.get(1),
                    COUNTS.get(2),
                    COUNTS.get(3),
                    COUNTS.get(4),
                    TIMES.get(0),
                    TIMES.get(1),
                    TIMES.get(2));
        }
        for (CallKind kind : CallKind.values()) {
            if (kind.style() == CallKind.Style.ONE_WAY) {
                oneWay(kind, verdict);
            } else {
                answered(kind, verdict, meter, again.of(kind));
            }
        }
        out.flush();
    }

    private void answered(CallKind kind, Verdict verdict, Meter meter, long again) {
        List<String> counts = List.of(
                number(verdict.calls(kind)),
                number(verdict.count(kind, CallState.OK)),
                number(verdict.errors(kind)),
                number(verdict.unknown(kind)),
                number(again));
        List<String> times = List.of(
                micros(meter.micros(kind, 50)), micros(meter.micros(kind, 99)), micros(meter.micros(kind, 99.9)));
        if (wide) {
            out.printf(
                    ROW,
                    kind.methodName(),
                    kind.style(),
                    kind.idempotent() ? "yes" : "no",
                    counts.get(0),
                    counts.get(1),
                    counts.get(2),
                    counts.get(3),
                    counts.get(4),
                    times.get(0),
                    times.get(1),
                    times.get(2));
            return;
        }
        out.printf("%s (%s%s)%n", kind.methodName(), kind.style(), kind.idempotent() ? ", idempotent" : "");
        out.println(pairs(COUNTS, counts));
        out.println(pairs(TIMES, times));
    }

    private void oneWay(CallKind kind, Verdict verdict) {
        String calls = number(verdict.calls(kind));
        String executed = verdict.joined() ? ", executed " + number(verdict.executed(kind)) : "";
        String sent = "sent " + number(verdict.count(kind, CallState.OK)) + executed;
        if (wide) {
            out.printf("%-14s %-8s %-10s %10s   %s%n", kind.methodName(), kind.style(), "–", calls, sent);
        } else {
            out.printf("%s (%s)%n  calls %s  %s%n", kind.methodName(), kind.style(), calls, sent);
        }
    }

    private static String pairs(List<String> names, List<String> values) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            line.append("  ").append(names.get(i)).append(' ').append(values.get(i));
        }
        return line.toString();
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String micros(double value) {
        return value == 0 ? "–" : String.format(Locale.ROOT, "%,.0f", value);
    }
}
