package io.volant.rpc.testing;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.Routing;
import io.volant.rpc.RpcClientBuilder;
import io.volant.rpc.RpcServerBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Settings of a {@link VolantExtension}. Confined to one thread. */
public final class VolantExtensionBuilder {
    private final List<NetworkPlan.Offer<?>> offers = new ArrayList<>();
    private int servers = 1;
    private boolean tcp;
    private long seed = new SplittableRandom().nextLong();
    private Duration hungAfter = Duration.ofSeconds(1);
    private Function<List<String>, Routing> routing = VolantExtensionBuilder::onlyOne;
    private Consumer<RpcServerBuilder> serverSettings = builder -> {};
    private Consumer<RpcClientBuilder> clientSettings = builder -> {};

    VolantExtensionBuilder() {}

    /** Every server offers the service, by the same object. */
    public <T> VolantExtensionBuilder service(Class<T> type, T implementation) {
        requireNonNull(implementation, "implementation");
        return servicePerServer(type, server -> implementation);
    }

    /** Every server offers the service, by an object that is made for its number each time it starts. */
    public <T> VolantExtensionBuilder servicePerServer(Class<T> type, IntFunction<? extends T> implementation) {
        offers.add(new NetworkPlan.Offer<>(
                requireNonNull(type, "type"), requireNonNull(implementation, "implementation")));
        return this;
    }

    /** How many servers there are, 1 unless given; clients of several need a {@link #routing}. */
    public VolantExtensionBuilder servers(int servers) {
        if (servers < 1) {
            throw new IllegalArgumentException("servers: " + servers + " (expected: at least 1)");
        }
        this.servers = servers;
        return this;
    }

    /** Servers and clients meet in this JVM, with the real serializer and without sockets: the default. */
    public VolantExtensionBuilder inProcess() {
        this.tcp = false;
        return this;
    }

    /** Servers listen on free ports of this machine, each behind a {@link FaultProxy}; needs a transport, such as rpc-transport. */
    public VolantExtensionBuilder overTcp() {
        this.tcp = true;
        return this;
    }

    /** What repeats the faults of a test; another one each time unless given. */
    public VolantExtensionBuilder seed(long seed) {
        this.seed = seed;
        return this;
    }

    /** How long after a test its calls may still go on before it fails for them, 1 s unless given. */
    public VolantExtensionBuilder hungAfter(Duration atMost) {
        if (requireNonNull(atMost, "hungAfter").isNegative()) {
            throw new IllegalArgumentException("hungAfter: " + atMost + " (expected: at least 0)");
        }
        this.hungAfter = atMost;
        return this;
    }

    /** Makes of the addresses of all servers where the calls of a client go, such as with a cluster. */
    public VolantExtensionBuilder routing(Function<List<String>, Routing> routing) {
        this.routing = requireNonNull(routing, "routing");
        return this;
    }

    /** Further settings of each server that is started. */
    public VolantExtensionBuilder server(Consumer<RpcServerBuilder> settings) {
        this.serverSettings = serverSettings.andThen(requireNonNull(settings, "settings"));
        return this;
    }

    /** Further settings of each client that is connected. */
    public VolantExtensionBuilder client(Consumer<RpcClientBuilder> settings) {
        this.clientSettings = clientSettings.andThen(requireNonNull(settings, "settings"));
        return this;
    }

    /**
     * An extension that has not begun; JUnit begins and ends it.
     *
     * @throws IllegalStateException if no service was given
     */
    public VolantExtension build() {
        if (offers.isEmpty()) {
            throw new IllegalStateException("no service: offer at least one with service(type, implementation)");
        }
        return new VolantExtension(
                new NetworkPlan(offers, servers, tcp, seed, hungAfter, routing, serverSettings, clientSettings));
    }

    private static Routing onlyOne(List<String> addresses) {
        if (addresses.size() != 1) {
            throw new IllegalStateException(addresses.size()
                    + " servers and no way to choose (expected: routing(addresses -> …) at the builder, or the stub of one server"
                    + " with server(0).stub(…))");
        }
        return Routing.direct(addresses.get(0));
    }
}
