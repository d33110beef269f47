package io.volant.rpc.zookeeper;

import static io.volant.rpc.contract.Events.get;
import static io.volant.rpc.contract.Events.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.Endpoint;
import io.volant.rpc.cluster.discovery.Instance;
import io.volant.rpc.cluster.discovery.Registry.Registration;
import io.volant.rpc.cluster.discovery.Told;
import io.volant.rpc.contract.Log;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the suites of all registries do not ask: sessions, ensembles, and what others write into ZooKeeper. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ZooKeeperRegistryTest {
    private static final String ORDERS = "shop.Orders:1";
    private static final Instance ALICE =
            new Instance(new Endpoint("10.0.0.1", 9090), "alice", 7, 50, "a", Map.of("version", "2"));
    private static final Instance BOB = Instance.of(new Endpoint("10.0.0.2", 9090));

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Told told = new Told();
    private Ensemble ensemble;

    @BeforeEach
    void open() throws Exception {
        ensemble = closing(new Ensemble());
        ensemble.start();
    }

    @AfterEach
    void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    private <T extends AutoCloseable> T closing(T resource) {
        opened.push(resource);
        return resource;
    }

    private ZooKeeperRegistry registry() {
        return closing(ensemble.open());
    }

    @Test
    void anEntryIsANodeThatPeopleCanRead() throws Exception {
        get(registry().register(ALICE, List.of(ORDERS)).registered());
        CuratorFramework client = closing(ensemble.client());

        assertThat(client.getChildren().forPath("/volant")).containsExactly("shop.Orders%3A1");
        assertThat(client.getChildren().forPath("/volant/shop.Orders%3A1")).containsExactly("10.0.0.1%3A9090@7");
        assertThat(client.getData().forPath("/volant/shop.Orders%3A1/10.0.0.1%3A9090@7"))
                .asString()
                .isEqualTo("10.0.0.1:9090 id=alice epoch=7 weight=50 zone=a label.version=2");
    }

    @Test
    void aServiceThatNobodyOffersHasAnEmptyList() throws Exception {
        registry().watch(ORDERS, told);

        told.awaitInstances();
    }

    @Test
    void anEntryComesBackAfterTheEndOfItsSession() throws Exception {
        registry().watch(ORDERS, told);
        ZooKeeperRegistry registry = registry();
        Registration registration = registry.register(ALICE, List.of(ORDERS));
        get(registration.registered());
        CuratorFramework client = closing(ensemble.client());
        long session = owner(client);

        ensemble.expire(registry);

        until("another session has the entry", () -> {
            long now = owner(client);
            return now != 0 && now != session;
        });
        registration.update(ALICE.withWeight(9));
        told.awaitInstances(ALICE.withWeight(9));
    }

    /** The session that has ALICE's node; 0 where there is none. */
    private static long owner(CuratorFramework client) {
        try {
            var stat = client.checkExists().forPath("/volant/shop.Orders%3A1/10.0.0.1%3A9090@7");
            return stat == null ? 0 : stat.getEphemeralOwner();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aServerThatStandsStillIsGoneAndComesBackByItself() throws Exception {
        Valve valve = closing(new Valve(ensemble.port()));
        ZooKeeperRegistry stopped = closing(ZooKeeperRegistry.connect(
                ZooKeeperSettings.of(valve.address()).withSessionTimeout(Duration.ofSeconds(1))));
        Told ofStopped = new Told();
        stopped.watch(ORDERS, ofStopped);
        registry().watch(ORDERS, told);
        get(registry().register(BOB, List.of(ORDERS)).registered());
        get(stopped.register(ALICE, List.of(ORDERS)).registered());
        told.awaitInstances(ALICE, BOB);
        ofStopped.awaitInstances(ALICE, BOB);

        valve.shut(true);
        told.awaitInstances(BOB);
        String reason = ofStopped.awaitFailure("a reason", any -> true);
        assertThat(reason).matches("ZooKeeper 127\\.0\\.0\\.1:[0-9]+/volant has not been reached for [0-9.]+ s");
        valve.shut(false);

        told.awaitInstances(ALICE, BOB);
        ofStopped.awaitInstances(ALICE, BOB);
    }

    @Test
    void theDeathOfTheMemberItIsConnectedToCostsNothing() throws Exception {
        TestingCluster cluster = closing(new TestingCluster(3));
        cluster.start();
        ZooKeeperSettings settings = ZooKeeperSettings.of(cluster.getConnectString());
        ZooKeeperRegistry watching = closing(ZooKeeperRegistry.connect(settings));
        watching.watch(ORDERS, told);
        ZooKeeperRegistry entering = closing(ZooKeeperRegistry.connect(settings));
        get(entering.register(ALICE, List.of(ORDERS)).registered());
        told.awaitInstances(ALICE);

        InstanceSpec member = cluster.findConnectionInstance(
                watching.client().getZookeeperClient().getZooKeeper());
        assertThat(cluster.killServer(member)).isTrue();
        get(entering.register(BOB, List.of(ORDERS)).registered());

        told.awaitInstances(ALICE, BOB);
        assertThat(told.lists().stream().dropWhile(List::isEmpty)).allMatch(list -> list.contains(ALICE));
    }

    @Test
    void anEntryThatMakesNoSenseIsLeftOutAlone() throws Exception {
        CuratorFramework client = closing(ensemble.client());
        try (Log log = Log.open()) {
            Ensemble.write(client, ORDERS, new Endpoint("10.0.0.3", 1), "10.0.0.3:0");
            Ensemble.write(client, ORDERS, new Endpoint("10.0.0.4", 1), "");
            Ensemble.write(client, ORDERS, new Endpoint("10.0.0.5", 1), "\u0000\nevent=forged");
            Ensemble.write(client, ORDERS, new Endpoint("10.0.0.6", 1), "x".repeat(300_000));
            Ensemble.write(client, ORDERS, BOB.endpoint());
            registry().watch(ORDERS, told);

            told.awaitInstances(BOB);
            assertThat(log.text())
                    .contains("event=zookeeper_entry_refused registry=\"ZooKeeper 127.0.0.1:")
                    .doesNotContain("\nevent=forged");
            Ensemble.write(client, ORDERS, BOB.endpoint(), "10.0.0.2:9090 weight=none"); // it made sense before
            told.awaitInstances();
        }
    }

    @Test
    void whatALaterVersionOfAServerSaysIsPassedOver() throws Exception {
        CuratorFramework client = closing(ensemble.client());
        Ensemble.write(client, ORDERS, BOB.endpoint(), "10.0.0.2:9090 colour=red");
        registry().watch(ORDERS, told);

        told.awaitInstances(BOB);
    }

    @Test
    void aServerThatWakesUpBehindItsSuccessorWithdraws() throws Exception {
        registry().watch(ORDERS, told);
        ZooKeeperRegistry old = registry();
        get(old.register(ALICE, List.of(ORDERS)).registered());
        Instance successor = ALICE.withId("alice", 8).withWeight(51);
        get(registry().register(successor, List.of(ORDERS)).registered());
        told.awaitInstances(successor);
        CuratorFramework client = closing(ensemble.client());

        ensemble.expire(old); // it finds its node gone, and the other one there

        until("the old node is gone for good", () -> names(client).equals(List.of("10.0.0.1%3A9090@8")));
        assertThatThrownBy(() -> get(registry().register(ALICE, List.of(ORDERS)).registered()))
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("10.0.0.1:9090 is entered with the later epoch 8 (this one: 7)");
    }

    private static List<String> names(CuratorFramework client) {
        try {
            return client.getChildren().forPath("/volant/shop.Orders%3A1");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aClientOfTheApplicationIsUsedAndLeftOpen() throws Exception {
        CuratorFramework client = closing(ensemble.client());
        ZooKeeperRegistry registry = closing(ZooKeeperRegistry.using(client, "/here/and.there"));
        registry.watch(ORDERS, told);
        get(registry.register(ALICE, List.of(ORDERS)).registered());
        told.awaitInstances(ALICE);
        String node = "/here/and.there/shop.Orders%3A1/10.0.0.1%3A9090@7";
        assertThat(client.checkExists().forPath(node)).isNotNull();

        registry.close();

        assertThat(client.checkExists().forPath(node)).isNull();
        assertThat(registry).hasToString("ZooKeeper 127.0.0.1:" + ensemble.port() + "/here/and.there");
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        ZooKeeperSettings settings = ZooKeeperSettings.of("localhost:2181");
        assertThatThrownBy(() -> ZooKeeperSettings.of(" "))
                .hasMessage("servers: \" \" (expected: host:port,host:port…)");
        for (String root : List.of("", "/", "volant", "/a//b", "/a/", "/ä b")) {
            assertThatThrownBy(() -> settings.withRoot(root))
                    .hasMessage("root: \"" + root + "\" (expected: a path such as /volant)");
        }
        assertThatThrownBy(() -> settings.withSessionTimeout(Duration.ZERO))
                .hasMessage("sessionTimeout: PT0S (expected: 1 ms to 1 h)");
        assertThatThrownBy(() -> settings.withConnectTimeout(Duration.ofDays(1)))
                .hasMessage("connectTimeout: PT24H (expected: 1 ms to 1 h)");
    }
}
