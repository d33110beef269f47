package io.volant.rpc.examples.demo;

import io.volant.rpc.examples.console.Terminal;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What is printed when the load is over. */
final class Report {
    private final PrintWriter out;
    private final Terminal terminal;

    Report(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void table(Verdict verdict, Meter meter, SentAgain again, FailureLog failures) {
        out.println();
        new MethodTable(out, terminal.columns()).print(verdict, meter, again);
        out.println();
        if (!verdict.ok() && !failures.first().isEmpty()) {
            out.println("first error  " + failures.first());
        }
    }

    /** How answers and executions were judged. */
    void checked(Verdict verdict) {
        out.printf(
                Locale.ROOT,
                "checked   every answer compared with what was asked; the servers recorded %,d executions:%n"
                        + "          %,d missing, %,d repeated, %,d wrong answers; %,d idempotent calls ran twice (allowed)%n",
                verdict.executions(),
                verdict.found(Verdict.Fault.LOST),
                verdict.found(Verdict.Fault.REPEATED),
                verdict.found(Verdict.Fault.WRONG),
                verdict.ranTwice());
        out.println(
                "          one-way calls (touch) carry no promise: those that were not executed are not counted as missing or lost");
        if (verdict.unknown() > 0) {
            out.printf(
                    Locale.ROOT,
                    "          %,d calls ended with unknown outcome; %,d of them had run%n",
                    verdict.unknown(),
                    verdict.unknownExecuted());
        }
    }

    /** What a crash did to calls. */
    void killed(String what, Optional<Duration> recovery, long sentAgain) {
        out.printf(
                Locale.ROOT,
                "killed    %s, recovered after %s; %,d calls sent again in all%n",
                what,
                recovery.map(Report::millis).orElse("0ms"),
                sentAgain);
    }

    /** As in {@code recovery=9ms}. */
    static String millis(Duration time) {
        return (time.toNanos() + 999_999) / 1_000_000 + "ms";
    }

    void cost(Duration perCall) {
        out.printf(
                Locale.ROOT,
                "cost      %.1f µs CPU per call while all servers were whole; client, servers, checks and records together%n",
                perCall.toNanos() / 1_000.0);
    }
}
