package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Snapshots in the text format of Prometheus, version 0.0.4: one page of any number of clients and servers, each under a name of
 * its own. Confined to one thread.
 */
public final class PrometheusText {
    /** The content type of a page. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Map<Metric, StringBuilder> samples = new EnumMap<>(Metric.class);

    /** Adds a client; its samples have the label {@code name}, unless that is empty. */
    public PrometheusText client(String name, ClientStats stats) {
        requireNonNull(name, "name");
        methods(name, stats.methods(), Metric.CLIENT_CALL_DURATION, Metric.CLIENT_IN_FLIGHT);
        connections(name, "client", stats.connections());
        sample(Metric.CONNECTS_FAILED, name, stats.connections().connectsFailed(), "client");
        return this;
    }

    /** Adds a server; its samples have the label {@code name}, unless that is empty. */
    public PrometheusText server(String name, ServerStats stats) {
        requireNonNull(name, "name");
        methods(name, stats.methods(), Metric.SERVER_CALL_DURATION, Metric.SERVER_IN_FLIGHT);
        for (WorkerStats workers : stats.workers()) {
            String pool = workers.service().isEmpty() ? "shared" : workers.service();
            sample(Metric.SERVER_LIMIT, name, workers.limit(), pool);
            sample(Metric.SERVER_WORKERS, name, workers.workers(), pool);
            sample(Metric.SERVER_ACTIVE, name, workers.active(), pool);
            sample(Metric.SERVER_QUEUE_LENGTH, name, workers.queued(), pool);
            new TreeMap<>(workers.refusedBy())
                    .forEach((priority, refused) ->
                            sample(Metric.SERVER_REJECTED, name, refused, pool, priority.name()));
            sample(Metric.SERVER_EXPIRED, name, workers.expired(), pool);
        }
        connections(name, "server", stats.connections());
        return this;
    }

    /** The page. */
    public String text() {
        StringBuilder page = new StringBuilder();
        samples.forEach((metric, lines) -> page.append("# HELP ")
                .append(metric.prometheus())
                .append(' ')
                .append(metric.help())
                .append("\n# TYPE ")
                .append(metric.prometheus())
                .append(' ')
                .append(metric.type())
                .append('\n')
                .append(lines));
        return page.toString();
    }

    private void methods(String name, List<MethodStats> methods, Metric durations, Metric inFlight) {
        for (MethodStats method : methods) {
            sample(inFlight, name, method.inFlight(), "volant", method.service(), method.method());
            method.byStatus()
                    .forEach((status, took) -> histogram(
                            durations,
                            labels(durations, name, "volant", method.service(), method.method(), status.name()),
                            took));
        }
    }

    private void connections(String name, String side, ConnectionStats stats) {
        sample(Metric.CONNECTIONS, name, stats.open(), side);
        sample(Metric.CONNECTIONS_OPENED, name, stats.opened(), side);
        sample(Metric.BYTES, name, stats.bytesIn(), side, "in");
        sample(Metric.BYTES, name, stats.bytesOut(), side, "out");
        sample(Metric.PROTOCOL_ERRORS, name, stats.protocolFaults(), side);
        sample(Metric.CONNECTIONS_SUSPECTED, name, stats.suspected(), side);
    }

    private void sample(Metric metric, String name, long value, String... labelValues) {
        line(metric, "", labels(metric, name, labelValues), String.valueOf(value));
    }

    private void histogram(Metric metric, String labels, DurationStats took) {
        long within = 0;
        for (int i = 0; i < took.counts().size(); i++) {
            within += took.counts().get(i);
            String bound = i < DurationStats.bounds().size()
                    ? seconds(DurationStats.bounds().get(i))
                    : "+Inf";
            line(metric, "_bucket", labels + ",le=\"" + bound + "\"", String.valueOf(within));
        }
        line(metric, "_sum", labels, seconds(took.total()));
        line(metric, "_count", labels, String.valueOf(within));
    }

    private void line(Metric metric, String suffix, String labels, String value) {
        samples.computeIfAbsent(metric, first -> new StringBuilder())
                .append(metric.prometheus())
                .append(suffix)
                .append('{')
                .append(labels)
                .append("} ")
                .append(value)
                .append('\n');
    }

    private static String labels(Metric metric, String name, String... values) {
        StringBuilder labels = new StringBuilder();
        if (!name.isEmpty()) {
            append(labels, "name", name);
        }
        for (int i = 0; i < values.length; i++) {
            append(labels, metric.labels().get(i).replace('.', '_'), values[i]);
        }
        return labels.toString();
    }

    private static void append(StringBuilder labels, String label, String value) {
        labels.append(labels.length() == 0 ? "" : ",")
                .append(label)
                .append("=\"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
                .append('"');
    }

    private static String seconds(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros();
        return seconds.toPlainString();
    }
}
