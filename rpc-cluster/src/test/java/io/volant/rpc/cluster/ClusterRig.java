package io.volant.rpc.cluster;

import io.volant.rpc.Endpoint;
import io.volant.rpc.NodeStats;
import io.volant.rpc.RpcClient;
import io.volant.rpc.contract.Events;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A list in hand, servers and clients; whatever is open is closed when the test ends. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
abstract class ClusterRig {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    final ListInHand list = new ListInHand();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable resource : open) {
            resource.close();
        }
    }

    final <T extends AutoCloseable> T closing(T resource) {
        open.push(resource);
        return resource;
    }

    final ShopServer server(String name) {
        return closing(ShopServer.start(name));
    }

    final RpcClient client(Cluster cluster) {
        return closing(RpcClient.builder().routing(cluster).connect());
    }

    final RpcClient client() {
        return client(Cluster.of(list).balancer(new EachInTurn()).slowStart(Duration.ZERO));
    }

    static void untilReady(RpcClient client, int nodes) {
        Events.until(
                nodes + " nodes are ready",
                () -> client.stats().nodes().stream()
                                .filter(node -> node.state() == NodeStats.State.READY)
                                .count()
                        == nodes);
    }

    static Endpoint nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Endpoint("127.0.0.1", socket.getLocalPort());
        }
    }

    static Set<String> names(Shop shop, int calls) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < calls; i++) {
            names.add(shop.name());
        }
        return names;
    }
}
