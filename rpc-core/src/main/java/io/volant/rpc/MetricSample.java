package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One value of one {@link Metric}, as a snapshot has it; for exporters. Immutable.
 *
 * @param labels the values of {@link Metric#labels()}, in their order
 * @param value the number; of {@link Metric.Kind#SECONDS} how many calls there were
 * @param durations how long they took; none unless the metric is of {@link Metric.Kind#SECONDS}
 */
public record MetricSample(Metric metric, List<String> labels, long value, DurationStats durations) {
    public MetricSample {
        requireNonNull(metric, "metric");
        requireNonNull(durations, "durations");
        labels = List.copyOf(labels);
        if (labels.size() != metric.labels().size()) {
            throw new IllegalArgumentException("labels: " + labels + " (expected: values of " + metric.labels() + ")");
        }
    }
}
