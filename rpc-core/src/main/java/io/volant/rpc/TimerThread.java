package io.volant.rpc;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * The timer of a runtime. Its thread counts as an event loop: calls whose wait is over end on it, and with them what their callers
 * made dependent on their futures, which must not block there either.
 */
final class TimerThread implements AutoCloseable {
    private final ScheduledThreadPoolExecutor service;

    TimerThread() {
        service = new ScheduledThreadPoolExecutor(1, LoopThread::new);
        service.setRemoveOnCancelPolicy(true); // a cancelled time-out must not hold its call
        service.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    ScheduledExecutorService service() {
        return service;
    }

    @Override
    public void close() {
        service.shutdown();
    }

    private static final class LoopThread extends Thread implements EventLoopThread {
        LoopThread(Runnable loop) {
            super(null, loop, "volant-timer", 0, false);
            setDaemon(true);
            setContextClassLoader(LoopThread.class.getClassLoader()); // not that of whoever came first
        }
    }
}
