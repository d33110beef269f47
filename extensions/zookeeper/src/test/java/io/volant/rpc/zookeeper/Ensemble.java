package io.volant.rpc.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.volant.rpc.Endpoint;
import io.volant.rpc.cluster.discovery.Instance;
import io.volant.rpc.cluster.discovery.InstanceText;
import io.volant.rpc.cluster.discovery.Registry;
import io.volant.rpc.cluster.discovery.RegistrySite;
import io.volant.rpc.contract.Events;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;

/** A ZooKeeper of one server, which a test stops and starts; it keeps what it knows. */
final class Ensemble implements RegistrySite {
    static final Duration SESSION = Duration.ofSeconds(6);
    private static final int TICK_MILLIS = 500; // sessions of 1 to 10 s

    private final TestingServer server;
    private boolean ran;

    Ensemble() throws Exception {
        server = new TestingServer(new InstanceSpec(null, -1, -1, -1, true, -1, TICK_MILLIS, -1), false);
    }

    ZooKeeperSettings settings() {
        return ZooKeeperSettings.of(server.getConnectString()).withSessionTimeout(SESSION);
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void start() throws Exception {
        if (ran) {
            server.restart();
        } else {
            server.start();
            ran = true;
        }
    }

    @Override
    public void stop() throws Exception {
        server.stop();
    }

    @Override
    public ZooKeeperRegistry open() {
        return ZooKeeperRegistry.connect(settings());
    }

    /** Its nodes are gone when ZooKeeper finds its session over: at once, or after its time where ZooKeeper is away. */
    @Override
    public void kill(Registry registry) {
        ((ZooKeeperRegistry) registry).client().close();
    }

    @Override
    public void letTimePass() {
        // a session that nobody renews ends by itself
    }

    /** Ends the session of a registry for good, as ZooKeeper does with one from which it heard nothing for too long. */
    void expire(ZooKeeperRegistry registry) throws Exception {
        ZooKeeper zooKeeper = registry.client().getZookeeperClient().getZooKeeper();
        CountDownLatch connected = new CountDownLatch(1); // before that a close tells the server nothing
        ZooKeeper twin = new ZooKeeper(
                server.getConnectString(),
                (int) SESSION.toMillis(),
                event -> {
                    if (event.getState() == Watcher.Event.KeeperState.SyncConnected) {
                        connected.countDown();
                    }
                },
                zooKeeper.getSessionId(),
                zooKeeper.getSessionPasswd());
        Events.await(connected);
        twin.close();
    }

    /** A client like that of an application, which the caller closes. */
    CuratorFramework client() {
        CuratorFramework client = CuratorFrameworkFactory.builder()
                .connectString(server.getConnectString())
                .retryPolicy(new RetryOneTime(100))
                .build();
        client.start();
        return client;
    }

    /** Writes what stands at a server's node, whatever it is. */
    static void write(CuratorFramework client, String service, Endpoint server, String data) throws Exception {
        String path = new EntryName(server, 1).path(EntryName.servicePath("/volant", service));
        client.create().orSetData().creatingParentsIfNeeded().forPath(path, data.getBytes(UTF_8));
    }

    static void write(CuratorFramework client, String service, Endpoint server) throws Exception {
        write(client, service, server, InstanceText.format(Instance.of(server)));
    }

    static void delete(CuratorFramework client, String service, Endpoint server) throws Exception {
        client.delete().forPath(new EntryName(server, 1).path(EntryName.servicePath("/volant", service)));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
