package io.volant.rpc.benchmarks.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of this machine that runs for a moment. */
final class SystemCommand {
    private static final long MOST_SECONDS = 20;

    private SystemCommand() {}

    /**
     * Runs it and returns what it printed.
     *
     * @throws IllegalStateException if it cannot be run, did not end within 20 s, or says that it failed
     */
    static String run(String... command) {
        String line = String.join(" ", command);
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(line + ": did not end within " + MOST_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(
                        line + ": " + output.strip().replace('\n', ' ') + " (status " + process.exitValue() + ")");
            }
            return output;
        } catch (IOException e) {
            throw new IllegalStateException(line + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(line + ": interrupted", e);
        }
    }
}
