package io.volant.rpc.cluster;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node has been left out, is tried out, or is back. Immutable.
 *
 * @param node its address
 * @param reason why it is left out
 * @param leftNanos and for how long
 */
record CircuitChange(String node, Circuit.State to, String reason, long leftNanos) {
    private static final Logger log = LoggerFactory.getLogger(CircuitChange.class);

    static CircuitChange of(Circuit circuit, long now) {
        return new CircuitChange(
                circuit.node().instance().endpoint().toString(),
                circuit.state(),
                circuit.reason(),
                circuit.leftNanos(now));
    }

    /** @param service {@code name:version} */
    void log(String service) {
        switch (to) {
            case EJECTED ->
                log.warn(
                        "event=node_ejected service={} node={} for_ms={} reason=\"{}\"",
                        service,
                        node,
                        TimeUnit.NANOSECONDS.toMillis(leftNanos),
                        reason);
            case PROBING -> log.debug("event=node_probing service={} node={}", service, node);
            case IN -> log.info("event=node_returned service={} node={}", service, node);
        }
    }
}
