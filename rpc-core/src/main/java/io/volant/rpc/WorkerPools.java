package io.volant.rpc;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The workers of one server: those that all services share, and those that single services have for themselves.
 *
 * @param pools the shared ones first
 */
record WorkerPools(List<WorkerPool> pools) {
    WorkerPools {
        pools = List.copyOf(pools);
    }

    WorkerPool shared() {
        return pools.get(0);
    }

    /** Names the threads after where the server listens, which is known by now; they start with the first call. */
    void name(Endpoint address) {
        String name = address.isUnix() ? String.valueOf(address.file().getFileName()) : String.valueOf(address.port());
        pools.forEach(pool -> pool.name(name));
    }

    List<WorkerStats> stats() {
        return pools.stream().map(WorkerPool::stats).toList();
    }

    /** Handlers that run now. */
    int active() {
        return pools.stream().mapToInt(WorkerPool::active).sum();
    }

    /** Runs what is queued and then ends; does not block. */
    void shutdown() {
        pools.forEach(WorkerPool::shutdown);
    }

    /** Refuses what is queued and takes nothing more; what runs goes on. Does not block. */
    void refuseWaiting() {
        pools.forEach(WorkerPool::refuseWaiting);
    }

    /** Interrupts the handlers that still run and refuses what is queued; does not block. */
    void shutdownNow() {
        pools.forEach(WorkerPool::shutdownNow);
    }

    /** Completes when no handler runs any more, after a shutdown. */
    CompletableFuture<Void> ended() {
        return CompletableFuture.allOf(pools.stream().map(WorkerPool::ended).toArray(CompletableFuture<?>[]::new));
    }
}
