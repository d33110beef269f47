package io.volant.rpc.testing;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A TCP proxy between clients and a server of this machine that is as bad a line as it is told to be. It knows nothing of what passes.
 *
 * <p>What it is told holds for the connections that are open, what is under way on them included, and for later ones; it takes the
 * place of what it was told before for that direction. A stream of which bytes were lost is not whole again when the line is
 * healed: as on a real line, its ends have to notice.
 *
 * <p>Thread-safe. It listens on a free port of the loopback address and has four threads per connection, which are daemons; holds
 * nothing once it is closed.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final long END_MILLIS = TimeUnit.SECONDS.toMillis(5);

    private final long seed;
    private final SplittableRandom random; // of the accepting thread
    private final EvidenceCount count = new EvidenceCount();
    private final ServerSocket listening;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final Map<Direction, LinkFaults> faults =
            new EnumMap<>(Direction.class); // guarded by this, as what follows
    private final Set<ProxiedConnection> connections = new LinkedHashSet<>();
    private int target;
    private boolean refusing;
    private boolean closed;

    private FaultProxy(int target, long seed) {
        this.target = checkPort(target);
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        try {
            this.listening = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Before the server that listens on a port of this machine, with a seed of its own. */
    public static FaultProxy to(int port) {
        return to(port, new SplittableRandom().nextLong());
    }

    /** The dice fall as they did for the same seed, by the order of the connections and of the bytes on each of them. */
    public static FaultProxy to(int port, long seed) {
        FaultProxy proxy = new FaultProxy(port, seed);
        proxy.start("accepts", proxy::accept);
        return proxy;
    }

    /** Where clients find it. */
    public int port() {
        return listening.getLocalPort();
    }

    /** Where clients find it, {@code 127.0.0.1:port}. */
    public String address() {
        return listening.getInetAddress().getHostAddress() + ":" + port();
    }

    /** What repeats the faults of this proxy. */
    public long seed() {
        return seed;
    }

    /** Both directions are as bad as that. */
    public void apply(LinkFaults changed) {
        for (Direction direction : Direction.values()) {
            apply(direction, changed);
        }
    }

    /** One direction is as bad as that; the other one stays as it is. */
    public synchronized void apply(Direction direction, LinkFaults changed) {
        faults.put(requireNonNull(direction, "direction"), requireNonNull(changed, "faults"));
        applyToOpen(direction, changed);
    }

    /** As {@link #apply(Direction, LinkFaults)}, but later connections pass as they would have. */
    public synchronized void applyToOpen(Direction direction, LinkFaults changed) {
        requireNonNull(direction, "direction");
        requireNonNull(changed, "faults");
        connections.forEach(connection -> connection.set(direction, changed));
    }

    /** Everything arrives so much later, each way. */
    public void delay(Duration each) {
        apply(LinkFaults.none().withDelay(each));
    }

    /** Nothing arrives any more, either way, and nobody hears of it. */
    public void cut() {
        apply(LinkFaults.lost());
    }

    /** Nothing arrives any more one way, and nobody hears of it. */
    public void cut(Direction direction) {
        apply(direction, LinkFaults.lost());
    }

    /** Resets the connections that are open, which both ends hear of; returns how many there were. */
    public synchronized int reset() {
        int open = connections.size();
        connections.forEach(ProxiedConnection::reset);
        connections.clear();
        count.reset.addAndGet(open);
        return open;
    }

    /** Resets every later connection as soon as it is there; those that are open stay. */
    public synchronized void refuse() {
        refusing = true;
    }

    /** A good line again: what was held back arrives, and connections are accepted. */
    public synchronized void heal() {
        refusing = false;
        apply(LinkFaults.none());
    }

    /** What was done until now. */
    public FaultEvidence evidence() {
        return count.snapshot();
    }

    /** Later connections go to another port. */
    synchronized void redirect(int port) {
        target = checkPort(port);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                if (!pass(client)) {
                    count.refused.incrementAndGet();
                    Pipe.reset(client);
                }
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    /** Connects a client with the server; false when that is not to be, or cannot be. Locked: a server that knows the connection finds it open. */
    private synchronized boolean pass(Socket client) {
        SplittableRandom ofConnection = random.split();
        if (refusing || closed) {
            return false;
        }
        Socket server = new Socket();
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        } catch (IOException e) {
            Pipe.close(server);
            return false;
        }
        count.connections.incrementAndGet();
        ProxiedConnection connection = new ProxiedConnection(client, server, faults, ofConnection, count, this::forget);
        connections.add(connection);
        connection.begin(this::start);
        return true;
    }

    private synchronized void forget(ProxiedConnection connection) {
        connections.remove(connection);
    }

    private void start(String does, Runnable task) {
        Thread thread = new Thread(
                () -> {
                    task.run();
                    threads.remove(Thread.currentThread());
                },
                "fault-proxy-" + port() + " " + does);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private static int checkPort(int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 1..65535)");
        }
        return port;
    }

    /** Ends all connections and waits until its threads have ended. Idempotent. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            connections.forEach(ProxiedConnection::close);
            connections.clear();
        }
        try {
            listening.close();
            for (Thread thread : List.copyOf(threads)) {
                thread.join(END_MILLIS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
