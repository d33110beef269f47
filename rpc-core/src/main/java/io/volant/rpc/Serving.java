package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Supplier;

/**
 * A server as it makes itself known. Immutable.
 *
 * @param address on which it listens; its host may be every address of the machine
 * @param services {@code name:version} of each, without those that every server has
 * @param alarm the timer of its runtime
 * @param stats what it did until now
 */
public record Serving(Endpoint address, List<String> services, Alarm alarm, Supplier<ServerStats> stats) {
    public Serving {
        requireNonNull(address, "address");
        services = List.copyOf(services);
        requireNonNull(alarm, "alarm");
        requireNonNull(stats, "stats");
    }
}
