package io.volant.rpc.cluster;

/** The balancers that the simulation is asked about. */
enum Policy {
    RANDOM("random"),
    ROUND_ROBIN("round robin"),
    WEIGHTED("weighted"),
    WEIGHTED_RANDOM("weighted random"),
    LEAST_RESPONSE_TIME("least response time"),
    LEAST_IN_FLIGHT("least in flight"),
    CONSISTENT_HASH("consistent hash");

    final String text;

    Policy(String text) {
        this.text = text;
    }

    LoadBalancer with(Chance chance) {
        return switch (this) {
            case RANDOM -> new RandomChoice(chance);
            case ROUND_ROBIN -> new RoundRobin(chance);
            case WEIGHTED -> new WeightedRoundRobin(chance);
            case WEIGHTED_RANDOM -> new WeightedRandom(chance);
            case LEAST_RESPONSE_TIME -> new LeastResponseTime(chance);
            case LEAST_IN_FLIGHT -> new LeastInFlight(chance);
            case CONSISTENT_HASH -> new ConsistentHash(chance);
        };
    }

    /** Whether it gives a node what its weight says. */
    boolean goesByWeight() {
        return switch (this) {
            case WEIGHTED, WEIGHTED_RANDOM, CONSISTENT_HASH -> true;
            case RANDOM, ROUND_ROBIN, LEAST_RESPONSE_TIME, LEAST_IN_FLIGHT -> false;
        };
    }

    /** Whether it looks at what came of calls, and so avoids a node that is slow or fails. */
    boolean learns() {
        return switch (this) {
            case LEAST_RESPONSE_TIME, LEAST_IN_FLIGHT -> true;
            case RANDOM, ROUND_ROBIN, WEIGHTED, WEIGHTED_RANDOM, CONSISTENT_HASH -> false;
        };
    }
}
