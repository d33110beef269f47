package io.volant.rpc.examples.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The first failed calls of a run, one per line of a file. Thread-safe. */
final class FailureLog {
    private static final int MOST = 1_000;

    private final Path file;
    private int written; // guarded by this, as is first
    private String first = "";

    FailureLog(Path file) {
        this.file = file;
    }

    synchronized void add(long call, CallKind kind, CallState state, String why) {
        if (++written > MOST) {
            return;
        }
        String line =
                "call=" + call + " method=" + kind.methodName() + " state=" + state + " " + why.replace('\n', ' ');
        if (first.isEmpty()) {
            first = line;
        }
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            written = MOST; // the run goes on, and its record keeps every state
        }
    }

    /** The first failure as one line, empty when there was none. */
    synchronized String first() {
        return first;
    }
}
