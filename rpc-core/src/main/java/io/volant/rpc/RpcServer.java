package io.volant.rpc;

import static java.util.Objects.requireNonNull;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers services to clients. Thread-safe; embedded in an application, whose life it does not prolong: its threads are daemons.
 * It starts once; a server that has ended is replaced by a new one.
 */
public final class RpcServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RpcServer.class);
    static final Duration DRAIN = Duration.ofSeconds(30);

    /** Life of a server; it only moves downwards, and may leave any state for {@link #CLOSED}. */
    public enum State {
        /** Built; holds nothing yet. */
        NEW,
        /** Binds its address. */
        STARTING,
        /** Clients can reach it. */
        SERVING,
        /** Is taken out of where it was announced; then takes no new calls, and those accepted go on. */
        DRAINING,
        /** Nothing goes on any more, and everything it held is released. */
        CLOSED
    }

    private final ServerPlan plan;
    private final WorkerPools workers;
    private final ServerLife life = new ServerLife();
    private final PublicLife publicLife;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private final CompletableFuture<Void> terminated = new CompletableFuture<>();
    private volatile @Nullable Bound bound; // from SERVING on

    RpcServer(ServerPlan plan) {
        this.plan = plan;
        this.workers = plan.workers();
        this.publicLife = new PublicLife(plan.announcements());
    }

    public static RpcServerBuilder builder() {
        return new RpcServerBuilder();
    }

    /**
     * Starts the server; returns, with this server, when clients can reach it, and know of it where it is announced, for which it waits
     * 2 s at most. On failure everything it began is released.
     *
     * @throws IllegalStateException if it was started or closed before, or plain text would leave this machine
     * @throws UncheckedIOException if it cannot listen on the address
     */
    public RpcServer start() {
        if (!life.move(State.NEW, State.STARTING)) {
            throw new IllegalStateException("the server is " + life.state()
                    + " (expected: NEW): a server starts once; build another one to start again");
        }
        VolantRuntime.Lease lease = plan.lease();
        ShutdownHook hook = ShutdownHook.none();
        try {
            hook = ShutdownHook.of(this, plan.shutdownHook());
            bound = new Bound(plan.listen(lease.runtime()), lease, hook);
        } catch (Throwable e) {
            hook.forget();
            lease.close();
            onTerminated();
            throw e;
        }
        workers.name(bound().listening().address());
        WorkerPool shared = workers.shared();
        log.info(
                "event=server_start address={} workers={} workers_queue={} services={}",
                address(),
                shared.workers(),
                shared.queue(),
                plan.services().services());
        if (!life.move(State.STARTING, State.SERVING)) {
            drain(Duration.ZERO);
            throw new IllegalStateException("the server was shut down while it started");
        }
        announce(lease.runtime());
        return this;
    }

    private void announce(VolantRuntime runtime) {
        try {
            publicLife.enter(new Serving(
                    bound().listening().address(), plan.services().services(), Alarm.of(runtime), this::stats));
        } catch (Throwable e) {
            shutdownNow();
            throw e;
        }
    }

    public State state() {
        return life.state();
    }

    /**
     * Passes every later state, once and in order; passes the present one at once when that is not NEW. The listener runs on
     * whatever thread moves the server and must not block.
     */
    public void onState(Consumer<State> listener) {
        life.onState(requireNonNull(listener, "listener"));
    }

    /**
     * The port it listens on: the real one where 0 was asked for; 0 on a Unix domain socket.
     *
     * @throws IllegalStateException before it has started
     */
    public int port() {
        return bound().listening().address().port();
    }

    /**
     * {@code host:port} or {@code unix:PATH}, as a client takes it.
     *
     * @throws IllegalStateException before it has started
     */
    public String address() {
        return bound().listening().address().toString();
    }

    /** What the server did until now, in whatever state it is. Does not block. */
    public ServerStats stats() {
        Bound server = bound;
        return plan.watch()
                .snapshot(
                        workers,
                        server == null
                                ? BytesInFlightStats.NOT_STARTED
                                : server.lease().runtime().serverBytes().snapshot());
    }

    /**
     * Begins to shut down: out of where it was announced, then no new calls, and those accepted go on, all that for at most 30 s.
     * Idempotent; does not block.
     */
    public void shutdown() {
        shutdown(DRAIN);
    }

    /** Shuts down without waiting for handlers, whose threads are interrupted. Idempotent; does not block. */
    public void shutdownNow() {
        Bound server = bound;
        if (server != null) {
            workers.refuseWaiting(); // while their clients can still be told that they did not run
        }
        shutdown(Duration.ZERO);
        publicLife.hurry();
        if (server != null) {
            server.listening().close();
            workers.shutdownNow();
            drained.thenRun(this::onTerminated);
        }
    }

    private void shutdown(Duration atMost) {
        if (life.move(State.NEW, State.CLOSED)) {
            onTerminated();
        } else if (life.move(State.STARTING, State.DRAINING)) {
            log.debug("event=server_stop_while_starting"); // whoever starts it finds out, and ends it
        } else if (life.move(State.SERVING, State.DRAINING)) {
            drain(atMost);
        }
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
        Bound server = bound();
        log.info("event=server_stop address={} workers_active={}", address(), workers.active());
        VolantRuntime runtime = server.lease().runtime();
        Deadline end = Deadline.after(atMost, runtime.ticker());
        publicLife.leave(atMost, Alarm.of(runtime)).thenRun(() -> drain(server, end));
    }

    private void drain(Bound server, Deadline end) {
        drainListening(server.listening(), end).whenComplete((done, error) -> {
            if (error != null) {
                log.warn("event=server_drain_failed address={}", address(), error);
            }
            onDrained(end);
            drained.complete(null);
        });
    }

    private static CompletableFuture<Void> drainListening(Listening listening, Deadline end) {
        try {
            return listening.drain(end.expired() ? Duration.ZERO : end.remaining());
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
            graceOver = bound().lease()
                    .runtime()
                    .timer()
                    .schedule(this::onGraceOver, end.remainingNanos(), TimeUnit.NANOSECONDS);
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
        Bound server = bound;
        if (server != null) {
            server.hook().forget();
            server.lease().close();
        }
        life.descend(State.CLOSED);
        if (terminated.complete(null) && server != null) {
            log.info("event=server_stopped address={}", server.listening().address());
        }
    }

    private Bound bound() {
        Bound server = bound;
        if (server == null) {
            throw new IllegalStateException(
                    "the server is " + life.state() + " and has no address (expected: started)");
        }
        return server;
    }

    /** What a server holds from its start to its end. */
    private record Bound(Listening listening, VolantRuntime.Lease lease, ShutdownHook hook) {}
}
