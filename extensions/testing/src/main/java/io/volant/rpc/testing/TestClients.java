package io.volant.rpc.testing;

import io.volant.rpc.Layer;
import io.volant.rpc.Routing;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcClientBuilder;
import io.volant.rpc.inprocess.InProcessTransport;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The clients of an extension, which are connected when they are first asked for. Thread-safe. */
final class TestClients {
    private final NetworkPlan plan;
    private final InProcessTransport inside;
    private final Map<Object, RpcClient> clients = new HashMap<>(); // by server; guarded by this
    private OpenCalls calls = new OpenCalls(); // guarded by this

    TestClients(NetworkPlan plan, InProcessTransport inside) {
        this.plan = plan;
        this.inside = inside;
    }

    /** The client of one server. */
    RpcClient of(TestServer server) {
        return of(server, Routing.direct(server.address()));
    }

    /** The client that {@code key} stands for; connected by the routing when there is none yet. */
    synchronized RpcClient of(Object key, Routing routing) {
        RpcClient client = clients.get(key);
        if (client == null) {
            client = connect(routing);
            clients.put(key, client);
        }
        return client;
    }

    private RpcClient connect(Routing routing) {
        RpcClientBuilder builder = RpcClient.builder().routing(routing).interceptor(Layer.EXPLAIN, calls);
        if (!plan.tcp()) {
            builder.transport(inside);
        }
        plan.clientSettings().accept(builder);
        return builder.connect();
    }

    /** Waits until no call is open, at most so long; tells which are, with their numbers. */
    Map<String, Integer> hanging(Duration atMost) throws InterruptedException {
        OpenCalls open;
        synchronized (this) {
            open = calls;
        }
        return open.await(atMost);
    }

    /** Closes all; who asks later gets new ones. */
    synchronized void close() {
        clients.values().forEach(RpcClient::close);
        clients.clear();
        calls = new OpenCalls();
    }
}
