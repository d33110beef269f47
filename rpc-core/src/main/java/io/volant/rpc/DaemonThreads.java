package io.volant.rpc;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes named daemon threads.
 *
 * <p>They take nothing over from the thread that happens to start them: the threads of a shared runtime would otherwise hold the
 * class loader, and the inheritable thread-locals, of the first application that used it.
 */
final class DaemonThreads {
    private DaemonThreads() {}

    /** Threads numbered from 1 behind {@code prefix}. */
    static ThreadFactory numbered(String prefix) {
        return numbered(prefix, DaemonThreads.class.getClassLoader());
    }

    /** Threads numbered from 1 behind {@code prefix}, with a context class loader for the user's code that they run. */
    static ThreadFactory numbered(String prefix, @Nullable ClassLoader context) {
        AtomicInteger next = new AtomicInteger(1);
        return task -> daemon(task, prefix + next.getAndIncrement(), context);
    }

    private static Thread daemon(Runnable task, String name, @Nullable ClassLoader context) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(context);
        return thread;
    }
}
