package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Connection;
import io.volant.rpc.Endpoint;
import io.volant.rpc.NodeStats;
import io.volant.rpc.Status;
import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Which servers a client calls while some fail: over connections that a test answers, and by a clock that it turns. */
class EjectionTest extends LinesRig {

    private OutlierDetection outliers = OutlierDetection.defaults();
    private Duration slowStart = Duration.ZERO;
    private RetryPolicy retry = RetryPolicy.off();
    private Journal journal;

    private List<Line> connected(Endpoint... endpoints) {
        list.say(endpoints);
        client = builder(Cluster.of(list)
                        .balancer(LoadBalancer.roundRobin())
                        .slowStart(slowStart)
                        .retry(retry)
                        .outliers(outliers))
                .connect();
        journal = client.stub(Journal.class);
        return Arrays.stream(endpoints).map(endpoint -> connect(endpoint, 1)).toList();
    }

    /** Makes calls, one after the other; those to {@code failing} fail, all others are answered. */
    private void read(int calls, List<Line> all, Line... failing) {
        for (int i = 0; i < calls; i++) {
            CompletableFuture<String> call = journal.read();
            for (Line line : all) {
                if (line.inFlight() > 0 && Arrays.asList(failing).contains(line)) {
                    line.fail(Status.INTERNAL);
                } else if (line.inFlight() > 0) {
                    line.answer("well");
                }
            }
            assertThat(call).isDone();
        }
    }

    private void untilProbing(Endpoint endpoint) {
        pass(Duration.ofSeconds(6)); // 5 s, and a fifth more at most
        Events.until("it is tried out", () -> state(endpoint) == NodeStats.State.PROBING);
    }

    @Test
    void aServerThatFailsEveryCallIsLeftOutFromTheFifthOn() {
        List<Line> all = connected(A, B, C);
        read(15, all, all.get(0));
        assertThat(state(A)).isEqualTo(NodeStats.State.EJECTED);
        assertThat(node(A).calls()).isEqualTo(5);
        assertThat(node(A).trouble()).isEqualTo("5 calls in a row failed");
        assertThat(node(A).ejectedFor()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));

        read(30, all, all.get(0));

