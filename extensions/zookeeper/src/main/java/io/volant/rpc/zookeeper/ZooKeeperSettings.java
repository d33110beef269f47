package io.volant.rpc.zookeeper;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Where ZooKeeper is, and how its silence is taken. Immutable.
 *
 * @param servers {@code host:port} of each, separated by commas; a path behind the last one is the root of all paths
 * @param root the path below which services are entered
 * @param sessionTimeout after which ZooKeeper drops the entries of a server from which it hears nothing; its own settings may bound it
 * @param connectTimeout after which an attempt to connect is given up
 */
public record ZooKeeperSettings(String servers, String root, Duration sessionTimeout, Duration connectTimeout) {
    private static final String ROOT = "/volant";
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofHours(1);

    public ZooKeeperSettings {
        if (requireNonNull(servers, "servers").isBlank()) {
            throw new IllegalArgumentException("servers: \"" + servers + "\" (expected: host:port,host:port…)");
        }
        if (!requireNonNull(root, "root").matches("(/[\\w.-]+)+")) {
            throw new IllegalArgumentException("root: \"" + root + "\" (expected: a path such as " + ROOT + ")");
        }
        check(sessionTimeout, "sessionTimeout");
        check(connectTimeout, "connectTimeout");
    }

    private static void check(Duration timeout, String name) {
        if (requireNonNull(timeout, name).toMillis() < 1 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + ": " + timeout + " (expected: 1 ms to 1 h)");
        }
    }

    /** Entries below {@code /volant}, dropped after 10 s of silence. */
    public static ZooKeeperSettings of(String servers) {
        return new ZooKeeperSettings(servers, ROOT, SESSION_TIMEOUT, CONNECT_TIMEOUT);
    }

    public ZooKeeperSettings withRoot(String root) {
        return new ZooKeeperSettings(servers, root, sessionTimeout, connectTimeout);
    }

    public ZooKeeperSettings withSessionTimeout(Duration sessionTimeout) {
        return new ZooKeeperSettings(servers, root, sessionTimeout, connectTimeout);
    }

    public ZooKeeperSettings withConnectTimeout(Duration connectTimeout) {
        return new ZooKeeperSettings(servers, root, sessionTimeout, connectTimeout);
    }

    int sessionMillis() {
        return (int) sessionTimeout.toMillis();
    }

    int connectMillis() {
        return (int) connectTimeout.toMillis();
    }
}
