package io.volant.rpc.examples.console;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Where standard output goes: a terminal of so many columns, or something that wants plain lines. */
public record Terminal(boolean interactive, int columns) {
    private static final Terminal PLAIN = new Terminal(false, 120);
    private static final int USUAL_COLUMNS = 80;
    private static final String ASK = "[ -t 1 ] && stty size </dev/tty >&2";

    /** Lines without control codes, 120 columns wide. */
    public static Terminal plain() {
        return PLAIN;
    }

    /** Asks the system; plain where it cannot tell, as on Windows. */
    public static Terminal detect() {
        try {
            Process shell = new ProcessBuilder("sh", "-c", ASK)
                    .redirectOutput(Redirect.INHERIT)
                    .start();
            shell.getOutputStream().close();
            String size = new String(shell.getErrorStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
            if (!shell.waitFor(1, TimeUnit.SECONDS)) {
                shell.destroyForcibly();
                return PLAIN;
            }
            return size.isEmpty() ? PLAIN : new Terminal(true, columns(size));
        } catch (IOException e) {
            return PLAIN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return PLAIN;
        }
    }

    /** The second number of {@code "rows columns"}. */
    static int columns(String size) {
        try {
            int columns = Integer.parseInt(size.substring(size.indexOf(' ') + 1));
            return columns > 0 ? columns : USUAL_COLUMNS;
        } catch (NumberFormatException e) {
            return USUAL_COLUMNS;
        }
    }
}
