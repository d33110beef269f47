package io.volant.rpc.examples.demo;

import io.volant.rpc.examples.console.Terminal;
import java.io.PrintWriter;
import java.util.Locale;

/** One row per second: a table in a terminal, lines that stand for themselves elsewhere. */
final class LiveTable {
    private static final String RED = "\u001b[31m";
    private static final String DIM = "\u001b[2m";
    private static final String NORMAL = "\u001b[0m";

    private final PrintWriter out;
    private final Terminal terminal;

    LiveTable(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void header() {
        if (terminal.interactive()) {
            out.println(DIM + "   s    calls/s    errors  | server     p50 µs     p99 µs" + NORMAL);
        }
    }

    void row(int second, Meter.Sample sample) {
        String server = sample.answered() ? "up" : sample.errors() > 0 ? "DOWN" : "silent";
        if (!terminal.interactive()) {
            print(
                    "%4d s  %,10d calls/s  %,8d errors  server %-6s  p50 %,7.0f µs  p99 %,7.0f µs%n",
                    second, sample.calls(), sample.errors(), server, sample.p50Micros(), sample.p99Micros());
            return;
        }
        boolean bad = sample.errors() > 0 || !sample.answered();
        print(
                "%s%4d %,10d %,9d  | %-6s %,10.0f %,10.0f%s%n",
                bad ? RED : "",
                second,
                sample.calls(),
                sample.errors(),
                server,
                sample.p50Micros(),
                sample.p99Micros(),
                bad ? NORMAL : "");
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
