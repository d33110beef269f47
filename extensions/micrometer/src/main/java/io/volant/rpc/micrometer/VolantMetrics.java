package io.volant.rpc.micrometer;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.volant.rpc.MetricSample;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcServer;
import io.volant.rpc.Ticker;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Shows the statistics of one client or server in registries of Micrometer, under the names of {@link io.volant.rpc.Metric}.
 *
 * <p>All meters are functions over snapshots: calls pay nothing for them, and reading a registry costs one snapshot. Methods and
 * statuses that turn up later are added when the registry is read. A registry keeps the client or server from being collected until
 * {@link #close}. Thread-safe.
 *
 * <p>A duration is a function timer of the metric's name, with count and sum; {@code NAME.max} is the longest, and
 * {@code NAME.histogram}, a counter for each bound {@code le} in seconds, how many took at most so long. Percentiles, and a timer
 * with buckets of its own, are nothing that a function of somebody else's numbers can be.
 */
public final class VolantMetrics implements MeterBinder, AutoCloseable {
    private final Supplier<List<MetricSample>> source;
    private final Tags tags;
    private final List<RegistryBinding> bindings = new CopyOnWriteArrayList<>();

    private VolantMetrics(String name, Supplier<List<MetricSample>> source) {
        this.source = source;
        this.tags = name.isEmpty() ? Tags.empty() : Tags.of("name", name);
    }

    /** The meters of a client, with the tag {@code name} unless that is empty. */
    public static VolantMetrics of(String name, RpcClient client) {
        requireNonNull(client, "client");
        return new VolantMetrics(
                requireNonNull(name, "name"), () -> client.stats().samples());
    }

    /** The meters of a server, with the tag {@code name} unless that is empty. */
    public static VolantMetrics of(String name, RpcServer server) {
        requireNonNull(server, "server");
        return new VolantMetrics(
                requireNonNull(name, "name"), () -> server.stats().samples());
    }

    /** Registers the meters; of two clients or servers that are not told apart by name a registry shows the first. */
    @Override
    public void bindTo(MeterRegistry registry) {
        RegistryBinding binding = new RegistryBinding(registry, source, tags, Ticker.system());
        bindings.add(binding);
        binding.refresh();
    }

    /** Removes the meters from all registries. Idempotent. */
    @Override
    public void close() {
        bindings.forEach(RegistryBinding::close);
        bindings.clear();
    }
}
