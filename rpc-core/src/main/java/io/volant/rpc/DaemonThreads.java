package io.volant.rpc;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes named daemon threads. */
final class DaemonThreads {
    private DaemonThreads() {}

    /** Threads that all bear {@code name}. */
    static ThreadFactory named(String name) {
        return task -> daemon(task, name);
    }

    /** Threads numbered from 1 behind {@code prefix}. */
    static ThreadFactory numbered(String prefix) {
        AtomicInteger next = new AtomicInteger(1);
        return task -> daemon(task, prefix + next.getAndIncrement());
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
