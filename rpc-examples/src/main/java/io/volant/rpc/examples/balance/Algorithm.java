package io.volant.rpc.examples.balance;

import io.volant.rpc.cluster.LabelRule;
import io.volant.rpc.cluster.LoadBalancer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * An algorithm, and what must come of it over the four servers.
 *
 * @param fault what is wrong with the shares; empty when nothing is
 */
record Algorithm(String name, LoadBalancer balancer, Function<Shares, Optional<String>> fault) {
    /** The label of the servers that run a new version, and its value there. */
    static final String VERSION = "version";

    static final String CANARY = "2";
    static final String NEAR = "near";

    /** The four that the mission names. */
    static final List<Algorithm> MISSION = List.of(
            new Algorithm("random", LoadBalancer.random(), equal(0)),
            new Algorithm("round robin", LoadBalancer.roundRobin(), equal(0.5)),
            new Algorithm("weighted", LoadBalancer.weighted(), byWeight(1)),
            new Algorithm(
                    "least response time",
                    LoadBalancer.leastResponseTime(),
                    shares -> first(
                            within("fast", shares.of("fast"), 60, 100), within("slow", shares.of("slow"), 0, 5))));

    static final List<Algorithm> FURTHER = List.of(
            new Algorithm("weighted random", LoadBalancer.weightedRandom(), byWeight(0)),
            new Algorithm(
                    "least in flight",
                    LoadBalancer.leastInFlight(),
                    shares -> first(
                            within("fast", shares.of("fast"), 40, 100), within("slow", shares.of("slow"), 0, 20))),
            new Algorithm(
                    "consistent hash",
                    LoadBalancer.consistentHash(),
                    shares -> shares.names() == 1
                            ? Optional.empty()
                            : Optional.of("a name was greeted by " + shares.names() + " servers (expected: 1)")),
            new Algorithm(
                    "zone \"near\"",
                    LoadBalancer.roundRobin().preferringZone(NEAR),
                    shares ->
                            first(within("small", shares.of("small"), 0, 0), within("slow", shares.of("slow"), 0, 0))),
            new Algorithm(
                    "canary 10 %",
                    LoadBalancer.roundRobin().routedBy(LabelRule.canary(VERSION, CANARY, 10)),
                    shares -> about("normal", shares, 10, 0)));

    private static Function<Shares, Optional<String>> equal(double tolerance) {
        return each(backend -> 100.0 / Backend.ALL.size(), tolerance);
    }

    private static Function<Shares, Optional<String>> byWeight(double tolerance) {
        int sum = Backend.ALL.stream().mapToInt(Backend::weight).sum();
        return each(backend -> 100.0 * backend.weight() / sum, tolerance);
    }

    /** @param tolerance 0 for what chance allows */
    private static Function<Shares, Optional<String>> each(Function<Backend, Double> expected, double tolerance) {
        return shares -> Backend.ALL.stream()
                .flatMap(backend -> about(backend.name(), shares, expected.apply(backend), tolerance).stream())
                .findFirst();
    }

    private static Optional<String> about(String server, Shares shares, double expected, double tolerance) {
        double allowed = tolerance > 0 ? tolerance : shares.chance(expected);
        return within(server, shares.of(server), expected - allowed, expected + allowed);
    }

    private static Optional<String> first(Optional<String> one, Optional<String> other) {
        return one.isPresent() ? one : other;
    }

    private static Optional<String> within(String server, double share, double least, double most) {
        return share >= least && share <= most
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT, "%s had %.1f %% (expected: %.1f to %.1f)", server, share, least, most));
    }

    /** Whether the example gives its calls a routing key, which other algorithms do not read, or not only. */
    boolean keyed() {
        return name.equals("consistent hash");
    }

    /** What is wrong; empty when nothing is. */
    Optional<String> judge(Shares shares) {
        if (shares.total() == 0 || shares.errors() > 0) {
            return Optional.of(shares.errors() + " errors in " + (shares.total() + shares.errors()) + " calls");
        }
        return fault.apply(shares);
    }
}
