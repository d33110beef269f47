package io.volant.rpc.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Ejects the nodes of one service that fail, or are much slower than the one in the middle; never more than half of all, the worst
 * first.
 *
 * <p>A slow node is one whose calls took, at five looks in a row between which some were answered, several times as long as at the
 * middle node, and a tenth of a second longer at least. It takes three nodes that answered to have a middle: of two, each is as far
 * from the other.
 */
record Outliers(OutlierDetection settings) {
    private static final int LEAST_COMPARED = 3;
    private static final double LEAST_SLOWER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Judges nodes that have been looked at. */
    void judge(Collection<Circuit> circuits, long now) {
        long out = circuits.stream().filter(Circuit::isOut).count();
        long room = circuits.size() / 2 - out;
        Map<Circuit, String> faults = faults(circuits, now);
        for (Circuit worst : worstFirst(faults)) {
            if (room-- <= 0) {
                return;
            }
            worst.eject(faults.getOrDefault(worst, ""), now);
        }
    }

    private static List<Circuit> worstFirst(Map<Circuit, String> faults) {
        return faults.keySet().stream()
                .sorted(Comparator.comparingInt(
                                (Circuit circuit) -> -circuit.node().watch().streak())
                        .thenComparingDouble(Circuit::successRate))
                .toList();
    }

    private Map<Circuit, String> faults(Collection<Circuit> circuits, long now) {
        Map<Circuit, String> faults = new LinkedHashMap<>();
        List<Circuit> answering = new ArrayList<>();
        for (Circuit circuit : circuits) {
            if (!circuit.isOut()) {
                circuit.fault().ifPresent(fault -> faults.put(circuit, fault));
                if (circuit.lately().good() > 0) {
                    answering.add(circuit);
                }
            }
        }
        if (answering.size() >= LEAST_COMPARED) {
            slow(answering, now).forEach(faults::putIfAbsent);
        }
        return faults;
    }

    private Map<Circuit, String> slow(List<Circuit> answering, long now) {
        double middle = answering.stream()
                .mapToDouble(circuit -> circuit.node().responseNanos())
                .sorted()
                .skip((answering.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
        Map<Circuit, String> slow = new LinkedHashMap<>();
        for (Circuit circuit : answering) {
            double nanos = circuit.node().responseNanos();
            boolean far = nanos > middle * settings.slowness() && nanos - middle >= LEAST_SLOWER_NANOS;
            if (circuit.slowForLong(far, now)) {
                slow.put(circuit, "its calls take " + millis(nanos) + " ms, in the middle " + millis(middle) + " ms");
            }
        }
        return slow;
    }

    private static long millis(double nanos) {
        return Duration.ofNanos((long) nanos).toMillis();
    }
}
