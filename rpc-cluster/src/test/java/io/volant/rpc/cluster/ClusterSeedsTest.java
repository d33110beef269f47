package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Checksum;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import io.volant.rpc.testing.SimulatedNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A client of three servers, and whatever a seed has in store for the lines to them and for the servers: every call ends in time, with its
 * own answer or a failure, and one that must not run twice does not, whatever is retried, hedged, or asked again.
 */
@Timeout(240)
final class ClusterSeedsTest {
    private static final int SEEDS = 200;
    private static final int CALLS = 24;
    private static final Duration TIMEOUT = Duration.ofSeconds(6);
    private static final Duration TICK = Duration.ofMillis(20);

    @RpcService
    interface Ledger {
        /** Enters something, once. */
        @RpcMethod(timeout = "6s")
        CompletableFuture<String> enter(String entry);

        /** Answers what it was asked, however often. */
        @RpcMethod(timeout = "6s", idempotent = true, attemptTimeout = "1s", hedge = "300ms")
        CompletableFuture<String> read(String entry);
    }

    /** The book of all servers, each of which is slow at times. */
    private record Book(SimulatedNetwork network, List<String> entries, List<String> reads) implements Ledger {
        private static final int SELDOM = 8;

        @Override
        public CompletableFuture<String> enter(String entry) {
            entries.add(entry);
            return sometime("entered " + entry);
        }

        @Override
        public CompletableFuture<String> read(String entry) {
            reads.add(entry);
            return sometime("read " + entry);
        }

        private CompletableFuture<String> sometime(String answer) {
            int millis = network.random().nextInt(SELDOM) == 0
                    ? network.random().nextInt(1_500)
                    : network.random().nextInt(5);
            return network.after(Duration.ofMillis(millis)).thenApply(over -> answer);
        }
    }

    @Test
    void everyCallEndsInTimeAndWhatMustNotRunTwiceDoesNot() {
        AtomicInteger answered = new AtomicInteger();
        AtomicInteger repeated = new AtomicInteger();
        SimulatedNetwork.seeds(SEEDS, network -> {
            Book book = new Book(network, new ArrayList<>(), new ArrayList<>());
            answered.addAndGet(play(network, book));
            assertThat(book.entries).doesNotHaveDuplicates();
            repeated.addAndGet(
                    (int) (book.reads.size() - book.reads.stream().distinct().count()));
        });
        if (System.getProperty("volant.seed") == null) { // otherwise one seed must do
            assertThat(answered).as("calls answered").hasValueBetween(SEEDS * CALLS / 2, SEEDS * CALLS - 1);
            assertThat(repeated).as("reads that ran again").hasValueGreaterThan(SEEDS);
        }
    }

    /** Returns how many calls were answered. */
    private static int play(SimulatedNetwork network, Book book) {
        MortalServers servers = new MortalServers(network, builder -> builder.service(Ledger.class, book));
        RpcClient client = network.client()
                .routing(Cluster.of(servers.addresses()))
                .checksum(Checksum.ON)
                .pingInterval(Duration.ofSeconds(1))
                .connect();
        Ledger stub = client.stub(Ledger.class);
        network.misfortunes(Duration.ofSeconds(3));
        servers.dieAndComeBack(Duration.ofSeconds(3));
        List<CompletableFuture<Boolean>> ends = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            String entry = Integer.toString(i);
            Duration latest = network.now().plus(TIMEOUT).plus(TICK);
            CompletableFuture<String> call = i % 2 == 0 ? stub.enter(entry) : stub.read(entry);
            String expected = (i % 2 == 0 ? "entered " : "read ") + entry;
            ends.add(call.handle((answer, error) -> {
                network.note(entry + ": " + (error == null ? answer : error.getMessage()));
                assertThat(network.now()).as("end of " + entry).isLessThanOrEqualTo(latest);
                assertThat(error == null ? answer : expected).isEqualTo(expected);
                return error == null;
            }));
            network.advance(Duration.ofMillis(network.random().nextInt(200)));
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new));
        network.runUntil(all::isDone, TIMEOUT.plus(TICK));
        all.join();
        network.advance(TIMEOUT);
        assertThat(client.stats().bytesInFlight().outbound())
                .as("held outbound")
                .isZero();
        assertThat(client.stats().bytesInFlight().inbound()).as("held inbound").isZero();
        assertThat(client.stats().methods()).allMatch(method -> method.inFlight() == 0, "no call in flight");
        assertThat(client.stats().nodes()).allMatch(node -> node.inFlight() == 0, "no attempt in flight");
        servers.expectIdle();
        return (int) ends.stream().filter(CompletableFuture::join).count();
    }

    @Test
    void theSameSeedRepeatsACluster() {
        String first = SimulatedNetwork.run(9, ClusterSeedsTest::playAlone);
        assertThat(SimulatedNetwork.run(9, ClusterSeedsTest::playAlone)).isEqualTo(first);
        assertThat(SimulatedNetwork.run(10, ClusterSeedsTest::playAlone)).isNotEqualTo(first);
    }

    private static void playAlone(SimulatedNetwork network) {
        play(network, new Book(network, new ArrayList<>(), new ArrayList<>()));
    }
}
