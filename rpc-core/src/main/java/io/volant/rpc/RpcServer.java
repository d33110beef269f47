package io.volant.rpc;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers services to clients. Thread-safe; embedded in an application, whose life it does not prolong: its threads are daemons.
 */
public final class RpcServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RpcServer.class);
    static final Duration DRAIN = Duration.ofSeconds(30);

    private final Listening listening;
    private final WorkerPool workers;
    private final VolantRuntime.Lease lease;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private final CompletableFuture<Void> terminated = new CompletableFuture<>();
    private final AtomicBoolean draining = new AtomicBoolean();

    RpcServer(Listening listening, WorkerPool workers, VolantRuntime.Lease lease) {
        this.listening = listening;
        this.workers = workers;
        this.lease = lease;
    }

    public static RpcServerBuilder builder() {
        return new RpcServerBuilder();
    }

    /** The port it listens on: the real one where 0 was asked for. */
    public int port() {
        return listening.address().port();
    }

    /** {@code host:port}, as a client takes it. */
    public String address() {
        return listening.address().toString();
    }

    /** Begins to shut down: no new calls, those accepted go on for at most 30 s. Idempotent; does not block. */
    public void shutdown() {
        drain(DRAIN);
    }

    /** Shuts down without waiting for handlers, whose threads are interrupted. Idempotent; does not block. */
    public void shutdownNow() {
        drain(Duration.ZERO);
        listening.close();
        workers.shutdownNow();
        drained.thenRun(this::onTerminated);
    }

    /** Blocks until the server has shut down. */
    public void awaitTermination() throws InterruptedException {
        try {
            terminated.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the server ended with a fault", e.getCause());
        }
    }

    /** Blocks until the server has shut down, at most {@code atMost}; false when it has not. */
    public boolean awaitTermination(Duration atMost) throws InterruptedException {
        try {
            terminated.get(TimeUnit.NANOSECONDS.convert(atMost), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the server ended with a fault", e.getCause());
        }
    }

    /**
     * Shuts down gracefully and waits for it, 30 s at most; an interrupt ends the wait and the grace. Idempotent. In a handler or
     * on an event loop, where it might wait for itself, it only begins to shut down.
     */
    @Override
    public void close() {
        shutdown();
        if (EventLoopThread.isCurrent() || CallContext.currentOrNull() != null) {
            return;
        }
        try {
            awaitTermination();
        } catch (InterruptedException e) {
            shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void drain(Duration atMost) {
        if (!draining.compareAndSet(false, true)) {
            return;
        }
        log.info("event=server_stop address={} workers_active={}", address(), workers.active());
        Deadline end = Deadline.after(atMost, lease.runtime().ticker());
        drainListening(atMost).whenComplete((done, error) -> {
            if (error != null) {
                log.warn("event=server_drain_failed address={}", address(), error);
            }
            onDrained(end);
            drained.complete(null);
        });
    }

    private CompletableFuture<Void> drainListening(Duration atMost) {
        try {
            return listening.drain(atMost);
        } catch (RuntimeException e) { // a transport that throws must not keep the server from ending
            return CompletableFuture.failedFuture(e);
        }
    }

    /** All is answered; handlers whose callers have gone, or wanted no answer, may still run, for as long as the grace lasts. */
    private void onDrained(Deadline end) {
        workers.shutdown();
        if (end.expired()) {
            onGraceOver();
            return;
        }
        Future<?> graceOver;
        try {
            graceOver = lease.runtime().timer().schedule(this::onGraceOver, end.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException | IllegalStateException e) { // the runtime was closed before its server
            onGraceOver();
            return;
        }
        workers.ended().whenComplete((done, error) -> {
            graceOver.cancel(false);
            onTerminated();
        });
    }

    private void onGraceOver() {
        workers.shutdownNow();
        onTerminated();
    }

    private void onTerminated() {
        lease.close();
        if (terminated.complete(null)) {
            log.info("event=server_stopped address={}", address());
        }
    }
}
