package io.volant.rpc.cluster;

import io.volant.rpc.Endpoint;
import io.volant.rpc.NodeStats;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcClientBuilder;
import io.volant.rpc.VolantRuntime;
import io.volant.rpc.contract.Events;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A client whose list, connections, answers and clock are in the hands of the test; the timer is real. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
abstract class LinesRig {
    static final Endpoint A = new Endpoint("127.0.0.1", 7_101);
    static final Endpoint B = new Endpoint("127.0.0.1", 7_102);
    static final Endpoint C = new Endpoint("127.0.0.1", 7_103);

    final LinesInHand lines = new LinesInHand();
    final ListInHand list = new ListInHand();
    private final AtomicLong nanos = new AtomicLong();
    final VolantRuntime runtime = VolantRuntime.builder().ticker(nanos::get).build();
    RpcClient client;

    @AfterEach
    final void close() {
        client.close();
        runtime.close();
    }

    final RpcClientBuilder builder(Cluster cluster) {
        return RpcClient.builder().runtime(runtime).transport(lines).routing(cluster);
    }

    /** A connection that the client knows of. */
    final Line connect(Endpoint endpoint, int server) {
        Line line = lines.connect(endpoint, server);
        Events.until("it is called at " + endpoint, () -> state(endpoint) != NodeStats.State.CONNECTING);
        return line;
    }

    final NodeStats node(Endpoint endpoint) {
        return client.stats().nodes().stream()
                .filter(node -> node.address().equals(endpoint.toString()))
                .findFirst()
                .orElseThrow();
    }

    final NodeStats.State state(Endpoint endpoint) {
        return node(endpoint).state();
    }

    final void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
