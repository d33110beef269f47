package io.volant.rpc.benchmarks.chaos;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One row per fault, as a table of Markdown. */
final class ChaosTable {
    private static final String ROW = "| %-14s | %6s | %4s | %5s | %8s | %6s | %7s | %8s | %7s | %7s | %-14s |%n";

    private final PrintWriter out;

    ChaosTable(PrintWriter out) {
        this.out = out;
    }

    void head(int faults, Plan plan) {
        out.printf(
                "%d faults, each for %d s and for %d s without protection, seed %d%n%n",
                faults, plan.seconds(), plan.controlSeconds(), plan.seed());
        out.printf(
                ROW,
                "fault",
                "calls",
                "lost",
                "wrong",
                "repeated",
                "errors",
                "unknown",
                "recovery",
                "amplif.",
                "p99 ms",
                "control");
        out.println(
                "|:---------------|-------:|-----:|------:|---------:|-------:|--------:|---------:|--------:|--------:|:---------------|");
        out.flush();
    }

    void row(Tried tried) {
        Figures with = tried.with();
        Figures without = tried.without();
        out.printf(
                ROW,
                tried.fault().name(),
                with.calls(),
                with.lost(),
                with.wrong(),
                with.repeated(),
                with.errors(),
                with.unknown(),
                decimal("%.0f ms", with.recoveryMillis()),
                decimal("%.3f", with.amplification()),
                decimal("%.1f", with.p99Micros() / 1e3),
                tried.fault().damage() == Damage.NOT_SHOWN
                        ? "–"
                        : without.failed() + " / " + without.wrong() + " / " + without.repeated());
        out.flush();
    }

    void broken(Fault fault, String why) {
        out.printf("| %-14s | could not be tried: %s%n", fault.name(), why);
        out.flush();
    }

    void skipped(Fault fault, String why) {
        out.printf("| %-14s | skipped: %s%n", fault.name(), why);
        out.flush();
    }

    /** What the faults met, what failed, and the last line. */
    void end(List<Tried> all, int broken) {
        out.println();
        for (Tried tried : all) {
            String evidence = tried.evidence().entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .collect(Collectors.joining(" "));
            out.println(tried.fault().name() + ": " + tried.fault().what() + "; " + evidence);
        }
        out.println();
        boolean ok = broken == 0;
        for (Tried tried : all) {
            for (String failure : tried.failures()) {
                out.println("chaos: " + (tried.isDisturbed() ? "DISTURBED " : "FAILED ")
                        + tried.fault().name() + ": " + failure);
                ok = false;
            }
            if (tried.isDisturbed()) {
                out.println("chaos: " + tried.fault().name() + " was tried " + tried.times() + " times; the last time "
                        + tried.disturbance().text());
            }
            for (String before : tried.before()) {
                out.println("chaos: " + tried.fault().name() + " was tried again: " + before);
            }
        }
        out.printf(
                "chaos: %s faults=%d broken=%d calls=%d lost=%d wrong=%d repeated=%d%n",
                ok ? "OK" : "FAILED",
                all.size(),
                broken,
                all.stream().mapToInt(tried -> tried.with().calls()).sum(),
                all.stream().mapToInt(tried -> tried.with().lost()).sum(),
                all.stream().mapToInt(tried -> tried.with().wrong()).sum(),
                all.stream().mapToInt(tried -> tried.with().repeated()).sum());
        out.flush();
    }

    private static String decimal(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
