package io.volant.rpc.benchmarks.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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
            if (read == null || read.records.isEmpty()) {
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
     * What a call may cost on the processor {@code cpu}: its bytes are those of the last record, for they do not differ by processor; its
     * CPU time is that of the record of this processor, or the most that any has where there is none: nobody knows that processor,
     * and what fails must be a dearer call. What the record of this processor does not have has no CPU time, which is NaN.
     */
    public GateRecord of(String cpu) {
        GateRecord last = Collections.max(records, Comparator.comparing(GateRecord::recorded));
        List<GateRecord> own =
                records.stream().filter(record -> record.cpu().equals(cpu)).toList();
        List<GateRecord> alike = own.isEmpty() ? records : own;
        List<GateRecord.Figure> figures =
                last.figures().stream().map(figure -> mildest(figure, alike)).toList();
        String cpus = alike.stream().map(GateRecord::cpu).collect(Collectors.joining(" or "));
        return new GateRecord(
                last.command(), last.recorded(), last.volant(), alike.get(0).jdk(), cpus, figures);
    }

    private static GateRecord.Figure mildest(GateRecord.Figure figure, List<GateRecord> records) {
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
