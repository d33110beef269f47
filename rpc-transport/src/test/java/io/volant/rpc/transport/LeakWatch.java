package io.volant.rpc.transport;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class during which a Netty buffer was collected without having been released.
 *
 * <p>Netty reports a leak only when something is allocated after the collection of the lost buffer, so the last leak of a run
 * would stay unseen: this collects and allocates before every class ends. Registered for all classes through
 * {@code META-INF/services}.
 */
public final class LeakWatch implements BeforeAllCallback, AfterAllCallback {
    private static final List<String> LEAKS = new CopyOnWriteArrayList<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        ByteBufUtil.setLeakListener((type, records) -> LEAKS.add(type + records));
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        for (int round = 0; round < 2; round++) { // the second collects what a finaliser or cleaner of the first let go
            collect();
            PooledByteBufAllocator.DEFAULT
                    .directBuffer(1)
                    .release(); // every tracked allocation reports what was collected
        }
        if (!LEAKS.isEmpty()) {
            List<String> found = List.copyOf(LEAKS);
            LEAKS.clear();
            throw new AssertionError("LEAK: " + found.size() + " buffer(s) lost at or before the end of "
                    + context.getDisplayName() + ": " + found.get(0));
        }
    }

    /** Returns once a collection has handed over its references. */
    private static void collect() throws InterruptedException {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        WeakReference<Object> sentinel = new WeakReference<>(new Object(), queue);
        System.gc();
        if (queue.remove(30_000) != sentinel) {
            throw new IllegalStateException("no garbage collection within 30 s of System.gc()");
        }
    }
}
