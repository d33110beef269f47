package io.volant.rpc.micrometer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.volant.rpc.Metric;
import io.volant.rpc.MetricSample;
import io.volant.rpc.Ticker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The meters of one source in one registry, and the snapshot from which they read: a new one is taken when a meter is read that has
 * read the last one before, which is once each time somebody reads all of them, and when the last one is old.
 *
 * <p>Thread-safe. No lock is held while the registry is called, since it may read what it is given under a lock of its own.
 */
final class RegistryBinding implements AutoCloseable {
    private static final long OLD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final MeterRegistry registry;
    private final Supplier<List<MetricSample>> source;
    private final Tags tags;
    private final Ticker ticker;
    private final Map<Key, Series> series = new HashMap<>(); // guarded by this, as all that follows
    private final List<Meter> meters = new ArrayList<>();
    private long version;
    private long takenNanos;
    private boolean closed;

    RegistryBinding(MeterRegistry registry, Supplier<List<MetricSample>> source, Tags tags, Ticker ticker) {
        this.registry = registry;
        this.source = source;
        this.tags = tags;
        this.ticker = ticker;
    }

    /** The number of the snapshot that a meter reads now, which read that of {@code seen} last. */
    long versionAfter(long seen) {
        synchronized (this) {
            if (closed || (version > seen && ticker.nanoTime() - takenNanos < OLD_NANOS)) {
                return version;
            }
        }
        return refresh();
    }

    /** Takes a snapshot, and registers what is new in it; returns its number. */
    long refresh() {
        List<Series> added = new ArrayList<>();
        long taken;
        synchronized (this) { // the snapshot included: an older one must not come after a newer
            for (MetricSample sample : source.get()) {
                Key key = new Key(sample.metric(), sample.labels());
                Series known = series.get(key);
                if (known == null) {
                    Series first = new Series(this, sample);
                    series.put(key, first);
                    added.add(first);
                } else {
                    known.take(sample);
                }
            }
            takenNanos = ticker.nanoTime();
            taken = ++version;
        }
        added.forEach(one -> keep(one.register(registry, tags)));
        return taken;
    }

    private void keep(List<Meter> registered) {
        boolean late;
        synchronized (this) {
            meters.addAll(registered);
            late = closed;
        }
        if (late) {
            registered.forEach(registry::remove);
        }
    }

    @Override
    public void close() {
        List<Meter> registered;
        synchronized (this) {
            closed = true;
            registered = List.copyOf(meters);
            meters.clear();
        }
        registered.forEach(registry::remove);
    }

    /** What tells one series of numbers from another. */
    private record Key(Metric metric, List<String> labels) {}
}
