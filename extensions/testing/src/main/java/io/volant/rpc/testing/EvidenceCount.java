package io.volant.rpc.testing;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what a proxy does. Thread-safe. */
final class EvidenceCount {
    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();
    final AtomicInteger reset = new AtomicInteger();
    final AtomicInteger truncated = new AtomicInteger();
    final AtomicLong passed = new AtomicLong();
    final AtomicLong lost = new AtomicLong();
    final AtomicLong held = new AtomicLong();
    final AtomicLong delayed = new AtomicLong();
    final AtomicLong damaged = new AtomicLong();
    final AtomicLong duplicated = new AtomicLong();

    FaultEvidence snapshot() {
        return new FaultEvidence(
                connections.get(),
                refused.get(),
                reset.get(),
                truncated.get(),
                passed.get(),
                lost.get(),
                held.get(),
                delayed.get(),
                damaged.get(),
                duplicated.get());
    }
}
