package io.volant.rpc.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.volant.rpc.cluster.discovery.Instance;
import io.volant.rpc.cluster.discovery.InstanceText;
import io.volant.rpc.cluster.discovery.Registry.Registration;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.nodes.PersistentNode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that stands in ZooKeeper: one ephemeral node per service, which Curator creates anew whenever it is gone, such as when the
 * session has ended while the process stood still. An entry that finds a later life of its server beside it withdraws; one that was not
 * alone yet first waits for the time of two sessions, for a server that died and starts with its clock set back seems to be the earlier
 * life of the two.
 */
final class Entry implements Registration {
    private static final Logger log = LoggerFactory.getLogger(Entry.class);
    private static final Duration WITHDRAW = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int SESSIONS_WAITED = 2;

    private final CuratorFramework client;
    private final EntryName name;
    private final ZooKeeperThreads threads;
    private final List<PersistentNode> nodes = new ArrayList<>();
    private final CompletableFuture<Void> registered = new CompletableFuture<>();
    private final CompletableFuture<Void> withdrawn = new CompletableFuture<>();
    private Instance instance; // guarded by this, as all below
    private boolean leaving;
    private final Set<String> alone = new HashSet<>(); // services in which it stands, with no later life beside it
    private String trouble = "";
    private boolean waiting; // since then for the end of what seems to be a later life
    private long waitingNanos;

    Entry(CuratorFramework client, Instance instance, Collection<String> servicePaths, ZooKeeperThreads threads) {
        this.client = client;
        this.instance = instance;
        this.name = EntryName.of(instance);
        this.threads = threads;
        for (String servicePath : servicePaths) {
            nodes.add(node(servicePath, data(instance)));
        }
    }

    private PersistentNode node(String servicePath, byte[] data) {
        PersistentNode node = new PersistentNode(client, CreateMode.EPHEMERAL, false, name.path(servicePath), data);
        node.getListenable().addListener(path -> lookForLaterLife(servicePath));
        return node;
    }

    private static byte[] data(Instance instance) {
        return InstanceText.format(instance).getBytes(UTF_8);
    }

    void begin() {
        nodes.forEach(PersistentNode::start);
    }

    private void lookForLaterLife(String servicePath) {
        try {
            client.getChildren()
                    .inBackground((same, answer) -> {
                        if (answer.getResultCode() == KeeperException.Code.OK.intValue()) {
                            onSiblings(servicePath, List.copyOf(answer.getChildren()));
                        } else { // which says nothing of who is there
                            lookAgain(servicePath);
                        }
                    })
                    .forPath(servicePath);
        } catch (Exception e) {
            log.debug("event=zookeeper_look_failed path={} reason=\"{}\"", servicePath, e.toString());
            lookAgain(servicePath);
        }
    }

    private synchronized void lookAgain(String servicePath) {
        if (!leaving) {
            threads.tellAfter(PAUSE, () -> lookForLaterLife(servicePath));
        }
    }

    private void onSiblings(String servicePath, List<String> siblings) {
        Optional<EntryName> later = siblings.stream()
                .map(EntryName::parse)
                .flatMap(Optional::stream)
                .filter(sibling -> sibling.follows(name))
                .findAny();
        if (later.isEmpty()) {
            if (isAlone(servicePath)) {
                registered.complete(null);
            }
            return;
        }
        String why = name.endpoint() + " is entered with the later epoch "
                + later.get().epoch() + " (this one: " + name.epoch() + ")";
        if (waits(why)) {
            lookAgain(servicePath);
        } else if (!isLeaving()) {
            log.warn("event=zookeeper_entry_superseded reason=\"{}\"", why);
            registered.completeExceptionally(new IllegalStateException(why));
            withdraw();
        }
    }

    private synchronized boolean isLeaving() {
        return leaving;
    }

    /** Whether it now stands alone in every service. */
    private synchronized boolean isAlone(String servicePath) {
        alone.add(servicePath);
        if (alone.size() < nodes.size()) {
            return false;
        }
        waiting = false;
        trouble = "";
        return true;
    }

    /** Whether the later life may still be that of a process that is dead. */
    private synchronized boolean waits(String why) {
        if (!waiting && !registered.isDone()) {
            waiting = true;
            waitingNanos = System.nanoTime();
            trouble = why;
            log.warn("event=zookeeper_entry_waits reason=\"{}\"", why);
        }
        int session = client.getZookeeperClient().getLastNegotiatedSessionTimeoutMs();
        long most = TimeUnit.MILLISECONDS.toNanos((long) SESSIONS_WAITED * session);
        return waiting && !leaving && System.nanoTime() - waitingNanos < most;
    }

    @Override
    public CompletableFuture<Void> registered() {
        return registered.copy();
    }

    @Override
    public synchronized String trouble() {
        return trouble;
    }

    @Override
    public synchronized void update(Instance next) {
        if (!EntryName.of(next).equals(name) || !next.id().equals(instance.id())) {
            throw new IllegalArgumentException("instance: " + text(next) + " (expected: " + text(instance) + ")");
        }
        byte[] data = data(next);
        if (leaving) {
            return;
        }
        instance = next;
        for (PersistentNode node : nodes) {
            threads.block(() -> write(node, data));
        }
    }

    private static String text(Instance instance) {
        return instance + " id=" + instance.id() + " epoch=" + instance.epoch();
    }

    private void write(PersistentNode node, byte[] data) {
        try {
            node.setData(data);
        } catch (Exception e) { // it has the data for the next time it is created
            log.debug("event=zookeeper_update_failed path={} reason=\"{}\"", node.getActualPath(), e.toString());
        }
    }

    @Override
    public CompletableFuture<Void> withdraw() {
        synchronized (this) {
            if (leaving) {
                return withdrawn;
            }
            leaving = true;
        }
        if (!threads.block(this::remove)) {
            registered.completeExceptionally(new IllegalStateException("the registry is closed"));
            withdrawn.complete(null); // the session has ended, and the nodes with it
        }
        threads.tellAfter(
                WITHDRAW,
                () -> withdrawn.completeExceptionally(
                        new TimeoutException("ZooKeeper did not answer within " + WITHDRAW.toSeconds() + " s")));
        return withdrawn;
    }

    /** Completes when the entry was withdrawn, or ZooKeeper did not say so in time. */
    CompletableFuture<Void> withdrawn() {
        return withdrawn;
    }

    /** Takes the nodes out; may wait for ZooKeeper. */
    void remove() {
        registered.completeExceptionally(
                new IllegalStateException(name.endpoint() + " was withdrawn before it was entered"));
        for (PersistentNode node : nodes) {
            try {
                node.close();
            } catch (IOException e) { // Curator tries again when it is connected
                withdrawn.completeExceptionally(e);
            }
        }
        withdrawn.complete(null);
    }
}
