package io.volant.rpc.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What the loggers write while the log is open; in tests they write to the standard error. */
public final class Log implements AutoCloseable {
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private Log() {}

    public static Log open() {
        Log log = new Log();
        System.setErr(new PrintStream(log.written, true, UTF_8));
        return log;
    }

    public String text() {
        return written.toString(UTF_8);
    }

    @Override
    public void close() {
        System.setErr(before);
        before.print(text());
    }
}
