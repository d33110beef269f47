package io.volant.rpc.examples.failover;

import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcClientBuilder;
import io.volant.rpc.cluster.Cluster;
import io.volant.rpc.cluster.LoadBalancer;
import io.volant.rpc.cluster.OutlierDetection;
import io.volant.rpc.cluster.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** What is switched on: each step has all of those before it. */
enum Step {
    NONE("without", "a client for each server, one attempt"),
    RETRY("retry", "made again, at the same server"),
    FAILOVER("+failover", "clients know all servers: made again at another"),
    TIME_OUT("+time-out", "an attempt ends after 500 ms"),
    DETECTION("+detection", "no calls for a server that is silent or fails");

    private final String label;
    private final String what;

    Step(String label, String what) {
        this.label = label;
        this.what = what;
    }

    String label() {
        return label;
    }

    String what() {
        return what;
    }

    boolean has(Step other) {
        return compareTo(other) >= 0;
    }

    /** Clients, one for each server. */
    List<RpcClient> connect(List<String> servers) {
        return IntStream.range(0, servers.size())
                .mapToObj(index -> builder(has(FAILOVER) ? servers : List.of(servers.get(index)))
                        .connect())
                .toList();
    }

    private RpcClientBuilder builder(List<String> servers) {
        Cluster cluster = Cluster.of(servers.toArray(new String[0]))
                .balancer(LoadBalancer.roundRobin())
                .slowStart(Duration.ZERO);
        cluster = has(RETRY) ? cluster : cluster.retry(RetryPolicy.off());
        cluster = has(DETECTION) ? cluster : cluster.outliers(OutlierDetection.off());
        RpcClientBuilder builder = RpcClient.builder().routing(cluster);
        return has(DETECTION) ? builder : builder.pingInterval(Duration.ofMinutes(5));
    }
}
