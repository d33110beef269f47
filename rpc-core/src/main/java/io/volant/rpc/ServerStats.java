package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What a server did since it was built. Immutable; its numbers were read one after the other while calls went on.
 *
 * @param methods those it offers, by service, then by method, then {@link MethodStats#OTHER} if there were such calls; a call lasts
 *     from its arrival until its answer is encoded
 * @param workers the shared ones first, then those that services have for themselves
 * @param bytesInFlight of all servers with the same runtime
 * @param askedAgain calls that must run once, sent again after their connection broke
 */
public record ServerStats(
        List<MethodStats> methods,
        List<WorkerStats> workers,
        ConnectionStats connections,
        BytesInFlightStats bytesInFlight,
        AskedAgainStats askedAgain) {
    public ServerStats {
        methods = List.copyOf(methods);
        workers = List.copyOf(workers);
        requireNonNull(connections, "connections");
        requireNonNull(bytesInFlight, "bytesInFlight");
        requireNonNull(askedAgain, "askedAgain");
    }

    /** These numbers as values of the {@linkplain Metric metrics}, for exporters. */
    public List<MetricSample> samples() {
        return MetricSamples.of(this);
    }

    /** These numbers in the text format of Prometheus; {@link PrometheusText} puts several on one page. */
    public String prometheus() {
        return new PrometheusText().server("", this).text();
    }

    /** The calls of one method; empty when the server does not offer it. */
    public Optional<MethodStats> method(String service, String method) {
        return find(methods, service, method);
    }

    static Optional<MethodStats> find(List<MethodStats> methods, String service, String method) {
        return methods.stream()
                .filter(stats ->
                        stats.service().equals(service) && stats.method().equals(method))
                .findFirst();
    }
}
