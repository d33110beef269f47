package io.volant.rpc.transport;

import io.volant.rpc.MethodStats;
import io.volant.rpc.RpcMethod;
import io.volant.rpc.RpcService;
import io.volant.rpc.ServerStats;
import io.volant.rpc.Status;
import io.volant.rpc.WorkerStats;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Calls that say until when somebody waits for them, on the clock that all processes of a machine share, and who notes those that run late. */
@RpcService
interface Timely {
    /** When its caller stops waiting. */
    long TIMEOUT_MILLIS = 1_000;

    @RpcMethod(timeout = "1s")
    CompletableFuture<Integer> work(int call, long waitedForUntilNanos);

    /** Executes them, each for some milliseconds. */
    final class Worker implements Timely {
        /** That a call may begin to run after it was found to be in time. */
        private static final long TOLERANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

        private static final long SERVICE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

        final AtomicInteger executed = new AtomicInteger();
        final AtomicInteger late = new AtomicInteger();

        @Override
        public CompletableFuture<Integer> work(int call, long waitedForUntilNanos) {
            if (System.nanoTime() - waitedForUntilNanos > TOLERANCE_NANOS) {
                late.incrementAndGet();
            }
            executed.incrementAndGet();
            LockSupport.parkNanos(SERVICE_NANOS);
            return CompletableFuture.completedFuture(call);
        }
    }

    /** Calls that a server did not execute because their time was over, when they arrived or when a worker was free for them. */
    static long expired(ServerStats stats) {
        long arrivedLate = stats.methods().stream()
                .filter(method -> method.service().equals(MethodStats.OTHER))
                .mapToLong(method -> method.ended(Status.DEADLINE_EXCEEDED))
                .sum();
        return arrivedLate
                + stats.workers().stream().mapToLong(WorkerStats::expired).sum();
    }
}
