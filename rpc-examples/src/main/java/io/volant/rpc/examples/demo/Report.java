package io.volant.rpc.examples.demo;

import io.volant.rpc.examples.console.Terminal;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** What is printed when the load is over. */
final class Report {
    private final PrintWriter out;
    private final Terminal terminal;

    Report(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void table(Verdict verdict, Meter meter, FailureLog failures) {
        out.println();
        new MethodTable(out, terminal.columns()).print(verdict, meter);
        out.println();
        if (!failures.first().isEmpty()) {
            out.println("first error  " + failures.first());
        }
    }

    /** How answers and executions were judged. */
    void checked(Verdict verdict) {
        out.printf(
                Locale.ROOT,
                "checked   every answer compared with what was asked; the servers recorded %,d executions:%n"
                        + "          %,d missing, %,d repeated, %,d wrong answers%n",
                verdict.executions(),
                verdict.found(Verdict.Fault.LOST),
                verdict.found(Verdict.Fault.REPEATED),
                verdict.found(Verdict.Fault.WRONG));
        if (verdict.unknown() > 0) {
            out.printf(
                    Locale.ROOT,
                    "          %,d calls ended with unknown outcome; %,d of them had run%n",
                    verdict.unknown(),
                    verdict.unknownExecuted());
        }
    }

    void cost(Duration cpu, long calls) {
        out.printf(
                Locale.ROOT,
                "cost      %.1f µs CPU per call, client and servers together, checks and records included%n",
                calls == 0 ? 0 : cpu.toNanos() / 1_000.0 / calls);
    }
}
