package io.volant.rpc.benchmarks.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Consumer;

/** Holds a target to what an input of its length may allocate. */
final class Frugal implements Consumer<byte[]> {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Scratch, buffers and messages that every input may need. */
    private static final long ANY_INPUT = 1 << 20;

    /** A byte becomes at most an empty map, read three times and written twice; or 255 bytes of an LZ4 block. */
    private static final long EACH_BYTE = 2_048;

    private final Consumer<byte[]> target;

    Frugal(Consumer<byte[]> target) {
        this.target = target;
    }

    @Override
    public void accept(byte[] input) {
        long most = ANY_INPUT + EACH_BYTE * input.length;
        if (measure(input) > most) {
            long again = measure(input); // the first time may have linked classes and call sites
            if (again > most) {
                throw new AssertionError("allocated: " + again + " bytes for an input of " + input.length
                        + " (expected: at most " + most + ")");
            }
        }
    }

    private long measure(byte[] input) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        target.accept(input);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
