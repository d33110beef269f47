package io.volant.rpc.benchmarks.soak;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * One cycle and the quiet moment behind it.
 *
 * @param number from 1
 * @param warmUp whether its figures are not compared
 * @param answers what became of the good clients' calls
 * @param latency how long they took
 * @param visits of clients that are trouble
 * @param server the figures of the server's JVM, without the connections of good clients
 * @param clients the figures of the JVM of all clients but those killed, without the connections of good clients
 */
record Cycle(
        int number,
        boolean warmUp,
        Answers answers,
        Latency latency,
        Map<Kind, Long> visits,
        Figures server,
        Figures clients) {
    Cycle {
        Map<Kind, Long> all = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            all.put(kind, visits.getOrDefault(kind, 0L));
        }
        visits = Collections.unmodifiableMap(all);
    }
}
