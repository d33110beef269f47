package io.volant.rpc;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts the calls of one method on one side. Thread-safe; counting neither locks nor, once a status occurred, allocates. */
final class CallMeter {
    private static final int CODES =
            1 + Stream.of(Status.values()).mapToInt(Status::code).max().orElse(0);

    private final String service;
    private final String method;
    private final LongAdder started = new LongAdder();
    private final LongAdder fallbacks = new LongAdder();
    private final AtomicReferenceArray<@Nullable DurationMeter> byCode = // of a status; those that occurred
            new AtomicReferenceArray<>(CODES);

    CallMeter(String service, String method) {
        this.service = service;
        this.method = method;
    }

    void onStart() {
        started.increment();
    }

    /** A fallback answered a call. */
    void onFallback() {
        fallbacks.increment();
    }

    /** A call that started before has ended. */
    void onEnd(Status status, long nanos) {
        DurationMeter meter = byCode.get(status.code());
        if (meter == null) {
            DurationMeter first = new DurationMeter();
            DurationMeter other = byCode.compareAndExchange(status.code(), null, first);
            meter = other == null ? first : other;
        }
        meter.add(nanos);
    }

    MethodStats snapshot() {
        Map<Status, DurationStats> ended = new EnumMap<>(Status.class);
        for (Status status : Status.values()) {
            DurationMeter meter = byCode.get(status.code());
            if (meter != null) {
                ended.put(status, meter.snapshot());
            }
        }
        // read last: a call that ended meanwhile counts as started, too, and none in flight below zero
        return new MethodStats(service, method, started.sum(), ended, fallbacks.sum());
    }
}
