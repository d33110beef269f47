package io.volant.rpc.benchmarks.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the gate compares with: a record of every processor that one was made on, for what a call costs beside R2 differs between
 * them by more than the gate allows.
 */
public record GateRecords(List<GateRecord> records) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public GateRecords {
        records = records == null ? List.of() : List.copyOf(records);
    }

    /**
     * Reads a file of {@link #toJson}.
     *
     * @throws IllegalArgumentException if it is not one, or not there
     */
    public static GateRecords read(Path file) {
        try {
            GateRecords read = JSON.readValue(file, GateRecords.class);
            if (read.records.isEmpty()) {
                throw new IllegalArgumentException("cannot read " + file + " (expected: one record at least)");
            }
            return read;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "cannot read " + file + " (expected: what bench gate --record wrote): " + e.getOriginalMessage(),
                    e);
        }
    }

    /** These, but for {@code record}, which takes the place of the one of its processor. */
    public GateRecords with(GateRecord record) {
        List<GateRecord> others = new ArrayList<>(records);
        others.removeIf(other -> other.cpu().equals(record.cpu()));
        others.add(record);
        return new GateRecords(others);
    }

    /**
     * The record of the processor {@code cpu}; of one that has none, the last record with the greatest CPU time that any record has
     * for a figure: nobody knows that processor, and what fails must be a dearer call.
     */
    public GateRecord of(String cpu) {
        return records.stream()
                .filter(record -> record.cpu().equals(cpu))
                .findFirst()
                .orElseGet(this::mildest);
    }

    private GateRecord mildest() {
        GateRecord last = records.stream()
                .max(Comparator.comparing(GateRecord::recorded))
                .orElseThrow(() -> new IllegalStateException("no record"));
        List<GateRecord.Figure> figures =
                last.figures().stream().map(this::mildest).toList();
        String all = records.stream().map(GateRecord::cpu).collect(Collectors.joining(" or "));
        return new GateRecord(last.command(), last.recorded(), last.volant(), last.jdk(), all, figures);
    }

    private GateRecord.Figure mildest(GateRecord.Figure figure) {
        double cpu = records.stream()
                .flatMap(record -> record.figures().stream())
                .filter(other -> other.name().equals(figure.name()))
                .mapToDouble(GateRecord.Figure::cpuTimesR2)
                .max()
                .orElse(Double.NaN);
        return new GateRecord.Figure(figure.benchCase(), figure.system(), cpu, figure.bytesPerCall());
    }

    public String toJson() {
        return JSON.writeValueAsString(this) + "\n";
    }
}
