package io.volant.rpc;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the calls that a server answers before they reach a service, because it refuses them or was asked for them before. Thread-safe;
 * counting neither locks nor blocks.
 */
final class AdmissionMeter {
    private final CallMeter refused = new CallMeter(MethodStats.OTHER, MethodStats.OTHER);
    private final LongAdder joined = new LongAdder();
    private final LongAdder replayed = new LongAdder();
    private final LongAdder executed = new LongAdder();
    private final LongAdder forgotten = new LongAdder();

    void onRefused(Status status) {
        refused.onStart();
        refused.onEnd(status, 0);
    }

    void onAskedAgain(AskedAgain found) {
        LongAdder counter = switch (found) {
            case JOINED -> joined;
            case REPLAYED -> replayed;
            case EXECUTED -> executed;
            case FORGOTTEN -> forgotten;
        };
        counter.increment();
    }

    MethodStats refused() {
        return refused.snapshot();
    }

    AskedAgainStats askedAgain() {
        return new AskedAgainStats(joined.sum(), replayed.sum(), executed.sum(), forgotten.sum());
    }
}
