package io.volant.rpc.examples.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** Option of a command that a {@link ServerProcess} starts: it ends with its parent, however that ends. */
public final class ParentWatch {
    static final String OPTION = "--with-parent";

    /** What a parent writes to the standard input of a process that is to outlive it. */
    static final String KEEP = "keep";

    @Option(names = OPTION, hidden = true, description = "Ends when standard input ends, unless it said \"keep\".")
    private boolean withParent;

    /** Watches from now on, if asked to. */
    public void begin() {
        if (withParent) {
            Thread watch = new Thread(() -> endWithParent(System.in), "parent-watch");
            watch.setDaemon(true);
            watch.start();
        }
    }

    private static void endWithParent(InputStream in) {
        try {
            if (new String(in.readAllBytes(), StandardCharsets.US_ASCII).trim().equals(KEEP)) {
                return;
            }
        } catch (IOException e) {
            // as good as its end
        }
        System.exit(0);
    }
}
