package io.volant.rpc;

import static java.util.Objects.requireNonNull;

/** Where a server listens: a host name or an IP address, and a port. Immutable; names are resolved when they are used. */
public record Endpoint(String host, int port) {
    private static final int MAX_PORT = 65_535;

    public Endpoint {
        requireNonNull(host, "host");
        if (host.isBlank()) {
            throw new IllegalArgumentException("host: \"" + host + "\" (expected: a host name or an IP address)");
        }
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("port: " + port + " (expected: 1.." + MAX_PORT + ")");
        }
    }

    /** Reads {@code host:port} or {@code [ipv6]:port}. */
    public static Endpoint parse(String address) {
        requireNonNull(address, "address");
        if (address.indexOf(',') >= 0) {
            throw new IllegalArgumentException("address: \"" + address
                    + "\" (expected: one host:port; several servers are a cluster, given to routing(…))");
        }
        int colon = address.lastIndexOf(':');
        boolean bracketed = address.startsWith("[") && colon > 0 && address.charAt(colon - 1) == ']';
        String host = colon < 0 ? "" : bracketed ? address.substring(1, colon - 1) : address.substring(0, colon);
        if (host.isBlank() || (!bracketed && host.indexOf(':') >= 0)) {
            throw new IllegalArgumentException("address: \"" + address + "\" (expected: host:port or [ipv6]:port)");
        }
        String port = address.substring(colon + 1);
        if (!port.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException(
                    "address: \"" + address + "\" (expected: a port number after the last colon)");
        }
        return new Endpoint(host, Integer.parseInt(port));
    }

    /** {@code host:port}, with an IPv6 address in brackets. */
    @Override
    public String toString() {
        return text(host, port);
    }

    /** As {@link #toString()}, for a port that may be 0. */
    static String text(String host, int port) {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
