package io.volant.rpc.examples.demo;

import io.volant.rpc.examples.console.Terminal;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One row per second, with a group of columns for each server: side by side in a terminal that is wide enough, below one another in a
 * narrow one, and as lines that stand for themselves elsewhere.
 */
final class LiveTable {
    private static final String RED = "\u001b[31m";
    private static final String DIM = "\u001b[2m";
    private static final String NORMAL = "\u001b[0m";
    private static final int TOTALS_WIDTH = 26;
    private static final int GROUP_WIDTH = 31;
    private static final double MICROS_PER_MILLI = 1_000;
    private static final double ONE = 0.995; // what is less has two digits after the point
    private static final double TEN = 9.95; // what is less has one

    /**
     * A server of the table.
     *
     * @param key its name in its answers; empty for the only one, which gives none
     * @param state what the client says of it now
     */
    record Column(String key, String title, Function<Meter.Answers, String> state) {}

    private final PrintWriter out;
    private final Terminal terminal;
    private final List<Column> columns;
    private final boolean stacked;

    LiveTable(PrintWriter out, Terminal terminal, List<Column> columns) {
        this.out = out;
        this.terminal = terminal;
        this.columns = List.copyOf(columns);
        this.stacked = terminal.columns() < TOTALS_WIDTH + GROUP_WIDTH * columns.size();
    }

    /** Of one server that does not say its name: it is up when it answers. */
    static LiveTable ofOne(PrintWriter out, Terminal terminal) {
        return new LiveTable(
                out, terminal, List.of(new Column("", "server", answers -> answers.count() > 0 ? "up" : "silent")));
    }

    void header() {
        if (!terminal.interactive()) {
            out.println("per second: calls and errors; per server: state, share of the answers, p50/p99 in ms");
        } else if (!stacked) {
            String groups = columns.stream()
                    .map(column -> String.format(
                            Locale.ROOT, "| %-8s %5s %6s %7s ", column.title(), "share", "p50 µs", "p99 µs"))
                    .collect(Collectors.joining());
            out.println(DIM + "   s    calls/s    errors  " + groups + NORMAL);
        }
    }

    void row(int second, Meter.Sample sample) {
        if (!terminal.interactive()) {
            String groups = columns.stream().map(column -> line(column, sample)).collect(Collectors.joining());
            print("%4d s  %,d calls/s  %,d errors%s%n", second, sample.calls(), sample.errors(), groups);
            return;
        }
        boolean bad = sample.errors() > 0 || sample.calls() == 0;
        String separator = stacked ? "\n          " : "";
        String groups = columns.stream()
                .map(column -> separator + group(column, sample))
                .collect(Collectors.joining());
        print(
                "%s%4d %,10d %,9d  %s%s%n",
                bad ? RED : "", second, sample.calls(), sample.errors(), groups, bad ? NORMAL : "");
    }

    private String line(Column column, Meter.Sample sample) {
        Meter.Answers answers = sample.of(column.key());
        return String.format(
                Locale.ROOT,
                " | %s %s %.0f%% %s/%s",
                column.title(),
                column.state().apply(answers),
                sample.percent(column.key()),
                millis(answers.p50Micros()),
                millis(answers.p99Micros()));
    }

    private String group(Column column, Meter.Sample sample) {
        Meter.Answers answers = sample.of(column.key());
        return String.format(
                Locale.ROOT,
                "| %-8s %4.0f%% %6s %7s ",
                stacked
                        ? column.title() + " " + column.state().apply(answers)
                        : column.state().apply(answers),
                sample.percent(column.key()),
                micros(answers.p50Micros()),
                micros(answers.p99Micros()));
    }

    /** Short, so that a line of three slow servers is no wider than one of three fast ones. */
    private static String millis(double micros) {
        double millis = micros / MICROS_PER_MILLI;
        String format = millis < ONE ? "%.2f" : millis < TEN ? "%.1f" : "%.0f";
        return micros == 0 ? "–" : String.format(Locale.ROOT, format, millis);
    }

    private static String micros(double value) {
        return value == 0 ? "–" : String.format(Locale.ROOT, "%,.0f", value);
    }

    /** Something that happened in a second. */
    void event(int second, String what) {
        print(terminal.interactive() ? "%4d  %s%n" : "%4d s  %s%n", second, what);
    }

    private void print(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
        out.flush();
    }
}
