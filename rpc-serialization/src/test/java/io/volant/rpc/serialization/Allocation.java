package io.volant.rpc.serialization;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts what the current thread allocates. */
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /** What the action allocates; a second time when that is above {@code most}, since the JVM links call sites on first use. */
    static long bytesOf(long most, Runnable action) {
        long bytes = measure(action);
        return bytes <= most ? bytes : measure(action);
    }

    private static long measure(Runnable action) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        action.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
