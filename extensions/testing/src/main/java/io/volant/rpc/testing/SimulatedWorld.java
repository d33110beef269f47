package io.volant.rpc.testing;

import io.volant.rpc.Simulation;
import io.volant.rpc.Ticker;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Threads, clock and network of a simulation, as a runtime uses them. Confined to its thread. */
final class SimulatedWorld implements Simulation {
    private static final int FIRST_PORT = 7_000;
    private static final int FIRST_OF_CLIENTS = 32_768;
    private static final int LAST_PORT = 65_535;
    private static final long LONGEST_NANOS = Duration.ofHours(1).toNanos();

    private final VirtualTime time = new VirtualTime();
    private final NetworkTrace trace = new NetworkTrace();
    private final SplittableRandom random;
    private final Map<Integer, Listener> listeners = new HashMap<>(); // by port
    private final Map<Integer, SimulatedLink> links = new TreeMap<>(); // by the port of the server
    private int connections;

    SimulatedWorld(SplittableRandom random) {
        this.random = random;
    }

    VirtualTime time() {
        return time;
    }

    NetworkTrace trace() {
        return trace;
    }

    void note(String what, byte[] bytes) {
        trace.add(time.elapsed(), what, bytes);
    }

    /** The line to a port, whether somebody listens there or not. */
    SimulatedLink link(int port) {
        return links.computeIfAbsent(port, number -> new SimulatedLink(number, random.split()));
    }

    /** The lines to all ports of which somebody has spoken. */
    List<SimulatedLink> links() {
        return List.copyOf(links.values());
    }

    /** Who listens there; null when nobody does. */
    @Nullable
    Listener listener(int port) {
        return listeners.get(port);
    }

    @Override
    public Ticker ticker() {
        return time::nanoTime;
    }

    @Override
    public ScheduledExecutorService timer() {
        return time;
    }

    @Override
    public void settle(CompletableFuture<?> future) {
        if (time.running()) {
            return;
        }
        long latest = time.nanoTime() + LONGEST_NANOS;
        while (!future.isDone() && time.step(latest)) {
            // a task ran
        }
    }

    @Override
    public Listening listen(InetSocketAddress at, Listener listener) throws BindException {
        int port = at.getPort() == 0 ? freePort() : at.getPort();
        if (listeners.putIfAbsent(port, listener) != null) {
            throw new BindException("Address already in use");
        }
        link(port);
        return new Bound(new InetSocketAddress(at.getAddress(), port), listener);
    }

    private int freePort() throws BindException {
        for (int port = FIRST_PORT; port <= LAST_PORT; port++) {
            if (!listeners.containsKey(port) && !links.containsKey(port)) {
                return port;
            }
        }
        throw new BindException("no port is free");
    }

    @Override
    public Line connect(InetSocketAddress to, LineEnd near) {
        int number = ++connections;
        int port = FIRST_OF_CLIENTS + number % (LAST_PORT - FIRST_OF_CLIENTS);
        InetSocketAddress from = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        SimulatedLink link = link(to.getPort());
        SimulatedConnection connection = new SimulatedConnection(this, link, number, from, to, near, link.nextRandom());
        link.add(connection);
        connection.open();
        return connection.line();
    }

    private final class Bound implements Listening {
        private final InetSocketAddress address;
        private final Listener listener;

        Bound(InetSocketAddress address, Listener listener) {
            this.address = address;
            this.listener = listener;
        }

        @Override
        public InetSocketAddress address() {
            return address;
        }

        @Override
        public void close() {
            listeners.remove(address.getPort(), listener);
        }
    }
}
