package io.volant.rpc.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.volant.rpc.DurationStats;
import io.volant.rpc.Metric;
import io.volant.rpc.MetricSample;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** One metric with one set of labels, from snapshot to snapshot, and its meters. Thread-safe. */
final class Series {
    private final RegistryBinding binding;
    private volatile MetricSample sample;

    Series(RegistryBinding binding, MetricSample first) {
        this.binding = binding;
        this.sample = first;
    }

    /** What a newer snapshot says. */
    void take(MetricSample newer) {
        sample = newer;
    }

    List<Meter> register(MeterRegistry registry, Tags tags) {
        Metric metric = sample.metric();
        Tags all = tags;
        for (int i = 0; i < metric.labels().size(); i++) {
            all = all.and(metric.labels().get(i), sample.labels().get(i));
        }
        return switch (metric.kind()) {
            case GAUGE ->
                List.of(Gauge.builder(metric.dotted(), this, reading(MetricSample::value))
                        .description(metric.help())
                        .tags(all)
                        .strongReference(true)
                        .register(registry));
            case COUNTER -> List.of(counter(metric.dotted(), metric, all, MetricSample::value, registry));
            case SECONDS -> durations(metric, all, registry);
        };
    }

    private List<Meter> durations(Metric metric, Tags tags, MeterRegistry registry) {
        List<Meter> meters = new ArrayList<>();
        Reading count = reading(MetricSample::value);
        meters.add(FunctionTimer.builder(
                        metric.dotted(),
                        this,
                        series -> (long) count.applyAsDouble(series),
                        reading(taken -> taken.durations().total().toNanos()),
                        TimeUnit.NANOSECONDS)
                .description(metric.help())
                .tags(tags)
                .register(registry));
        meters.add(TimeGauge.builder(
                        metric.dotted() + ".max",
                        this,
                        TimeUnit.NANOSECONDS,
                        reading(taken -> taken.durations().max().toNanos()))
                .description(metric.help() + " The longest.")
                .tags(tags)
                .strongReference(true)
                .register(registry));
        List<Duration> bounds = DurationStats.bounds();
        for (int i = 0; i <= bounds.size(); i++) {
            int last = i;
            String bound = i < bounds.size() ? seconds(bounds.get(i)) : "+Inf";
            meters.add(counter(
                    metric.dotted() + ".histogram",
                    metric,
                    tags.and("le", bound),
                    taken -> within(taken, last),
                    registry));
        }
        return meters;
    }

    private Meter counter(
            String name, Metric metric, Tags tags, ToDoubleFunction<MetricSample> number, MeterRegistry registry) {
        return FunctionCounter.builder(name, this, reading(number))
                .description(metric.help())
                .tags(tags)
                .register(registry);
    }

    private static double within(MetricSample sample, int last) {
        return sample.durations().counts().subList(0, last + 1).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros().toPlainString();
    }

    private Reading reading(ToDoubleFunction<MetricSample> number) {
        return new Reading(this, number);
    }

    /** One number of the series; holds it, whatever reference the registry has to it. */
    private static final class Reading implements ToDoubleFunction<Series> {
        private final Series series;
        private final ToDoubleFunction<MetricSample> number;
        private volatile long seen; // the number of the snapshot that was read last

        Reading(Series series, ToDoubleFunction<MetricSample> number) {
            this.series = series;
            this.number = number;
        }

        @Override
        public double applyAsDouble(Series same) {
            seen = series.binding.versionAfter(seen);
            return number.applyAsDouble(series.sample);
        }
    }
}
