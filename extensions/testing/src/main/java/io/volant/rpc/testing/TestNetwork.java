package io.volant.rpc.testing;

import io.volant.rpc.RpcClient;
import io.volant.rpc.inprocess.InProcessTransport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The servers of an extension, while they are there, and their clients. Thread-safe. */
final class TestNetwork {
    private final NetworkPlan plan;
    private final TestClients clients;
    private final List<TestServer> servers;

    private TestNetwork(NetworkPlan plan, TestClients clients, List<TestServer> servers) {
        this.plan = plan;
        this.clients = clients;
        this.servers = List.copyOf(servers);
    }

    /** Starts all servers; none is left when one does not start. */
    static TestNetwork start(NetworkPlan plan) {
        InProcessTransport inside = new InProcessTransport();
        TestClients clients = new TestClients(plan, inside);
        List<TestServer> servers = new ArrayList<>();
        for (int i = 0; i < plan.servers(); i++) {
            servers.add(new TestServer(i, plan, inside, clients));
        }
        TestNetwork network = new TestNetwork(plan, clients, servers);
        try {
            servers.forEach(TestServer::start);
            return network;
        } catch (Throwable e) {
            network.close();
            throw e;
        }
    }

    TestServer server(int index) {
        if (index < 0 || index >= servers.size()) {
            throw new IllegalArgumentException("server: " + index + " (expected: 0.." + (servers.size() - 1) + ")");
        }
        return servers.get(index);
    }

    List<TestServer> servers() {
        return servers;
    }

    /** The client of all servers. */
    RpcClient client() {
        if (servers.size() == 1) {
            return clients.of(
                    servers.get(0), plan.routing().apply(List.of(servers.get(0).address())));
        }
        return clients.of(
                this,
                plan.routing().apply(servers.stream().map(TestServer::address).toList()));
    }

    /** Fails when a call has not ended; such calls end here. */
    void expectNoCalls() throws InterruptedException {
        Map<String, Integer> hanging = new TreeMap<>(clients.hanging(plan.hungAfter()));
        if (!hanging.isEmpty()) {
            clients.close();
            throw new AssertionError(
                    "calls that have not ended " + plan.hungAfter() + " after the test, with their number: " + hanging
                            + " (expected: none; a test waits for its calls, or cancels them)");
        }
    }

    /** After a test that damaged a line or stopped a server: all is whole again, and later stubs have new connections. */
    void restore() {
        boolean touched = false;
        for (TestServer server : servers) {
            touched |= server.restore();
        }
        if (touched) {
            clients.close();
        }
    }

    /** Ends everything, in reverse order; throws what went wrong first when all was tried. */
    void close() {
        Deque<Runnable> ends = new ArrayDeque<>();
        servers.forEach(server -> ends.push(server::close));
        ends.push(clients::close);
        AssertionError failure = new AssertionError("could not end what the test began");
        for (Runnable end : ends) {
            try {
                end.run();
            } catch (RuntimeException | AssertionError e) {
                failure.addSuppressed(e);
            }
        }
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }
}
