package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Endpoint;
import io.volant.rpc.NodeStats;
import io.volant.rpc.RpcClient;
import io.volant.rpc.contract.Events;
import io.volant.rpc.transport.ChildProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Servers that fail, and come back, over sockets and in processes of their own. */
class FailingServersTest extends ClusterRig {
    private static final OutlierDetection QUICK =
            OutlierDetection.defaults().withEjection(Duration.ofMillis(200), Duration.ofSeconds(1));

    private JournalServer journal(String name) {
        return closing(new JournalServer(name));
    }

    private RpcClient client(OutlierDetection outliers) {
        return client(Cluster.of(list)
                .balancer(LoadBalancer.roundRobin())
                .slowStart(Duration.ZERO)
                .retry(RetryPolicy.off())
                .outliers(outliers));
    }

    private static int failures(Journal journal, int calls) {
        int failures = 0;
        for (int i = 0; i < calls; i++) {
            try {
                Events.get(journal.read());
            } catch (CompletionException e) {
                failures++;
            }
        }
        return failures;
    }

    private static List<NodeStats.State> states(RpcClient client) {
        return client.stats().nodes().stream().map(NodeStats::state).toList();
    }

    @Test
    void aServerThatFailsIsLeftOutAndFoundAgain() {
        JournalServer bad = journal("bad");
        List<JournalServer> good = List.of(journal("b"), journal("c"));
        list.say(bad.endpoint(), good.get(0).endpoint(), good.get(1).endpoint());
        RpcClient client =
                client(OutlierDetection.defaults().withEjection(Duration.ofSeconds(1), Duration.ofSeconds(2)));
        Journal journal = client.stub(Journal.class);
        untilReady(client, 3);
        bad.failing = true;

        assertThat(failures(journal, 15)).isEqualTo(5);
        assertThat(states(client).get(0)).isEqualTo(NodeStats.State.EJECTED);
        int before = bad.calls.get();
        assertThat(failures(journal, 100)).isLessThanOrEqualTo(1); // a trial, on a machine that is slow
        assertThat(bad.calls.get() - before).isLessThanOrEqualTo(1);
        assertThat(states(client).subList(1, 3)).containsOnly(NodeStats.State.READY);

        bad.failing = false;
        Events.until("it is found again", () -> {
            failures(journal, 1);
            return states(client).get(0) == NodeStats.State.READY;
        });
        int after = bad.calls.get();
        assertThat(failures(journal, 30)).isZero();
        assertThat(bad.calls.get() - after).isEqualTo(10);
    }

    @Test
    void switchedOffTheServerThatFailsIsCalledForEver() {
        JournalServer bad = journal("bad");
        list.say(bad.endpoint(), journal("b").endpoint(), journal("c").endpoint());
        RpcClient client = client(OutlierDetection.off());
        Journal journal = client.stub(Journal.class);
        untilReady(client, 3);
        bad.failing = true;

        assertThat(failures(journal, 60)).isEqualTo(20);
    }

    @Test
    void whereAllFailHalfAreLeftOutAndAllAreFoundAgain() {
        List<JournalServer> servers = List.of(journal("a"), journal("b"), journal("c"), journal("d"));
        list.say(servers.stream().map(JournalServer::endpoint).toArray(Endpoint[]::new));
        RpcClient client = client(QUICK);
        Journal journal = client.stub(Journal.class);
        untilReady(client, 4);
        servers.forEach(server -> server.failing = true);

        assertThat(failures(journal, 100)).as("every call goes out").isEqualTo(100);
        assertThat(states(client).stream()
                        .filter(state -> state == NodeStats.State.EJECTED || state == NodeStats.State.PROBING)
                        .count())
                .isEqualTo(2);

        servers.forEach(server -> server.failing = false);
        Events.until("all are found again", () -> {
            failures(journal, 1);
            return states(client).stream().allMatch(state -> state == NodeStats.State.READY);
        });
    }

    @Test
    void aProcessThatStandsStillLeavesAndReturnsByItself() throws InterruptedException {
        ChildProcess still = closing(ChildProcess.start(JournalServer.class, "still"));
        list.say(
                Endpoint.parse(still.line()),
                journal("b").endpoint(),
                journal("c").endpoint());
        RpcClient client = client(QUICK);
        Journal journal = client.stub(Journal.class);
        untilReady(client, 3);
        AtomicInteger failed = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        CompletableFuture<Void> end = new CompletableFuture<>();
        for (int i = 0; i < 4; i++) {
            Thread caller = new Thread(() -> {
                while (!end.isDone()) {
                    (failures(journal, 1) == 0 ? answered : failed).incrementAndGet();
                }
            });
            callers.add(caller);
        }
        callers.forEach(Thread::start);
        Events.until("calls go on", () -> answered.get() > 100);

        still.stop();
        Events.until("it is left", () -> states(client).get(0) != NodeStats.State.READY);
        int before = answered.get();
        Events.until("all callers go on", () -> failed.get() + answered.get() > before + 1_000);
        assertThat(failed.get()).as("calls that were under way").isLessThanOrEqualTo(4);
        still.goOn();
        Events.until("it is back", () -> states(client).get(0) == NodeStats.State.READY);
        long calls = client.stats().nodes().get(0).calls();
        Events.until("it is called", () -> client.stats().nodes().get(0).calls() > calls + 100);

        end.complete(null);
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(failed.get()).as("calls that were under way").isLessThanOrEqualTo(4);
    }
}
