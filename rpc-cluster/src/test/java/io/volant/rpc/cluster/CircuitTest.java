package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.Deadline;
import io.volant.rpc.Outcome;
import io.volant.rpc.Response;
import io.volant.rpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a node is left out, and for how long. */
class CircuitTest extends CircuitRig {
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
}
