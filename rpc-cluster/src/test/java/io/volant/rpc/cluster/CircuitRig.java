package io.volant.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CallOptions;
import io.volant.rpc.Outcome;
import io.volant.rpc.Request;
import io.volant.rpc.Response;
import io.volant.rpc.Status;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The circuit of one node, on a clock that the test turns. */
abstract class CircuitRig {
    static final Duration SECOND = Duration.ofSeconds(1);
    static final Duration HOUR = Duration.ofHours(1);

    final AtomicInteger alarms = new AtomicInteger();
    final NodesInHand nodes = new NodesInHand();
    final Node node =
            nodes.add(nodes.instance(), new FailureWatch(5, Calls.TIMEOUT, nodes.nanoTime(), alarms::incrementAndGet));
    double random = 0.5; // no jitter
    final Circuit circuit = new Circuit(node, OutlierDetection.defaults(), () -> random, nodes.nanoTime());

    void pass(Duration time) {
        nodes.advance(time);
        circuit.look(true, nodes.nanoTime());
    }

    void eject() {
        circuit.eject("as the test wants it", nodes.nanoTime());
    }

    /** How long it is ejected, to the second. */
    long seconds() {
        return Duration.ofNanos(circuit.leftNanos(nodes.nanoTime())).toSeconds();
    }

    Request idempotent() {
        return Calls.of("look", CallOptions.defaults(), nodes, 1L);
    }

    /** Ejects it and waits until it is to be tried out. */
    void untilProbing() {
        eject();
        pass(Duration.ofNanos(circuit.leftNanos(nodes.nanoTime())));
        assertThat(circuit.state()).isEqualTo(Circuit.State.PROBING);
    }

    void tryOut(Response answer) {
        assertThat(node.beginsTrial(idempotent())).isTrue();
        nodes.send(0, idempotent());
        nodes.answer(0, answer);
        circuit.look(true, nodes.nanoTime());
    }

    void fails() {
        tryOut(NodesInHand.failure(Status.INTERNAL, Outcome.EXECUTED));
    }
}
