package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Outcome;
import io.volant.rpc.Response;
import io.volant.rpc.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How a node that was left out comes back. */
class CircuitReturnTest extends CircuitRig {
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
