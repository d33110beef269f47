package io.volant.rpc.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.volant.rpc.Endpoint;
import io.volant.rpc.PeerText;
import io.volant.rpc.Ticker;
import io.volant.rpc.Warnings;
import io.volant.rpc.cluster.discovery.EndpointSource.Listener;
import io.volant.rpc.cluster.discovery.EndpointSource.Watch;
import io.volant.rpc.cluster.discovery.Instance;
import io.volant.rpc.cluster.discovery.InstanceText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.cache.ChildData;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.curator.framework.recipes.cache.CuratorCacheListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener at the entries of one service. The cache follows the nodes on Curator's event thread; the listener is told on the one
 * thread for that, a moment after a change, so that it hears once of changes that come together, such as the end of an old session and
 * the beginning of a new one.
 */
final class WatchedService implements Watch, CuratorCacheListener {
    private static final Logger log = LoggerFactory.getLogger(WatchedService.class);
    private static final Duration GATHER = Duration.ofMillis(50);
    private static final int MOST_BYTES = 256 << 10;

    private final String registry;
    private final String path;
    private final Listener listener;
    private final ZooKeeperThreads threads;
    private final CuratorCache cache;
    private final Map<String, Instance> entries = new ConcurrentHashMap<>();
    private final AtomicBoolean changed = new AtomicBoolean();
    private final Warnings warnings = new Warnings(Ticker.system());
    private volatile boolean whole; // all entries were read once
    private volatile boolean closed;

    /** @param registry its name in messages */
    WatchedService(CuratorFramework client, String registry, String path, Listener listener, ZooKeeperThreads threads) {
        this.registry = registry;
        this.path = path;
        this.listener = listener;
        this.threads = threads;
        this.cache = CuratorCache.build(client, path);
    }

    void begin() {
        cache.listenable().addListener(this);
        cache.start();
    }

    @Override
    public void initialized() {
        whole = true;
        tellSoon();
    }

    @Override
    public void event(Type type, @Nullable ChildData before, @Nullable ChildData now) {
        if (now != null && type != Type.NODE_DELETED) {
            read(now);
        } else if (before != null) {
            entries.remove(before.getPath());
        }
        tellSoon();
    }

    private void read(ChildData node) {
        if (node.getPath().equals(path)) {
            return; // that of the service says nothing
        }
        try {
            entries.put(node.getPath(), parse(node.getData()));
        } catch (IllegalArgumentException e) {
            entries.remove(node.getPath());
            warnings.warn(
                    log,
                    "event=zookeeper_entry_refused registry=\"{}\" path={} reason=\"{}\"",
                    registry,
                    PeerText.oneLine(node.getPath()),
                    PeerText.oneLine(String.valueOf(e.getMessage())));
        }
    }

    private static Instance parse(byte @Nullable [] data) {
        if (data == null || data.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    (data == null ? "no" : String.valueOf(data.length)) + " bytes (expected: 1 to " + MOST_BYTES + ")");
        }
        return InstanceText.parseTolerant(new String(data, UTF_8));
    }

    /** Tells the list, also where it has not changed, when it is known. */
    void tellSoon() {
        if (whole && changed.compareAndSet(false, true)) {
            threads.tellAfter(GATHER, this::tell);
        }
    }

    private void tell() {
        changed.set(false);
        if (!closed) {
            List<Instance> instances = List.copyOf(latestLives().values());
            safely(() -> listener.onInstances(instances));
        }
    }

    private Map<Endpoint, Instance> latestLives() {
        Map<Endpoint, Instance> latest = new LinkedHashMap<>();
        for (Instance entry : entries.values()) {
            latest.merge(entry.endpoint(), entry, (a, b) -> b.epoch() > a.epoch() ? b : a);
        }
        return latest;
    }

    /** On the thread of listeners. */
    void fail(String reason) {
        if (!closed) {
            safely(() -> listener.onFailure(reason));
        }
    }

    private static void safely(Runnable news) {
        try {
            news.run();
        } catch (Throwable e) { // of the listener, which goes on being told
            log.warn("event=zookeeper_listener_failed", e);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            cache.close();
        }
    }
}
