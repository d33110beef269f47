package io.volant.rpc.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * Where and how a file was recorded.
 *
 * @param cpu the model as the system names it
 * @param jvmArgs of both JVMs
 * @param rounds how often every case of every system was run
 * @param seconds of one run
 */
@JsonPropertyOrder({
    "recorded",
    "volant",
    "jdk",
    "vm",
    "os",
    "cpu",
    "cores",
    "memoryMiB",
    "transport",
    "jvmArgs",
    "workersQueue",
    "rounds",
    "seconds",
    "warmupSeconds"
})
public record Environment(
        String recorded,
        String volant,
        String jdk,
        String vm,
        String os,
        String cpu,
        int cores,
        long memoryMiB,
        String transport,
        List<String> jvmArgs,
        int workersQueue,
        int rounds,
        double seconds,
        double warmupSeconds) {
    public Environment {
        jvmArgs = List.copyOf(jvmArgs);
    }
}
