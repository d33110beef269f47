package io.volant.rpc.benchmarks.report;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What calls cost by the best of the rounds of one run.
 *
 * @param command what made it
 * @param recorded when
 * @param bytesBy what made the bytes, and when, where that was another run; empty otherwise
 */
@JsonPropertyOrder({"command", "recorded", "jdk", "cpu", "bytesBy", "figures"})
public record GateRecord(
        String command,
        String recorded,
        String jdk,
        String cpu,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String bytesBy,
        List<Figure> figures) {
    private static final String REFERENCE = "R2";
    private static final double DIGITS = 1_000;
    private static final double GOOD_PART = 0.3; // with less, the ticks in which CPU time is told weigh too much
    private static final double MICROS_PER_SECOND = 1e6;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public GateRecord {
        bytesBy = bytesBy == null ? "" : bytesBy;
        figures = figures == null ? List.of() : List.copyOf(figures);
    }

    /**
     * One case of one system.
     *
     * @param cpuTimesR2 least CPU time per call of all rounds, by the least of R2's; NaN without any
     * @param bytesPerCall least allocation per call of all rounds; NaN without any
     */
    @JsonPropertyOrder({"case", "system", "cpuTimesR2", "bytesPerCall"})
    public record Figure(
            @JsonProperty("case") String benchCase, String system, double cpuTimesR2, double bytesPerCall) {
        /** Such as {@code s32.existUser volant}. */
        String name() {
            return benchCase + " " + system;
        }

        boolean isComplete() {
            return Double.isFinite(cpuTimesR2) && cpuTimesR2 > 0 && Double.isFinite(bytesPerCall) && bytesPerCall > 0;
        }
    }

    /** The best of all rounds in a file, of every case and system but the reference. */
    public static GateRecord of(RunnerFile file, String command) {
        Set<List<String>> rows = new LinkedHashSet<>();
        for (CaseResult result : file.cases()) {
            if (!result.system().equals(REFERENCE)) {
                rows.add(List.of(result.benchCase(), result.system()));
            }
        }
        List<Figure> figures = new ArrayList<>();
        for (List<String> row : rows) {
            double cpu = least(file, row.get(0), row.get(1), CaseResult::cpuMicrosPerCall);
            double reference = least(file, row.get(0), REFERENCE, CaseResult::cpuMicrosPerCall);
            double bytes = least(file, row.get(0), row.get(1), CaseResult::allocatedBytesPerCall);
            figures.add(new Figure(row.get(0), row.get(1), rounded(cpu / reference, DIGITS), rounded(bytes, 1)));
        }
        Environment environment = file.environment();
        return new GateRecord(command, environment.recorded(), environment.jdk(), environment.cpu(), "", figures);
    }

    /**
     * This record with the bytes of {@code measured}, which hardly differ by machine.
     *
     * @throws IllegalArgumentException if the two are not of the same cases and systems
     */
    public GateRecord withBytesOf(GateRecord measured) {
        List<String> names = figures.stream().map(Figure::name).sorted().toList();
        List<String> others =
                measured.figures.stream().map(Figure::name).sorted().toList();
        if (!names.equals(others)) {
            throw new IllegalArgumentException(
                    "figures: " + others + " (expected: those that are recorded, " + names + ")");
        }
        Map<String, Figure> byName =
                measured.figures.stream().collect(Collectors.toMap(Figure::name, Function.identity()));
        List<Figure> merged = figures.stream()
                .map(figure -> new Figure(
                        figure.benchCase,
                        figure.system,
                        figure.cpuTimesR2,
                        requireNonNull(byName.get(figure.name())).bytesPerCall))
                .toList();
        String by = measured.command + ", " + measured.recorded;
        return new GateRecord(command, recorded, jdk, cpu, by, merged);
    }

    /**
     * Reads a file of {@link #toJson}.
     *
     * @throws IllegalArgumentException if it is not one, or not there
     */
    public static GateRecord read(Path file) {
        try {
            return JSON.readValue(file, GateRecord.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "cannot read " + file + " (expected: what bench gate --record wrote): " + e.getOriginalMessage(),
                    e);
        }
    }

    public String toJson() {
        return JSON.writeValueAsString(this) + "\n";
    }

    /** Whether there are figures, each of them a number. */
    @JsonIgnore
    public boolean isComplete() {
        return !figures.isEmpty() && figures.stream().allMatch(Figure::isComplete);
    }

    /** Of the rounds that had the processor for a good part of their time, if there are any. */
    private static double least(RunnerFile file, String benchCase, String system, ToDoubleFunction<CaseResult> figure) {
        List<CaseResult> rounds = file.cases().stream()
                .filter(result ->
                        result.benchCase().equals(benchCase) && result.system().equals(system) && cpuMicros(result) > 0)
                .toList();
        double enough = GOOD_PART * MICROS_PER_SECOND * file.environment().seconds();
        List<CaseResult> whole =
                rounds.stream().filter(result -> cpuMicros(result) >= enough).toList();
        return (whole.isEmpty() ? rounds : whole)
                .stream().mapToDouble(figure).min().orElse(Double.NaN);
    }

    private static double cpuMicros(CaseResult result) {
        return result.cpuMicrosPerCall() * result.checkedAnswers();
    }

    /** To so many digits as mean something; no number stays none. */
    private static double rounded(double figure, double digits) {
        return Double.isFinite(figure) ? Math.round(figure * digits) / digits : Double.NaN;
    }
}
