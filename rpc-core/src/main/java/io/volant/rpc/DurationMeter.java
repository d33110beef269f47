package io.volant.rpc;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Adds up durations. Thread-safe; adding neither locks nor allocates. */
final class DurationMeter {
    private final long[] bounds =
            DurationStats.bounds().stream().mapToLong(Duration::toNanos).toArray();
    private final LongAdder[] counts =
            Stream.generate(LongAdder::new).limit(bounds.length + 1).toArray(LongAdder[]::new);
    private final LongAdder total = new LongAdder();
    private final LongAccumulator max = new LongAccumulator(Math::max, 0);

    void add(long nanos) {
        counts[bucket(nanos)].increment();
        total.add(nanos);
        max.accumulate(nanos);
    }

    DurationStats snapshot() {
        List<Long> read = Arrays.stream(counts).map(LongAdder::sum).toList();
        return new DurationStats(Duration.ofNanos(total.sum()), Duration.ofNanos(max.get()), read);
    }

    private int bucket(long nanos) {
        int low = 0;
        int high = bounds.length; // the bucket is in low..high
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (nanos > bounds[middle]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
