package io.volant.rpc.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.volant.rpc.Endpoint;
import io.volant.rpc.cluster.discovery.Instance;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Optional;

/**
 * The name of a node in ZooKeeper: whose entry it is, and of which of its lives.
 *
 * <pre>
 * ROOT/SERVICE/ENDPOINT@EPOCH      /volant/shop.Orders%3A1/10.0.0.1%3A9090@1764144000000
 * </pre>
 *
 * Service and endpoint are written as in the query of a URL. A life that has ended and one that has begun thus have a node each, and
 * the end of the session of one takes nothing from the other.
 */
record EntryName(Endpoint endpoint, long epoch) {
    static EntryName of(Instance instance) {
        return new EntryName(instance.endpoint(), instance.epoch());
    }

    static String servicePath(String root, String service) {
        return root + "/" + escape(service);
    }

    String path(String servicePath) {
        return servicePath + "/" + escape(endpoint.toString()) + "@" + epoch;
    }

    private static String escape(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /** What a node says by its name; empty where that is no name of an entry. */
    static Optional<EntryName> parse(String node) {
        int at = node.lastIndexOf('@');
        if (at < 0) {
            return Optional.empty();
        }
        try {
            Endpoint endpoint = Endpoint.parse(URLDecoder.decode(node.substring(0, at), UTF_8));
            return Optional.of(new EntryName(endpoint, Long.parseLong(node.substring(at + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether this is a later life of the same server. */
    boolean follows(EntryName other) {
        return endpoint.equals(other.endpoint) && epoch > other.epoch;
    }
}
