package io.volant.rpc.serialization;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins members one type after the other on a daemon thread, which ends when there was nothing to do for a while: it takes
 * milliseconds, which no event loop should lose, and more of a stack than the thread may have left that happens to ask for it.
 */
final class Joining {
    private static final Logger log = LoggerFactory.getLogger(Joining.class);
    private static final ThreadPoolExecutor THREAD =
            new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Joining::thread);
    private static final AtomicInteger DONE = new AtomicInteger();

    static {
        THREAD.allowCoreThreadTimeOut(true);
    }

    private Joining() {}

    /** Runs {@code joining} soon, or never: what it would join is taken one by one until then. Never throws. */
    static void later(String type, Runnable joining) {
        try {
            THREAD.execute(() -> run(type, joining));
        } catch (Throwable e) { // such as the want of a thread
            warn(type, e);
        }
    }

    /** How often it has joined. */
    static int done() {
        return DONE.get();
    }

    private static void run(String type, Runnable joining) {
        try {
            joining.run();
            DONE.incrementAndGet();
        } catch (Throwable e) {
            warn(type, e);
        }
    }

    private static void warn(String type, Throwable e) {
        try {
            log.warn("event=members_not_joined type={}", type, e);
        } catch (Throwable unheard) {
            e.addSuppressed(unheard); // a call must not fail because of it
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(null, task, "volant-codecs", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Joining.class.getClassLoader());
        return thread;
    }
}
