package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.volant.rpc.cluster.discovery.Instance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubsetTest {
    private static List<Instance> servers(int count) {
        return NodesInHand.of(count).nodes().stream().map(Node::instance).toList();
    }

    @Test
    void aSmallClusterIsTakenWhole() {
        List<Instance> servers = servers(20);
        assertThat(Subset.of(20).select(servers)).containsExactlyElementsOf(servers);
    }

    @Test
    void numberedClientsSpreadEvenlyOverAllServers() {
        List<Instance> servers = servers(1_000);
        Map<Instance, Integer> clients = new HashMap<>();
        for (int client = 0; client < 500; client++) {
            List<Instance> chosen = Subset.of(20, client).select(servers);
            assertThat(chosen).hasSize(20).doesNotHaveDuplicates();
            chosen.forEach(server -> clients.merge(server, 1, Integer::sum));
        }
        assertThat(clients).hasSize(1_000);
        assertThat(clients.values()).allSatisfy(count -> assertThat(count).isBetween(8, 12)); // 10 each
    }

    @Test
    void clientsWithoutANumberStandAnywhere() {
        List<Instance> servers = servers(1_000);
        Set<Instance> chosen = new HashSet<>();
        for (int client = 0; client < 500; client++) {
            chosen.addAll(Subset.of(20).select(servers));
        }
        assertThat(chosen).hasSizeGreaterThan(950);
    }

    @Test
    void theOrderOfTheListMakesNoDifference() {
        List<Instance> servers = servers(100);
        List<Instance> shuffled = new ArrayList<>(servers);
        Collections.shuffle(shuffled, new Random(5));
        assertThat(Subset.of(10, 3).select(shuffled)).isEqualTo(Subset.of(10, 3).select(servers));
    }

    @Test
    void aServerMoreChangesLittle() {
        List<Instance> servers = servers(101);
        for (int client = 0; client < 100; client++) {
            Set<Instance> before = new HashSet<>(Subset.of(10, client).select(servers.subList(0, 100)));
            Set<Instance> after = new HashSet<>(Subset.of(10, client).select(servers));
            after.removeAll(before);
            assertThat(after).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void aClientWithAZoneTakesAsManyWithinAsOutside() {
        NodesInHand nodes = NodesInHand.of(0);
        for (int i = 0; i < 90; i++) {
            nodes.add(nodes.instance(i < 30 ? "a" : i < 60 ? "b" : "c", Map.of()));
        }
        List<Instance> servers = nodes.nodes().stream().map(Node::instance).toList();
        assertThat(Subset.of(10).select(servers, "a"))
                .hasSize(20)
                .doesNotHaveDuplicates()
                .filteredOn(server -> server.zone().equals("a"))
                .hasSize(10);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> Subset.of(0)).hasMessage("size: 0 (expected: at least 1)");
        assertThatThrownBy(() -> Subset.of(1, -1)).hasMessage("client: -1 (expected: at least 0)");
        assertThatThrownBy(() -> new Subset(1, 1)).hasMessage("place: 1.0 (expected: 0 to less than 1)");
    }
}
