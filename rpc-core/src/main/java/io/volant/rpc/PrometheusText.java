package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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
        stats.samples().forEach(sample -> add(name, sample));
        return this;
    }

    /** Adds a server; its samples have the label {@code name}, unless that is empty. */
    public PrometheusText server(String name, ServerStats stats) {
        requireNonNull(name, "name");
        stats.samples().forEach(sample -> add(name, sample));
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

    private void add(String name, MetricSample sample) {
        Metric metric = sample.metric();
        String labels = labels(metric, name, sample.labels());
        switch (metric.kind()) {
            case SECONDS -> histogram(metric, labels, sample.durations());
            case GAUGE, COUNTER -> line(metric, "", labels, String.valueOf(sample.value()));
        }
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

    private static String labels(Metric metric, String name, List<String> values) {
        StringBuilder labels = new StringBuilder();
        if (!name.isEmpty()) {
            append(labels, "name", name);
        }
        for (int i = 0; i < values.size(); i++) {
            append(labels, metric.labels().get(i).replace('.', '_'), values.get(i));
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
