package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What a client did since it was opened. Immutable; its numbers were read one after the other while calls went on.
 *
 * @param methods those of the stubs that were made, by service, then by method; a call lasts from the stub until it ends
 * @param bytesInFlight of all clients with the same runtime
 * @param nodes the servers of a cluster, by service, then as they are listed; none where there is only one server
 */
public record ClientStats(
        List<MethodStats> methods,
        ConnectionStats connections,
        BytesInFlightStats bytesInFlight,
        List<NodeStats> nodes) {
    public ClientStats {
        methods = List.copyOf(methods);
        nodes = List.copyOf(nodes);
        requireNonNull(connections, "connections");
        requireNonNull(bytesInFlight, "bytesInFlight");
    }

    /** These numbers as values of the {@linkplain Metric metrics}, for exporters. */
    public List<MetricSample> samples() {
        return MetricSamples.of(this);
    }

    /** These numbers in the text format of Prometheus; {@link PrometheusText} puts several on one page. */
    public String prometheus() {
        return new PrometheusText().client("", this).text();
    }

    /** The calls of one method; empty when no stub of its service was made. */
    public Optional<MethodStats> method(String service, String method) {
        return ServerStats.find(methods, service, method);
    }
}
