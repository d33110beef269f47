package io.volant.rpc.cluster.discovery;

import io.volant.rpc.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** All addresses of a host name, each of them a server on the same port. */
final class NameServer implements PolledSource.Reading {
    /** How often a name is resolved. */
    static final Duration INTERVAL = Duration.ofSeconds(5);

    /** Finds the addresses of a name; that of the JDK, but in tests. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String name) throws UnknownHostException;
    }

    private final Endpoint name;
    private final Resolver resolver;

    /** @throws IllegalArgumentException if {@code name} is a socket file */
    NameServer(Endpoint name, Resolver resolver) {
        if (name.isUnix()) {
            throw new IllegalArgumentException("host: \"" + name + "\" (expected: a host name)");
        }
        this.name = name;
        this.resolver = resolver;
    }

    @Override
    public List<Instance> read() throws IOException {
        InetAddress[] addresses;
        try {
            addresses = resolver.resolve(name.host());
        } catch (UnknownHostException e) {
            throw new IOException("the name server has no address for " + name.host(), e);
        }
        return Arrays.stream(addresses)
                .map(InetAddress::getHostAddress)
                .distinct()
                .sorted() // name servers give them in another order each time
                .map(address -> Instance.of(new Endpoint(address, name.port())))
                .toList();
    }
}
