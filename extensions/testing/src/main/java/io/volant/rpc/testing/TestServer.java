package io.volant.rpc.testing;

import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcServerBuilder;
import io.volant.rpc.inprocess.InProcessTransport;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A server of a {@link VolantExtension}, which ends it. Thread-safe. */
public final class TestServer {
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration BOUND = Duration.ofSeconds(10);

    private final int index;
    private final NetworkPlan plan;
    private final InProcessTransport inside;
    private final TestClients clients;
    private @Nullable RpcServer running; // guarded by this, as what follows
    private @Nullable FaultProxy proxy;
    private int port; // where clients find it, once it was started
    private boolean touched;

    TestServer(int index, NetworkPlan plan, InProcessTransport inside, TestClients clients) {
        this.index = index;
        this.plan = plan;
        this.inside = inside;
        this.clients = clients;
    }

    /** Where clients find it: the same however often it is started. */
    public synchronized int port() {
        return port;
    }

    /** Where clients find it, as a client takes it. In process it has a meaning for clients of the extension alone. */
    public String address() {
        return "127.0.0.1:" + port();
    }

    /** A stub of this server, with a connection of its own. */
    public <T> T stub(Class<T> service) {
        return client().stub(service);
    }

    /** A client of this server alone, which the extension closes. */
    public RpcClient client() {
        return clients.of(this);
    }

    /**
     * The server as it runs now, for its state and statistics.
     *
     * @throws IllegalStateException if it is stopped
     */
    public synchronized RpcServer rpc() {
        RpcServer server = running;
        if (server == null) {
            throw new IllegalStateException("server " + index + " is stopped (expected: started with start())");
        }
        return server;
    }

    /**
     * The line to it.
     *
     * @throws IllegalStateException in process, where there is none
     */
    public synchronized FaultProxy faults() {
        FaultProxy line = proxy;
        if (line == null) {
            throw new IllegalStateException("server " + index
                    + " is in process, without a line to damage (expected: overTcp() at the builder)");
        }
        touched = true;
        return line;
    }

    /** Stops it as a server stops: calls it accepted have a second, then they are interrupted. Returns when it has ended. */
    public synchronized void stop() {
        RpcServer server = rpc();
        touched = true;
        end(server);
        running = null;
    }

    /**
     * Starts it again, where clients found it before.
     *
     * @throws IllegalStateException if it runs
     */
    public synchronized void start() {
        if (running != null) {
            throw new IllegalStateException("server " + index + " runs (expected: stopped with stop())");
        }
        RpcServerBuilder builder = RpcServer.builder();
        if (!plan.tcp()) {
            builder.transport(inside).port(port);
        }
        plan.offers().forEach(offer -> offer.on(builder, index));
        plan.serverSettings().accept(builder);
        RpcServer server = builder.start();
        running = server;
        if (plan.tcp()) {
            front(server.port());
        } else {
            port = server.port();
        }
    }

    private void front(int behind) {
        FaultProxy line = proxy;
        if (line == null) {
            line = FaultProxy.to(behind, plan.seed() + index);
            proxy = line;
            port = line.port();
        } else {
            line.redirect(behind);
        }
    }

    /** Starts it if it is stopped, and heals its line; whether there had been anything of that since the last time. */
    synchronized boolean restore() {
        boolean was = touched;
        touched = false;
        if (running == null) {
            start();
        }
        if (was && proxy != null) {
            proxy.heal();
        }
        return was;
    }

    synchronized void close() {
        RpcServer server = running;
        running = null;
        try {
            if (server != null) {
                end(server);
            }
        } finally {
            if (proxy != null) {
                proxy.close();
            }
        }
    }

    private void end(RpcServer server) {
        try {
            server.shutdown();
            if (server.awaitTermination(GRACE)) {
                return;
            }
            server.shutdownNow();
            if (!server.awaitTermination(BOUND)) {
                throw new AssertionError("server " + index + " did not end within " + BOUND + " of shutdownNow()");
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "server " + index + " on " + address();
    }
}
