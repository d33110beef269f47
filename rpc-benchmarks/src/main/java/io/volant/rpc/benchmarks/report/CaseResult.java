package io.volant.rpc.benchmarks.report;

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
    "pinned"
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
        boolean pinned) {}
