package io.volant.rpc.zookeeper;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.Ticker;
import io.volant.rpc.cluster.discovery.Instance;
import io.volant.rpc.cluster.discovery.InstanceRules;
import io.volant.rpc.cluster.discovery.Registry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.retry.ExponentialBackoffRetry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A registry in ZooKeeper. A server is an ephemeral node, which lives as long as the session of its process and comes back by itself when
 * the session was lost; what it says is the data of the node, a line as {@link io.volant.rpc.cluster.discovery.InstanceText} has it.
 * Thread-safe.
 *
 * <p>It needs no ZooKeeper to begin with. While there is no connection, listeners hear every second for how long, and what they were told
 * last stands.
 */
public final class ZooKeeperRegistry implements Registry {
    private static final Logger log = LoggerFactory.getLogger(ZooKeeperRegistry.class);
    private static final Duration COMPLAINT = Duration.ofSeconds(1);
    private static final int RETRY_MILLIS = 100;
    private static final int RETRIES = 5;
    private static final int LONGEST_RETRY_MILLIS = 1_000;

    private final CuratorFramework client;
    private final boolean own;
    private final String root;
    private final String name;
    private final Ticker ticker = Ticker.system();
    private final ZooKeeperThreads threads;
    private final Set<WatchedService> watches = ConcurrentHashMap.newKeySet();
    private final Set<Entry> entries = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private volatile boolean connected;
    private volatile long lostAtNanos;

    private ZooKeeperRegistry(
            CuratorFramework client, boolean own, String root, String name, ZooKeeperThreads threads) {
        this.client = client;
        this.own = own;
        this.root = root;
        this.name = name;
        this.threads = threads;
        this.lostAtNanos = ticker.nanoTime();
    }

    /** Begins to connect to the servers {@code host:port,host:port…}; does not wait for them. */
    public static ZooKeeperRegistry connect(String servers) {
        return connect(ZooKeeperSettings.of(servers));
    }

    /** Begins to connect; does not wait. */
    public static ZooKeeperRegistry connect(ZooKeeperSettings settings) {
        ZooKeeperThreads threads = new ZooKeeperThreads();
        CuratorFramework client = CuratorFrameworkFactory.builder()
                .connectString(settings.servers())
                .sessionTimeoutMs(settings.sessionMillis())
                .connectionTimeoutMs(settings.connectMillis())
                .retryPolicy(new ExponentialBackoffRetry(RETRY_MILLIS, RETRIES, LONGEST_RETRY_MILLIS))
                .runSafeService(threads::tell) // its own thread for that would outlive it
                .dontUseContainerParents() // which a server need not know
                .build();
        String name = "ZooKeeper " + settings.servers() + settings.root();
        ZooKeeperRegistry registry = new ZooKeeperRegistry(client, true, settings.root(), name, threads);
        registry.begin();
        client.start();
        return registry;
    }

    /**
     * Uses a client of the application, such as one that authenticates itself; it has been started, and whoever did so closes it after the
     * registry.
     */
    public static ZooKeeperRegistry using(CuratorFramework client, String root) {
        String servers = requireNonNull(client, "client").getZookeeperClient().getCurrentConnectionString();
        ZooKeeperSettings settings = ZooKeeperSettings.of(servers).withRoot(root);
        ZooKeeperRegistry registry = new ZooKeeperRegistry(
                client, false, settings.root(), "ZooKeeper " + servers + settings.root(), new ZooKeeperThreads());
        registry.begin();
        registry.connected = client.getZookeeperClient().isConnected();
        return registry;
    }

    private void begin() {
        client.getConnectionStateListenable().addListener((same, state) -> onState(state));
        threads.tellEvery(COMPLAINT, this::complain);
    }

    private void onState(ConnectionState state) {
        boolean now = state.isConnected();
        if (connected && !now) {
            lostAtNanos = ticker.nanoTime();
        }
        connected = now;
        log.debug("event=zookeeper_state registry=\"{}\" state={}", name, state);
        if (now) {
            watches.forEach(WatchedService::tellSoon); // what changed meanwhile comes with the next looks
        } else {
            threads.tell(this::complain);
        }
    }

    private void complain() {
        if (!connected) {
            long millis = TimeUnit.NANOSECONDS.toMillis(ticker.nanoTime() - lostAtNanos);
            String reason = name + " has not been reached for " + millis / 1_000 + "." + millis / 100 % 10 + " s";
            watches.forEach(watch -> watch.fail(reason));
        }
    }

    CuratorFramework client() {
        return client;
    }

    @Override
    public Watch watch(String service, Listener listener) {
        checkOpen();
        String path = EntryName.servicePath(root, InstanceRules.checkService(service));
        WatchedService watch = new WatchedService(client, name, path, requireNonNull(listener, "listener"), threads);
        watches.add(watch);
        watch.begin();
        return () -> {
            watch.close();
            watches.remove(watch);
        };
    }

    @Override
    public Registration register(Instance instance, Collection<String> services) {
        checkOpen();
        if (services.isEmpty()) {
            throw new IllegalArgumentException("services: none (expected: at least one name:version)");
        }
        InstanceRules.check(instance);
        List<String> paths = services.stream()
                .map(service -> EntryName.servicePath(root, InstanceRules.checkService(service)))
                .distinct()
                .toList();
        Entry entry = new Entry(client, instance, paths, threads);
        entries.add(entry);
        entry.begin();
        entry.withdrawn().whenComplete((done, error) -> entries.remove(entry));
        return entry;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException(name + " is closed (expected: open)");
        }
    }

    /** Withdraws what was entered, and waits for ZooKeeper to hear of it, if it can be reached. Idempotent. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        watches.forEach(WatchedService::close);
        threads.close();
        entries.forEach(Entry::remove); // before the client, at whose end a node that has none would try for ever
        if (own) {
            client.close();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
