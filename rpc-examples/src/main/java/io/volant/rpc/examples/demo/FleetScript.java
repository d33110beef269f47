package io.volant.rpc.examples.demo;

import io.volant.rpc.NodeStats;
import io.volant.rpc.RpcClient;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * What the demo does to its servers while the load goes on: kills one, starts it again, drains another. Each begins at a part of the
 * time of the run, and not before the one before it is done. Runs on a thread of its own.
 */
final class FleetScript {
    private static final double KILL = 0.5;
    private static final double START = 0.65;
    private static final double DRAIN = 0.8;
    private static final Duration NOTICED_AT_MOST = Duration.ofSeconds(5);
    private static final long DRAINED_SECONDS = 35; // a little more than a server takes

    private final Fleet fleet;
    private final RpcClient client;
    private final Crashes crashes;
    private final Consumer<String> notes;
    private final long startNanos;
    private final long nanos;
    private volatile String killed = "";

    /**
     * @param notes are told what happens
     * @param seconds the time of the run, which begins now
     */
    FleetScript(Fleet fleet, RpcClient client, Crashes crashes, Consumer<String> notes, int seconds) {
        this.fleet = fleet;
        this.client = client;
        this.crashes = crashes;
        this.notes = notes;
        this.startNanos = System.nanoTime();
        this.nanos = TimeUnit.SECONDS.toNanos(seconds);
    }

    /**
     * Does it all; returns early when no server is left.
     *
     * @param beforeKill runs just before the first server is killed
     */
    void run(Runnable beforeKill) {
        FleetServer b = fleet.server("B");
        FleetServer c = fleet.server("C");
        if (overBefore(KILL)) {
            return;
        }
        beforeKill.run();
        if (b.isAlive()) {
            kill(b);
        }
        if (overBefore(START)) {
            return;
        }
        b.startAgain(fleet.registryAddress());
        notes.accept("server B again  " + b.process().address() + "  pid "
                + b.process().pid());
        if (overBefore(DRAIN) || !c.isAlive()) {
            return;
        }
        drain(c);
    }

    /** What became of the kill, as a clause; empty where there was none. */
    String killed() {
        return killed;
    }

    private void kill(FleetServer server) {
        String address = server.process().address();
        int inFlight = node(address).map(NodeStats::inFlight).orElse(0);
        crashes.happened();
        long start = System.nanoTime();
        server.kill();
        notes.accept(String.format(
                Locale.ROOT,
                "kill -9 %d (%s), which has %,d calls in flight",
                server.process().pid(),
                server.name(),
                inFlight));
        while (node(address).filter(FleetScript::isCalled).isPresent()
                && System.nanoTime() - start < NOTICED_AT_MOST.toNanos()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        killed = String.format(
                Locale.ROOT,
                "%s, with %,d calls in flight: noticed after %,d ms",
                server.name(),
                inFlight,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    private void drain(FleetServer server) {
        notes.accept("kill " + server.process().pid() + " (" + server.name()
                + "), which leaves the registry, finishes what it has accepted, and ends");
        long start = System.nanoTime();
        server.drain();
        try {
            server.process().ended().get(DRAINED_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "server " + server.name() + " did not end within " + DRAINED_SECONDS + " s", e);
        }
        notes.accept(String.format(
                Locale.ROOT, "%s has ended, after %.1f s", server.name(), (System.nanoTime() - start) / 1e9));
    }

    private Optional<NodeStats> node(String address) {
        return client.stats().nodes().stream()
                .filter(node -> node.address().equals(address))
                .findFirst();
    }

    private static boolean isCalled(NodeStats node) {
        return node.state() == NodeStats.State.READY || node.state() == NodeStats.State.WARMING;
    }

    /** Waits for a part of the time; true when no server is left. */
    private boolean overBefore(double part) {
        CompletableFuture<String> over = fleet.over();
        try {
            over.get(Math.max(0, startNanos + (long) (nanos * part) - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
