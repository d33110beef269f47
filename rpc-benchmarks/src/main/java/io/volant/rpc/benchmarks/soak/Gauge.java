package io.volant.rpc.benchmarks.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;

/** Takes the figures of this JVM; one per JVM, made before Netty is used. */
final class Gauge {
    private static final int COLLECTIONS = 2; // the second takes what cleaners of the first let go
    private static final String FOR_CALLBACKS = "volant-callback-";
    static final int MOST_FOR_CALLBACKS = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
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

    private static long threads() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return counted(Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(Objects::nonNull) // it has ended since
                .map(ThreadInfo::getThreadName)
                .toList());
    }

    /** Without those for callbacks, which start when one is first needed and end when idle, as far as one runtime may have them. */
    static long counted(List<String> names) {
        long forCallbacks =
                names.stream().filter(name -> name.startsWith(FOR_CALLBACKS)).count();
        return names.size() - Math.min(forCallbacks, MOST_FOR_CALLBACKS);
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
