package io.volant.rpc.cluster;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.Dialer;
import io.volant.rpc.Route;
import io.volant.rpc.Routing;
import io.volant.rpc.cluster.discovery.EndpointSource;
import io.volant.rpc.cluster.discovery.Instance;
import io.volant.rpc.cluster.discovery.KnowledgeOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Many servers behind one client: which there are says a source, which of them a call goes to a load balancer. Immutable.
 *
 * <pre>{@code
 * RpcClient client = RpcClient.builder().routing(Cluster.of(registry)).connect();
 * }</pre>
 *
 * <p>Such a client connects lazily: {@code connect()} returns at once, the servers of a service are looked for when its first stub is
 * made, and a call for which there is none yet waits, until its deadline unless the client says otherwise.
 */
public final class Cluster implements Routing {
    private static final Duration SLOW_START = Duration.ofSeconds(30);

    private final EndpointSource source;
    private final KnowledgeOptions knowledge;
    private final LoadBalancer balancer;
    private final Duration slowStart;
    private final RetryPolicy retry;
    private final OutlierDetection outliers;
    private final UnaryOperator<List<Instance>> members;

    private Cluster(
            EndpointSource source,
            KnowledgeOptions knowledge,
            LoadBalancer balancer,
            Duration slowStart,
            RetryPolicy retry,
            OutlierDetection outliers,
            UnaryOperator<List<Instance>> members) {
        this.source = requireNonNull(source, "source");
        this.knowledge = requireNonNull(knowledge, "knowledge");
        this.balancer = requireNonNull(balancer, "balancer");
        this.slowStart = requireNonNull(slowStart, "slowStart");
        this.retry = requireNonNull(retry, "retry");
        this.outliers = requireNonNull(outliers, "outliers");
        this.members = requireNonNull(members, "members");
        if (slowStart.isNegative()) {
            throw new IllegalArgumentException("slowStart: " + slowStart + " (expected: >= 0)");
        }
    }

    /** The servers that {@code source} names, by {@link LoadBalancer#leastResponseTime}. Whoever opened the source closes it, after the client. */
    public static Cluster of(EndpointSource source) {
        return new Cluster(
                source,
                KnowledgeOptions.defaults(),
                LoadBalancer.leastResponseTime(),
                SLOW_START,
                RetryPolicy.defaults(),
                OutlierDetection.defaults(),
                all -> all);
    }

    /** The servers at these addresses, {@code host:port} each. */
    public static Cluster of(String... addresses) {
        return of(EndpointSource.fixed(addresses));
    }

    /** How calls are spread; {@link LoadBalancer#leastResponseTime} unless given. */
    public Cluster balancer(LoadBalancer balancer) {
        return new Cluster(source, knowledge, balancer, slowStart, retry, outliers, members);
    }

    /** What the client makes of what the source says. */
    public Cluster knowledge(KnowledgeOptions knowledge) {
        return new Cluster(source, knowledge, balancer, slowStart, retry, outliers, members);
    }

    /** How long a server that has just become usable is given less than its share, 30 s unless given; zero for not at all. */
    public Cluster slowStart(Duration slowStart) {
        return new Cluster(source, knowledge, balancer, slowStart, retry, outliers, members);
    }

    /** When calls that failed are made again; {@link RetryPolicy#defaults} unless given. */
    public Cluster retry(RetryPolicy retry) {
        return new Cluster(source, knowledge, balancer, slowStart, retry, outliers, members);
    }

    /** When a server is left out because of what becomes of its calls; {@link OutlierDetection#defaults} unless given. */
    public Cluster outliers(OutlierDetection outliers) {
        return new Cluster(source, knowledge, balancer, slowStart, retry, outliers, members);
    }

    /** The client connects to a part of the servers, where there are very many. */
    public Cluster subset(Subset subset) {
        requireNonNull(subset, "subset");
        return new Cluster(source, knowledge, balancer, slowStart, retry, outliers, subset::select);
    }

    /** As {@link #subset(Subset)}, with as many servers inside of {@code zone} as outside, for a balancer that prefers it. */
    public Cluster subset(Subset subset, String zone) {
        requireNonNull(subset, "subset");
        requireNonNull(zone, "zone");
        return new Cluster(source, knowledge, balancer, slowStart, retry, outliers, all -> subset.select(all, zone));
    }

    @Override
    public Route open(Dialer dialer) {
        return new ClusterRoute(this, dialer);
    }

    EndpointSource source() {
        return source;
    }

    KnowledgeOptions knowledge() {
        return knowledge;
    }

    /** Those of a list that the client connects to. */
    List<Instance> members(List<Instance> all) {
        return members.apply(all);
    }

    LoadBalancer balancer() {
        return balancer;
    }

    RetryPolicy retry() {
        return retry;
    }

    Duration slowStart() {
        return slowStart;
    }

    OutlierDetection outliers() {
        return outliers;
    }
}
