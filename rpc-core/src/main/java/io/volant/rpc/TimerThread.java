package io.volant.rpc;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The timer of a runtime. */
final class TimerThread implements AutoCloseable {
    private final ScheduledThreadPoolExecutor service;

    TimerThread() {
        service = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("volant-timer"));
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
}
