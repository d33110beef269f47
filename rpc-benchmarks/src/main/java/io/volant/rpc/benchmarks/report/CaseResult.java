package io.volant.rpc.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * One case of one system in one round.
 *
 * @param benchCase such as {@code s32.existUser}
 * @param cpuMicrosPerCall of the processes of client and server together
 * @param allocatedBytesPerCall in the JVMs of client and server together
 * @param checkedAnswers answers that were compared with the right one
 * @param otherCpuCores processors kept busy by everything else on the machine, time stolen by its host included; absent where
 *     the system does not tell
 * @param pinned whether both JVMs were held on one processor
 * @param compare what only the comparison measures
 */
@JsonPropertyOrder({
    "case",
    "system",
    "round",
    "opsPerSecond",
    "p50Micros",
    "p99Micros",
    "p999Micros",
    "cpuMicrosPerCall",
    "allocatedBytesPerCall",
    "errors",
    "checkedAnswers",
    "otherCpuCores",
    "pinned",
    "compare"
})
public record CaseResult(
        @JsonProperty("case") String benchCase,
        String system,
        int round,
        double opsPerSecond,
        double p50Micros,
        double p99Micros,
        double p999Micros,
        double cpuMicrosPerCall,
        double allocatedBytesPerCall,
        long errors,
        long checkedAnswers,
        @Nullable Double otherCpuCores,
        boolean pinned,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CompareFigures compare) {
    /** A result of the runner. */
    public CaseResult(
            String benchCase,
            String system,
            int round,
            double opsPerSecond,
            double p50Micros,
            double p99Micros,
            double p999Micros,
            double cpuMicrosPerCall,
            double allocatedBytesPerCall,
            long errors,
            long checkedAnswers,
            @Nullable Double otherCpuCores,
            boolean pinned) {
        this(
                benchCase,
                system,
                round,
                opsPerSecond,
                p50Micros,
                p99Micros,
                p999Micros,
                cpuMicrosPerCall,
                allocatedBytesPerCall,
                errors,
                checkedAnswers,
                otherCpuCores,
                pinned,
                null);
    }

    /** The same, with what only the comparison measures. */
    public CaseResult with(CompareFigures figures) {
        return new CaseResult(
                benchCase,
                system,
                round,
                opsPerSecond,
                p50Micros,
                p99Micros,
                p999Micros,
                cpuMicrosPerCall,
                allocatedBytesPerCall,
                errors,
                checkedAnswers,
                otherCpuCores,
                pinned,
                figures);
    }

    /** Whether the rest of the machine was too busy each time this was measured. */
    boolean disturbed() {
        return compare != null && compare.disturbed();
    }
}