        assertThat(node(A).calls()).isEqualTo(5);
        assertThat(List.of(state(B), state(C))).containsOnly(NodeStats.State.READY);
        assertThat(node(B).trouble()).isEmpty();
        assertThat(node(B).ejectedFor()).isZero();
    }

    @Test
    void oneCallTriesItOutBeforeOthersFollow() {
        List<Line> all = connected(A, B, C);
        read(15, all, all.get(0));
        untilProbing(A);
        for (int i = 0; i < 6; i++) {
            journal.write();
        }
        assertThat(all.get(0).inFlight()).as("not idempotent").isZero();
        for (int i = 0; i < 6; i++) {
            journal.read();
        }
        assertThat(all.get(0).inFlight()).as("the trial").isEqualTo(1);

        all.get(0).answer("well");

        assertThat(state(A)).isEqualTo(NodeStats.State.READY);
        for (int i = 0; i < 6; i++) {
            journal.write();
        }
        assertThat(all.get(0).inFlight()).isEqualTo(2);
    }

    @Test
    void aTrialThatFailsCostsOneCallAndTwiceTheTime() {
        List<Line> all = connected(A, B, C);
        read(15, all, all.get(0));
        untilProbing(A);

        read(30, all, all.get(0));

        assertThat(node(A).calls()).isEqualTo(6);
        assertThat(node(A).ejectedFor()).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12));
    }

    @Test
    void whereAllFailHalfAreLeftOutAndCallsStillGoOut() {
        List<Line> all = connected(A, B, C);
        read(60, all, all.get(0), all.get(1), all.get(2));
        assertThat(client.stats().nodes().stream()
                        .filter(node -> node.state() == NodeStats.State.EJECTED)
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whereTooFewWouldBeLeftTheEjectedAreCalledToo() {
        List<Line> all = connected(A, B);
        read(10, all, all.get(0));
        assertThat(state(A)).isEqualTo(NodeStats.State.EJECTED);
        pass(Duration.ofNanos(1));

        all.get(1).moveTo(Connection.State.CLOSED);
        journal.read();

        assertThat(state(B)).isEqualTo(NodeStats.State.CONNECTING);
        assertThat(state(A)).as("still").isEqualTo(NodeStats.State.EJECTED);
        assertThat(all.get(0).inFlight()).isEqualTo(1);
    }

    @Test
    void aServerWithoutConnectionIsNotCalledHoweverFewAreLeft() {
        List<Line> all = connected(A, B);
        all.get(1).moveTo(Connection.State.CLOSED);
        read(20, all, all.get(0));
        assertThat(node(A).calls()).as("the only one").isEqualTo(20);
    }

    @Test
    void aServerThatIsStartedAgainIsCalledAtOnce() {
        List<Line> all = connected(A, B, C);
        read(15, all, all.get(0));
        all.get(0).moveTo(Connection.State.CLOSED);
        Line again = connect(A, 2);
        assertThat(state(A)).isEqualTo(NodeStats.State.READY);
        read(3, List.of(again, all.get(1), all.get(2)));
        assertThat(node(A).calls()).isEqualTo(6);
    }

    @Test
    void oneThatIsSilentIsNotTriedOutUntilItGivesASignOfLife() {
        List<Line> all = connected(A, B, C);
        read(15, all, all.get(0));
        all.get(0).suspect(true);
        assertThat(state(A)).isEqualTo(NodeStats.State.SUSPECT);
        pass(Duration.ofSeconds(6));
        read(15, all, all.get(0));
        assertThat(node(A).calls()).isEqualTo(5);
        all.get(0).suspect(false);
        Events.until("it is tried out", () -> state(A) == NodeStats.State.PROBING);
        read(4, all);
        assertThat(state(A)).isEqualTo(NodeStats.State.READY);
    }

    @Test
    void aServerThatFailsHalfOfItsCallsIsLeftOutWithinSeconds() {
        List<Line> all = connected(A, B, C);
        read(6, all, all.get(0));
        read(3, all);
        read(6, all, all.get(0));
        Events.until("it is left out", () -> state(A) == NodeStats.State.EJECTED);
        assertThat(node(A).trouble()).isEqualTo("4 of 5 calls failed in 30 s");
    }

    @Test
    void anAttemptThatThisClientGivesUpEarlyCountsForItsServer() {
        retry = RetryPolicy.defaults();
        List<Line> all = connected(A, B, C);
        for (int i = 0; i < 15; i++) {
            CompletableFuture<String> call = journal.glance();
            if (all.get(0).inFlight() > 0) {
                all.get(0).fail(Status.DEADLINE_EXCEEDED);
            }
            all.stream().filter(line -> line.inFlight() > 0).forEach(line -> line.answer("well"));
            assertThat(Events.get(call)).isEqualTo("well");
        }
        assertThat(state(A)).isEqualTo(NodeStats.State.EJECTED);
    }

    @Test
    void switchedOffNoServerIsLeftOut() {
        outliers = OutlierDetection.off();
        List<Line> all = connected(A, B, C);
        read(60, all, all.get(0));
        assertThat(state(A)).isEqualTo(NodeStats.State.READY);
        assertThat(node(A).calls()).isEqualTo(20);
    }

    @Test
    void aServerThatWasStartedAgainWhileItWasOutStartsSlowlyOnce() {
        slowStart = Duration.ofSeconds(30);
        List<Line> all = connected(A, B, C);
        pass(slowStart);
        read(15, all, all.get(0));
        assertThat(state(A)).isEqualTo(NodeStats.State.EJECTED);
        all.get(0).moveTo(Connection.State.CLOSED);
        List<Line> now = List.of(connect(A, 2), all.get(1), all.get(2));
        assertThat(state(A)).isEqualTo(NodeStats.State.WARMING);
        pass(slowStart);

        read(15, now, now.get(1));

        assertThat(state(B)).as("all were looked at").isEqualTo(NodeStats.State.EJECTED);
        assertThat(state(A)).isEqualTo(NodeStats.State.READY);
    }
}
