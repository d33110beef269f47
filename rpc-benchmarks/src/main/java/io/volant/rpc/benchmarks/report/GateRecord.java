package io.volant.rpc.benchmarks.report;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What calls cost by the best of the rounds of one run.
 *
 * @param command what made it
 * @param recorded when
 * @param volant the commit
 * @param cpu the processor, as the system names it
 */
@JsonPropertyOrder({"command", "recorded", "volant", "jdk", "cpu", "figures"})
public record GateRecord(String command, String recorded, String volant, String jdk, String cpu, List<Figure> figures) {
    private static final String REFERENCE = "R2";
    private static final double DIGITS = 1_000;
    private static final double GOOD_PART = 0.3; // with less, the ticks in which CPU time is told weigh too much
    private static final double MICROS_PER_SECOND = 1e6;

    public GateRecord {
        requireNonNull(command, "command");
        requireNonNull(recorded, "recorded");
        requireNonNull(volant, "volant");
        requireNonNull(jdk, "jdk");
        requireNonNull(cpu, "cpu");
        figures = List.copyOf(requireNonNull(figures, "figures"));
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
        return new GateRecord(
                command, environment.recorded(), environment.volant(), environment.jdk(), environment.cpu(), figures);
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
