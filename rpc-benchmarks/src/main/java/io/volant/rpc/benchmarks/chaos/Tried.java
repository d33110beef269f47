package io.volant.rpc.benchmarks.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A fault that was tried, with and without protection. Immutable.
 *
 * @param disturbance of both trials
 * @param before what happened when it was tried before on a machine that was busy with something else, once for each time
 */
record Tried(
        Fault fault,
        long seed,
        Figures with,
        Figures without,
        Map<String, Object> evidence,
        Disturbance disturbance,
        List<String> before) {
    Tried {
        evidence = new LinkedHashMap<>(evidence);
        before = List.copyOf(before);
    }

    /** How often it was tried; this is the last time. */
    int times() {
        return before.size() + 1;
    }

    /** Why this is no success; empty when it is one. */
    List<String> failures() {
        List<String> failures = new ArrayList<>();
        for (Bound bound : fault.bounds()) {
            bound.missed(with).ifPresent(failures::add);
        }
        evidence.forEach((what, howMuch) -> {
            if (howMuch instanceof Number number && number.doubleValue() == 0 && !what.endsWith("Millis")) {
                failures.add("the fault met nothing: " + what + " is 0");
            }
        });
        if (!fault.damage().shown(with, without)) {
            failures.add("without protection it did no damage, so nothing was tested");
        }
        return failures;
    }

    /**
     * It failed, but on a machine that was busy with something else: that is no success, and says nothing of Volant. Not so where answers
     * were wrong or writes ran twice, which no want of processors explains.
     */
    boolean isDisturbed() {
        return disturbance.isGreat()
                && with.wrong() == 0
                && with.repeated() == 0
                && !failures().isEmpty();
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("fault", fault.name());
        map.put("seed", seed);
        map.putAll(with.toMap());
        map.put("evidence", evidence);
        if (fault.damage() != Damage.NOT_SHOWN) {
            map.put("control", without.toMap());
        }
        map.put("before", before);
        map.put("otherCores", disturbance.otherCores());
        map.put("disturbed", isDisturbed());
        map.put("failures", failures());
        return map;
    }
}
