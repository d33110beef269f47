package io.volant.rpc.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.volant.rpc.DurationStats;
import io.volant.rpc.Metric;
import io.volant.rpc.MetricSample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryBindingTest {
    private static final DurationStats NONE = new DurationStats(
            Duration.ZERO,
            Duration.ZERO,
            Collections.nCopies(DurationStats.bounds().size() + 1, 0L));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<MetricSample> samples = new ArrayList<>();
    private long nanos;
    private int snapshots;
    private final RegistryBinding binding = new RegistryBinding(
            registry,
            () -> {
                snapshots++;
                return List.copyOf(samples);
            },
            Tags.empty(),
            () -> nanos);

    private static MetricSample limit(String pool, long value) {
        return new MetricSample(Metric.SERVER_LIMIT, List.of(pool), value, NONE);
    }

    private double read(String pool) {
        Gauge gauge = registry.get("volant.server.limit").tags("pool", pool).gauge();
        return gauge.value();
    }

    @Test
    void whoeverReadsAllMetersCausesOneSnapshot() {
        Collections.addAll(samples, limit("a", 1), limit("b", 2), limit("c", 3));
        binding.refresh();
        for (int round = 1; round <= 3; round++) {
            assertThat(List.of(read("a"), read("b"), read("c"))).containsExactly(1.0, 2.0, 3.0);
            assertThat(snapshots).isEqualTo(round); // the first reads what the binding took
        }
    }

    @Test
    void aMeterThatIsReadAgainReadsWhatIsTrueNow() {
        samples.add(limit("a", 1));
        binding.refresh();
        assertThat(read("a")).isEqualTo(1);
        samples.set(0, limit("a", 7));
        assertThat(read("a")).isEqualTo(7);
    }

    @Test
    void aMeterThatNobodyReadForAWhileDoesNotReadAnOldSnapshot() {
        Collections.addAll(samples, limit("a", 1), limit("b", 2));
        binding.refresh();
        assertThat(read("a")).isEqualTo(1);
        samples.set(1, limit("b", 9));
        nanos += Duration.ofSeconds(1).toNanos();
        assertThat(read("b")).isEqualTo(9);
    }

    @Test
    void whatIsNewIsRegisteredByWhoeverReads() {
        samples.add(limit("a", 1));
        binding.refresh();
        read("a");
        samples.add(limit("b", 2));
        read("a");
        assertThat(read("b")).isEqualTo(2);
    }

    @Test
    void afterTheEndNothingIsRegisteredAndNothingRead() {
        samples.add(limit("a", 1));
        binding.refresh();
        Gauge gauge = registry.get("volant.server.limit").gauge();
        binding.close();
        samples.add(limit("b", 2));

        gauge.value();
        binding.refresh();

        assertThat(registry.getMeters()).isEmpty();
        binding.close();
    }
}
