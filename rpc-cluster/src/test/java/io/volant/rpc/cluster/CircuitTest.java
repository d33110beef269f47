package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Deadline;
import io.volant.rpc.Outcome;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CircuitTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final AtomicInteger alarms = new AtomicInteger();
    private final NodesInHand nodes = new NodesInHand();
    private final Node node =
            nodes.add(nodes.instance(), new FailureWatch(5, Calls.TIMEOUT, nodes.nanoTime(), alarms::incrementAndGet));
    private double random = 0.5; // no jitter
    private final Circuit circuit = new Circuit(node, OutlierDetection.defaults(), () -> random, nodes.nanoTime());

    private void pass(Duration time) {
        nodes.advance(time);
        circuit.look(true, nodes.nanoTime());
    }

    private void eject() {
        circuit.eject("as the test wants it", nodes.nanoTime());
    }

    /** How long it is ejected, to the second. */
    private long seconds() {
        return Duration.ofNanos(circuit.leftNanos(nodes.nanoTime())).toSeconds();
    }

    private Request idempotent() {
        return Calls.of("look", CallOptions.defaults(), nodes, 1L);
    }

    /** Ejects it and waits until it is to be tried out. */
    private void untilProbing() {
        eject();
        pass(Duration.ofNanos(circuit.leftNanos(nodes.nanoTime())));
        assertThat(circuit.state()).isEqualTo(Circuit.State.PROBING);
    }

    private void tryOut(Response answer) {
        assertThat(node.beginsTrial(idempotent())).isTrue();
        nodes.send(0, idempotent());
        nodes.answer(0, answer);
        circuit.look(true, nodes.nanoTime());
    }

    private void fails() {
        tryOut(NodesInHand.failure(Status.INTERNAL, Outcome.EXECUTED));
    }

    @Test
    void fiveFailuresInARowAreAFaultAndTellAtOnce() {
        for (int i = 0; i < 4; i++) {
            nodes.failed(0, Status.INTERNAL);
        }
        assertThat(circuit.fault()).isEmpty();
        assertThat(alarms).hasValue(0);

        nodes.failed(0, Status.INTERNAL);

        assertThat(circuit.fault()).hasValue("5 calls in a row failed");
        assertThat(alarms).hasValue(1);
        nodes.failed(0, Status.INTERNAL);
        assertThat(alarms).as("told once").hasValue(1);
    }

    @Test
    void aGoodCallEndsARow() {
        for (int i = 0; i < 40; i++) {
            nodes.failed(0, Status.INTERNAL);
            if (i % 4 == 3) {
                nodes.answered(0, Duration.ZERO);
            }
        }
        assertThat(alarms).hasValue(0);
    }

    @Test
    void loadAndTheFaultsOfCallersAndDeclaredExceptionsAreNoFaults() {
        for (Status status : Status.values()) {
            boolean bad = switch (status) {
                case INTERNAL, DEADLINE_EXCEEDED, RESULT_UNENCODABLE, UNAVAILABLE -> true;
                case OK,
                        APPLICATION,
                        OVERLOADED,
                        CANCELLED,
                        UNIMPLEMENTED,
                        FAILED_PRECONDITION,
                        UNAUTHENTICATED,
                        PERMISSION_DENIED,
                        INVALID_ARGUMENT,
                        RESOURCE_EXHAUSTED -> false;
            };
            for (int i = 0; i < 10 && !bad && status != Status.OK; i++) {
                nodes.failed(0, status);
            }
        }
        pass(SECOND);
        assertThat(circuit.fault()).isEmpty();
        assertThat(alarms).hasValue(0);
        assertThat(node.totals()).as("declared exceptions are answers").isEqualTo(new CallTotals(10, 0));
    }

    @Test
    void aDeadlineThatIsShorterThanUsualIsNoFault() {
        for (int i = 0; i < 10; i++) {
            nodes.send(0, idempotent().withDeadline(Deadline.after(Duration.ofSeconds(2), nodes)));
            nodes.answer(0, NodesInHand.failure(Status.DEADLINE_EXCEEDED, Outcome.UNKNOWN));
        }
        assertThat(circuit.fault()).isEmpty();

        for (int i = 0; i < 5; i++) {
            nodes.failed(0, Status.DEADLINE_EXCEEDED);
        }
        assertThat(circuit.fault()).as("of 5 s").isPresent();
    }

    @Test
    void theCallsThatAConnectionTakesWithItAreOneFailure() {
        for (int i = 0; i < 20; i++) {
            nodes.send(0);
        }
        nodes.advance(SECOND);
        for (int i = 0; i < 20; i++) {
            nodes.answer(0, NodesInHand.failure(Status.UNAVAILABLE, Outcome.UNKNOWN));
        }
        assertThat(node.watch().streak()).isEqualTo(1);
        assertThat(node.totals()).isEqualTo(new CallTotals(0, 1));

        for (int i = 0; i < 4; i++) {
            nodes.failed(0, Status.UNAVAILABLE);
        }
        assertThat(circuit.fault()).as("lost one by one").isPresent();
    }

    @Test
    void aCallThatIsHandedBackCountsForNothing() {
        nodes.send(0);
        node.onHandedBack(nodes.nanoTime());
        assertThat(node.totals()).isEqualTo(new CallTotals(0, 0));

        untilProbing();
        assertThat(node.beginsTrial(idempotent())).isTrue();
        nodes.send(0, idempotent());
        node.onHandedBack(nodes.nanoTime());
        assertThat(node.beginsTrial(idempotent())).as("another one").isTrue();
    }

    @Test
    void fewerThanFourInFiveIsAFaultFromFiveCallsOn() {
        nodes.failed(0, Status.INTERNAL);
        nodes.answered(0, Duration.ZERO);
        nodes.failed(0, Status.INTERNAL);
        nodes.answered(0, Duration.ZERO);
        pass(SECOND);
        assertThat(circuit.fault()).as("of four").isEmpty();

        nodes.answered(0, Duration.ZERO);
        pass(SECOND);
        assertThat(circuit.fault()).hasValue("2 of 5 calls failed in 30 s");

        for (int i = 0; i < 5; i++) {
            nodes.answered(0, Duration.ZERO);
        }
        pass(SECOND);
        assertThat(circuit.fault()).as("two of ten").isEmpty();
    }

    @Test
    void isOutForFiveSecondsThatDoubleUpToThreeHundred() {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            eject();
            times.add(seconds());
        }
        assertThat(times).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
    }

    @Test
    void theTimeOutIsAFifthLongerOrShorterByChance() {
        random = 0;
        eject();
        assertThat(seconds()).isEqualTo(4);
        random = 1;
        eject();
        assertThat(seconds()).isEqualTo(12);
    }

    @Test
    void theTimeShrinksAgainWhileItIsWell() {
        for (int i = 0; i < 3; i++) {
            eject();
        }
        pass(Duration.ofSeconds(20));
        tryOut(Response.success("well"));
        pass(Duration.ofSeconds(19));
        pass(Duration.ofSeconds(1)); // as long as it was out
        eject();
        assertThat(seconds()).isEqualTo(20);

        pass(Duration.ofSeconds(20));
        tryOut(Response.success("well"));
        pass(HOUR);
        eject();
        assertThat(seconds()).isEqualTo(5);
    }

    @Test
    void isTriedOutWhenItsTimeIsOverAndItsConnectionIsAlive() {
        eject();
        pass(Duration.ofMillis(4_999));
        assertThat(circuit.state()).isEqualTo(Circuit.State.EJECTED);
        circuit.look(false, nodes.nanoTime() + SECOND.toNanos());
        assertThat(circuit.state()).as("silent").isEqualTo(Circuit.State.EJECTED);

        pass(SECOND);

        assertThat(circuit.state()).isEqualTo(Circuit.State.PROBING);
        assertThat(circuit.reason()).isEqualTo("as the test wants it");
        assertThat(node.onTrial()).isTrue();
    }

    @Test
    void oneCallTriesItOutAndBringsItBack() {
        untilProbing();
        assertThat(node.beginsTrial(idempotent())).isTrue();
        assertThat(node.beginsTrial(idempotent())).as("one at a time").isFalse();
        nodes.send(0, idempotent());
        nodes.answer(0, Response.success("well"));
        assertThat(alarms).as("told").hasValue(1);

        circuit.look(true, nodes.nanoTime());

        assertThat(circuit.state()).isEqualTo(Circuit.State.IN);
        assertThat(circuit.reason()).isEmpty();
        assertThat(node.onTrial()).isFalse();
        assertThat(circuit.fault()).isEmpty();
    }

    @Test
    void aTrialThatFailsLeavesItOutForTwiceAsLong() {
        untilProbing();
        fails();
        assertThat(circuit.state()).isEqualTo(Circuit.State.EJECTED);
        assertThat(seconds()).isEqualTo(10);
        assertThat(circuit.reason()).isEqualTo("the call that tried it out failed");
    }

    @Test
    void afterATrialThatTellsNothingAnotherCallTriesItOut() {
        untilProbing();
        tryOut(NodesInHand.failure(Status.OVERLOADED, Outcome.REJECTED));
        assertThat(circuit.state()).isEqualTo(Circuit.State.PROBING);
        tryOut(NodesInHand.failure(Status.CANCELLED, Outcome.UNKNOWN));
        assertThat(circuit.state()).isEqualTo(Circuit.State.PROBING);
        tryOut(Response.success("well"));
        assertThat(circuit.state()).isEqualTo(Circuit.State.IN);
    }

    @Test
    void aCallThatWasUnderWayBeforeDecidesNothing() {
        nodes.send(0);
        nodes.advance(SECOND);
        untilProbing();
        nodes.answer(0, Response.success("late"));
        circuit.look(true, nodes.nanoTime());
        assertThat(circuit.state()).isEqualTo(Circuit.State.PROBING);
    }

    @Test
    void onlyAnIdempotentCallTriesItOutUnlessNoneComesForTenSeconds() {
        untilProbing();
        assertThat(node.beginsTrial(nodes.request())).isFalse();
        pass(Duration.ofSeconds(10));
        assertThat(node.beginsTrial(Calls.of("note", CallOptions.defaults(), nodes, "one-way")))
                .isFalse();
        assertThat(node.beginsTrial(nodes.request())).isTrue();
    }

    @Test
    void oneCallThatFailsAfterTheReturnIsNoFault() {
        for (int i = 0; i < 5; i++) {
            nodes.failed(0, Status.INTERNAL);
        }
        untilProbing();
        tryOut(Response.success("well"));
        nodes.failed(0, Status.INTERNAL);
        for (int i = 0; i < 4; i++) {
            nodes.answered(0, Duration.ZERO);
        }
        pass(SECOND);
        assertThat(circuit.fault()).isEmpty();
    }

    @Test
    void aServerThatWasStartedAgainIsNotTheOneThatFailed() {
        untilProbing();
        circuit.release(nodes.nanoTime());
        assertThat(circuit.state()).isEqualTo(Circuit.State.IN);
        assertThat(node.onTrial()).isFalse();
    }

    @Test
    void whatChangesIsToldOnce() {
        assertThat(circuit.takeChange()).isFalse();
        eject();
        assertThat(circuit.takeChange()).isTrue();
        assertThat(circuit.takeChange()).isFalse();
    }
}
