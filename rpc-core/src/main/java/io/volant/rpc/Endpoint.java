package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * Where a server listens: a host name or an IP address, and a port; or the file of a Unix domain socket. Immutable; names are
 * resolved when they are used.
 *
 * @param host a name, an address, or {@code unix:} and the path of a socket file
 * @param port 0 for a socket file
 */
public record Endpoint(String host, int port) {
    private static final int MAX_PORT = 65_535;
    private static final String UNIX = "unix:";

    public Endpoint {
        requireNonNull(host, "host");
        if (host.isBlank() || host.equals(UNIX)) {
            throw new IllegalArgumentException(
                    "host: \"" + host + "\" (expected: a host name, an IP address, or unix:PATH)");
        }
        checkPort(host, port, 1);
    }

    /** Refuses a port above 65,535 or below {@code least}, and any port of a Unix domain socket. */
    static void checkPort(String host, int port, int least) {
        if (isUnix(host) && port != 0) {
            throw new IllegalArgumentException("port: " + port + " with host " + host + " (expected: none)");
        }
        if (!isUnix(host) && (port < least || port > MAX_PORT)) {
            throw new IllegalArgumentException("port: " + port + " (expected: " + least + ".." + MAX_PORT + ")");
        }
    }

    /** A Unix domain socket, for processes of one machine. */
    public static Endpoint unix(Path file) {
        return new Endpoint(UNIX + requireNonNull(file, "file"), 0);
    }

    /** Reads {@code host:port}, {@code [ipv6]:port} or {@code unix:PATH}. */
    public static Endpoint parse(String address) {
        requireNonNull(address, "address");
        if (isUnix(address)) {
            return new Endpoint(address, 0);
        }
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

    /** Whether this is a Unix domain socket. */
    public boolean isUnix() {
        return isUnix(host);
    }

    static boolean isUnix(String host) {
        return host.startsWith(UNIX);
    }

    /**
     * The file of a Unix domain socket.
     *
     * @throws IllegalStateException if this is a host and a port
     */
    public Path file() {
        if (!isUnix()) {
            throw new IllegalStateException(this + " is no Unix domain socket");
        }
        return Path.of(host.substring(UNIX.length()));
    }

    /** {@code host:port}, with an IPv6 address in brackets, or {@code unix:PATH}. */
    @Override
    public String toString() {
        return text(host, port);
    }

    /** As {@link #toString()}, for a port that may be 0. */
    static String text(String host, int port) {
        if (isUnix(host)) {
            return host;
        }
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
