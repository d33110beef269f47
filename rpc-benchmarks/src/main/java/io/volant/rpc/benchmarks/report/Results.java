package io.volant.rpc.benchmarks.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The figures of a result file. */
public record Results(Origin origin, List<Row> rows) {
    /** Who wrote the file. */
    public enum Origin {
        JMH("JMH"),
        RUNNER("the runner");

        private final String label;

        Origin(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    public Results {
        rows = List.copyOf(rows);
    }

    /**
     * To be asked before anything is measured, so that nothing is measured in vain.
     *
     * @param file null when nothing is to be recorded
     * @throws IllegalArgumentException if the file cannot be written
     */
    public static void checkWritable(@Nullable Path file) {
        if (file == null) {
            return;
        }
        Path directory = file.toAbsolutePath().getParent();
        boolean writable = Files.exists(file)
                ? !Files.isDirectory(file) && Files.isWritable(file)
                : directory != null && Files.isDirectory(directory) && Files.isWritable(directory);
        if (!writable) {
            throw new IllegalArgumentException(
                    "cannot write " + file + " (expected: a file in a directory that is there and may be written to)");
        }
    }

    /**
     * Reads a file of either program.
     *
     * @throws IllegalArgumentException if it is of neither
     */
    public static Results read(Path file) {
        JsonNode root = parse(file);
        if (root.isArray() && !root.isEmpty() && root.get(0).has("primaryMetric")) {
            return new Results(Origin.JMH, JmhRows.of(root));
        }
        return new Results(Origin.RUNNER, RunnerRows.of(runnerFile(file)));
    }

    /**
     * Reads a file of the runner.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static RunnerFile runnerFile(Path file) {
        JsonNode root = parse(file);
        if (!root.has("environment") || !root.has("cases")) {
            throw new IllegalArgumentException(
                    file + " is no result file (expected: what bench --json or JMH's -rf json wrote)");
        }
        try {
            return JsonMapper.shared().treeToValue(root, RunnerFile.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + ": " + e.getOriginalMessage(), e);
        }
    }

    private static JsonNode parse(Path file) {
        try {
            return JsonMapper.shared().readTree(file);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + e.getOriginalMessage(), e);
        }
    }
}
