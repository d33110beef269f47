package io.volant.rpc.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of some calls: where they went, how long they took, and how many failed. */
final class Tally {
    private final Map<Integer, Integer> sent = new TreeMap<>();
    private final Map<Integer, Integer> good = new TreeMap<>();
    private final List<Long> nanos = new ArrayList<>();
    private int calls;
    private int failed;

    void onSent(int node) {
        calls++;
        sent.merge(node, 1, Integer::sum);
    }

    void onEnd(int node, Verdict verdict, long took) {
        if (verdict == Verdict.GOOD) {
            good.merge(node, 1, Integer::sum);
            nanos.add(took);
        } else {
            failed++;
        }
    }

    int calls() {
        return calls;
    }

    /** The share of calls that a node was sent, 0 to 1. */
    double share(int node) {
        return calls == 0 ? 0 : (double) sent.getOrDefault(node, 0) / calls;
    }

    /** The share of calls that failed or were refused. */
    double failed() {
        return calls == 0 ? 0 : (double) failed / calls;
    }

    /** A percentile, 0 to 1, of the times of those that were answered, in milliseconds. */
    double millis(double percentile) {
        if (nanos.isEmpty()) {
            return 0;
        }
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1, percentile * sorted.size())) / 1e6;
    }

    /** The mean of these times in milliseconds. */
    double meanMillis() {
        return nanos.stream().mapToLong(Long::longValue).average().orElse(0) / 1e6;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("shares");
        sent.keySet().forEach(node -> text.append(String.format(" %.3f", share(node))));
        return text + String.format(" p50 %.2f p99 %.2f failed %.3f", millis(0.5), millis(0.99), failed());
    }
}
