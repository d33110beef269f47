package io.volant.rpc.examples.demo;

import io.volant.rpc.examples.console.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What demo and load have in common. */
final class LoadOptions {
    /** Two JVMs that have just started, on a busy machine, need more than the usual 3 s for their first handshake. */
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

    private static final int MAX_SECONDS = 600; // records take 32 bytes per call

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "How long, 1 to 600; 20 unless given.")
    private int seconds;

    @Option(names = "--plain", description = "One line per second and no control codes, also in a terminal.")
    private boolean plain;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the totals per method to a file.")
    private @Nullable Path json;

    int seconds(CommandLine line) {
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw new ParameterException(line, "--seconds: " + seconds + " (expected: 1.." + MAX_SECONDS + ")");
        }
        return seconds;
    }

    /** A file that cannot be written is a mistake to be told before the run, not after it. */
    void checkJson(CommandLine line) {
        if (json == null) {
            return;
        }
        Path directory = json.toAbsolutePath().getParent();
        boolean possible = Files.exists(json)
                ? Files.isRegularFile(json) && Files.isWritable(json)
                : directory != null && Files.isWritable(directory);
        if (!possible) {
            throw new ParameterException(line, "--json: " + json + " (expected: a file that can be written)");
        }
    }

    Terminal terminal() {
        return plain ? Terminal.plain() : Terminal.detect();
    }

    void writeJson(String run, int ofSeconds, Verdict verdict, Meter meter, Crashes crashes) {
        if (json != null) {
            JsonReport.write(json, run, ofSeconds, verdict, meter, crashes);
        }
    }
}
