package io.volant.rpc.benchmarks.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;

/** Takes the figures of this JVM; one per JVM, made before Netty is used. */
final class Gauge {
    private static final int COLLECTIONS = 2; // the second takes what cleaners of the first let go
    private static final String FOR_CALLBACKS = "volant-callback-";
    private static final long LONGEST_COLLECTION = TimeUnit.SECONDS.toMillis(60);

    private final AtomicLong leaks = new AtomicLong();

    Gauge() {
        if (!LoggerFactory.getLogger(ResourceLeakDetector.class).isErrorEnabled()) {
            throw new IllegalStateException("log of " + ResourceLeakDetector.class.getName()
                    + ": off (expected: ERROR, without which Netty looks for no lost buffers)");
        }
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        ByteBufUtil.setLeakListener((type, records) -> leaks.incrementAndGet());
    }

    /** The figures after a collection of all garbage. */
    Figures take(long connections, long running) throws InterruptedException {
        for (int round = 0; round < COLLECTIONS; round++) {
            collect();
            PooledByteBufAllocator.DEFAULT.directBuffer(1).release(); // Netty reports when something is allocated
        }
        Map<Figure, Long> values = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            values.put(figure, read(figure, connections, running));
        }
        return new Figures(values);
    }

    private long read(Figure figure, long connections, long running) {
        return switch (figure) {
            case HEAP ->
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            case BUFFERS -> PooledByteBufAllocator.DEFAULT.pinnedDirectMemory();
            case NETTY -> PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
            case DIRECT -> direct();
            case THREADS -> threads();
            case FILES -> descriptors();
            case CONNECTIONS -> connections;
            case RUNNING -> running;
            case LEAKS -> leaks.get();
        };
    }

    /** Without those for callbacks, which end when idle: a runtime has at most so many, whenever they are first needed. */
    private static long threads() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && !thread.getThreadName().startsWith(FOR_CALLBACKS))
                .count();
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    /** 0 where the system does not say. */
    private static long descriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    /** Returns once a collection has handed over its references. */
    private static void collect() throws InterruptedException {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        WeakReference<Object> sentinel = new WeakReference<>(new Object(), queue);
        System.gc();
        if (queue.remove(LONGEST_COLLECTION) != sentinel) {
            throw new IllegalStateException("no garbage collection within a minute of System.gc()");
        }
    }
}
