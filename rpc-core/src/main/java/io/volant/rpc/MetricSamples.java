package io.volant.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Takes a snapshot apart into the values of the metrics. Confined to one thread. */
final class MetricSamples {
    private static final String SYSTEM = "volant";

    private final List<MetricSample> samples = new ArrayList<>();

    static List<MetricSample> of(ClientStats stats) {
        MetricSamples all = new MetricSamples();
        all.methods(stats.methods(), Metric.CLIENT_CALL_DURATION, Metric.CLIENT_IN_FLIGHT);
        for (MethodStats method : stats.methods()) {
            all.add(Metric.CLIENT_FALLBACKS, method.fallbacks(), SYSTEM, method.service(), method.method());
        }
        all.bytesInFlight("client", Metric.CLIENT_IN_FLIGHT_BYTES, stats.bytesInFlight());
        all.connections("client", stats.connections());
        all.add(Metric.CONNECTS_FAILED, stats.connections().connectsFailed(), "client");
        for (NodeStats node : stats.nodes()) {
            for (NodeStats.State state : NodeStats.State.values()) {
                int is = node.state() == state ? 1 : 0;
                all.add(Metric.NODE_STATE, is, node.service(), node.address(), state.name());
            }
            all.add(Metric.NODE_CALLS, node.calls(), node.service(), node.address());
            all.add(Metric.NODE_IN_FLIGHT, node.inFlight(), node.service(), node.address());
        }
        return all.samples;
    }

    static List<MetricSample> of(ServerStats stats) {
        MetricSamples all = new MetricSamples();
        all.methods(stats.methods(), Metric.SERVER_CALL_DURATION, Metric.SERVER_IN_FLIGHT);
        for (WorkerStats workers : stats.workers()) {
            String pool = workers.service().isEmpty() ? "shared" : workers.service();
            all.add(Metric.SERVER_LIMIT, workers.limit(), pool);
            all.add(Metric.SERVER_WORKERS, workers.workers(), pool);
            all.add(Metric.SERVER_ACTIVE, workers.active(), pool);
            all.add(Metric.SERVER_QUEUE_LENGTH, workers.queued(), pool);
            all.add(Metric.SERVER_QUEUE_LIMIT, workers.queueLimit(), pool);
            new TreeMap<>(workers.refusedBy())
                    .forEach((priority, refused) -> all.add(Metric.SERVER_REJECTED, refused, pool, priority.name()));
            all.add(Metric.SERVER_EXPIRED, workers.expired(), pool);
        }
        all.bytesInFlight("server", Metric.SERVER_IN_FLIGHT_BYTES, stats.bytesInFlight());
        all.connections("server", stats.connections());
        for (AskedAgain found : AskedAgain.values()) {
            all.add(Metric.SERVER_ASKED_AGAIN, stats.askedAgain().of(found), found.name());
        }
        return all.samples;
    }

    private void methods(List<MethodStats> methods, Metric durations, Metric inFlight) {
        for (MethodStats method : methods) {
            add(inFlight, method.inFlight(), SYSTEM, method.service(), method.method());
            method.byStatus().forEach((status, took) -> {
                List<String> labels = List.of(SYSTEM, method.service(), method.method(), status.name());
                samples.add(new MetricSample(durations, labels, took.count(), took));
            });
        }
    }

    private void bytesInFlight(String side, Metric metric, BytesInFlightStats stats) {
        add(metric, stats.inbound(), "in");
        add(metric, stats.outbound(), "out");
        add(Metric.IN_FLIGHT_BYTES_LIMIT, stats.limit(), side);
    }

    private void connections(String side, ConnectionStats stats) {
        add(Metric.CONNECTIONS, stats.open(), side);
        add(Metric.CONNECTIONS_OPENED, stats.opened(), side);
        add(Metric.BYTES, stats.bytesIn(), side, "in");
        add(Metric.BYTES, stats.bytesOut(), side, "out");
        add(Metric.PROTOCOL_ERRORS, stats.protocolFaults(), side);
        add(Metric.CONNECTIONS_SUSPECTED, stats.suspected(), side);
    }

    private void add(Metric metric, long value, String... labels) {
        samples.add(new MetricSample(metric, List.of(labels), value, DurationStats.none()));
    }
}
