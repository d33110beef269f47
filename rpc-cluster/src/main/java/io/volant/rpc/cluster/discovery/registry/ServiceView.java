package io.volant.rpc.cluster.discovery.registry;

import java.time.Duration;
import java.util.List;

/**
 * Who offers a service, as a registry knows it. Immutable.
 *
 * @param life a number of its own for each start of the registry; never 0
 * @param version another one after each change
 * @param settled false while the registry has run for less than a lease: then servers that are not listed may still come to renew
 * @param withdrawn while it is not settled, the addresses that are certainly not there any more
 */
public record ServiceView(long life, long version, boolean settled, List<ServerEntry> servers, List<String> withdrawn) {
    /** How long a registry lets a watcher wait. */
    public static final Duration HOLD = Duration.ofSeconds(10);

    public ServiceView {
        servers = List.copyOf(servers);
        withdrawn = List.copyOf(withdrawn);
    }

    Seen seen() {
        return new Seen(life, version);
    }
}
