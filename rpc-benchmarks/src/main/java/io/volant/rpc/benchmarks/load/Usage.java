package io.volant.rpc.benchmarks.load;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a JVM has used since it started. */
public record Usage(long cpuNanos, long allocatedBytes) {
    /** Of this JVM; the bytes are those of threads that are alive. */
    public static Usage ofThisJvm() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        long bytes = 0;
        for (long allocated : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            bytes += Math.max(0, allocated); // -1 for a thread that has just ended
        }
        return new Usage(system.getProcessCpuTime(), bytes);
    }

    public Usage minus(Usage earlier) {
        return new Usage(cpuNanos - earlier.cpuNanos, allocatedBytes - earlier.allocatedBytes);
    }

    public Usage plus(Usage other) {
        return new Usage(cpuNanos + other.cpuNanos, allocatedBytes + other.allocatedBytes);
    }

    /** As a child JVM prints it, for {@link #parse}. */
    public String toLine() {
        return cpuNanos + " " + allocatedBytes;
    }

    public static Usage parse(String line) {
        String[] numbers = line.split(" ", -1);
        return new Usage(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
    }
}
