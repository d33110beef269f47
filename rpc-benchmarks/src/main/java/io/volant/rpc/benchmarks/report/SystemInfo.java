package io.volant.rpc.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * One row of the comparison.
 *
 * @param label as in the results
 * @param versions the libraries that were measured
 * @param settings the effective ones, as server and client say them
 * @param source where the settings come from
 * @param wire bytes per call and method; empty where they were not counted
 * @param failure why it was not measured; empty when it was
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"label", "versions", "settings", "source", "wire", "failure"})
public record SystemInfo(
        String label, List<String> versions, String settings, String source, List<WireBytes> wire, String failure) {
    // lists that are empty are left out of files, and absent when read
    public SystemInfo {
        versions = copy(versions);
        settings = settings == null ? "" : settings;
        source = source == null ? "" : source;
        wire = copy(wire);
        failure = failure == null ? "" : failure;
    }

    @SuppressWarnings("NullAway") // of a file that leaves it out
    private static <T> List<T> copy(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** Bytes of a call's question and of its answer, all of the protocol included, TCP and what is below not. */
    @JsonPropertyOrder({"method", "request", "response"})
    public record WireBytes(String method, double request, double response) {}
}
