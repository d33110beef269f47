package io.volant.rpc;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the calls of one method on one side. Thread-safe; counting neither locks nor, once a status occurred, allocates. */
final class CallMeter {
    private final String service;
    private final String method;
    private final LongAdder started = new LongAdder();
    private final ConcurrentMap<Status, DurationMeter> byStatus = new ConcurrentHashMap<>(); // those that occurred

    CallMeter(String service, String method) {
        this.service = service;
        this.method = method;
    }

    void onStart() {
        started.increment();
    }

    /** A call that started before has ended. */
    void onEnd(Status status, long nanos) {
        DurationMeter meter = byStatus.get(status);
        if (meter == null) {
            meter = byStatus.computeIfAbsent(status, first -> new DurationMeter());
        }
        meter.add(nanos);
    }

    MethodStats snapshot() {
        Map<Status, DurationStats> ended = new EnumMap<>(Status.class);
        byStatus.forEach((status, meter) -> ended.put(status, meter.snapshot()));
        // read last: a call that ended meanwhile counts as started, too, and none in flight below zero
        return new MethodStats(service, method, started.sum(), ended);
    }
}
