package io.volant.rpc.benchmarks.growth;

import io.volant.rpc.RpcClient;
import io.volant.rpc.benchmarks.footprint.Heap;
import io.volant.rpc.benchmarks.load.Usage;
import io.volant.rpc.benchmarks.system.ChildJvm;
import io.volant.rpc.benchmarks.system.JvmArgs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** A server in a JVM of its own and clients in this one. Confined to one thread. */
final class GrowthRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CALLERS = 16; // of which each has room for what it is given
    private static final int AT_ONCE = 4_000; // between looks at what has arrived
    private static final int CALLS_PER_CONNECTION = 200; // of those that a measurement has at least
    private static final long BYTES_PER_CALL = 10_000;
    private static final int CHEAP_TOGETHER = 1_000; // calls in flight, from which on calls take few ticks each
    private static final int TIMES_CHEAP = 10; // so many times the calls are then made
    private static final int LEAST_WEIGHED = 100; // connections or calls, beside what a heap varies by

    private final ChildJvm server;
    private final String address;
    private final ManyServices services;
    private final int leastCalls;
    private final List<RpcClient> callers = new ArrayList<>();
    private final Growing probe;

    private GrowthRun(ChildJvm server, ManyServices services, int leastCalls) {
        this.server = server;
        this.address = "127.0.0.1:" + server.expect("port", PATIENCE);
        this.services = services;
        this.leastCalls = leastCalls;
        for (int i = 0; i < CALLERS; i++) {
            callers.add(connect());
        }
        this.probe = callers.get(0).stub(Growing.class);
    }

    /**
     * With so many services of that directory.
     *
     * @param leastCalls of a measurement: a tick of the processors' clock is 10 ms
     */
    static GrowthRun start(Path directory, int services, int leastCalls) throws Exception {
        List<String> jvmArgs = JvmArgs.forComparison();
        ChildJvm server = ChildJvm.start(
                "the server",
                List.of(),
                jvmArgs,
                GrowingServer.class,
                List.of(directory.toString(), String.valueOf(services)));
        try {
            return new GrowthRun(server, ManyServices.load(directory, services), leastCalls);
        } catch (Exception e) {
            server.close();
            throw e;
        }
    }

    /** Holding connections, then opening and closing them. */
    List<Series> connections(int most) {
        List<Series.Point> bytes = new ArrayList<>();
        List<RpcClient> held = new ArrayList<>();
        long heap = heapBytes();
        for (int count = LEAST_WEIGHED; count <= most; count *= 10) {
            held.addAll(open(count - held.size()));
            bytes.add(new Series.Point(count, (heapBytes() - heap) / (double) count));
        }
        held.forEach(RpcClient::close);
        List<Series.Point> cpu = new ArrayList<>();
        for (int count = 1; count <= most; count *= 10) {
            int repeats = Math.max(1, leastCalls / CALLS_PER_CONNECTION / count);
            long before = cpuNanos();
            for (int i = 0; i < repeats; i++) {
                open(count).forEach(RpcClient::close);
            }
            cpu.add(micros(count, before, (long) repeats * count));
        }
        return List.of(
                new Series("connections, opened and closed", "µs each", cpu),
                new Series("connections, idle", "B each", bytes));
    }

    /** Calls that wait for their answers at the same time. */
    List<Series> inFlight(int most) {
        List<Series.Point> bytes = new ArrayList<>();
        List<CompletableFuture<Integer>> held = new ArrayList<>();
        hold(AT_ONCE, held); // loads and sizes what is there once
        release(held);
        long heap = heapBytes();
        for (int count = LEAST_WEIGHED; count <= most; count *= 10) {
            hold(count, held);
            bytes.add(new Series.Point(count, (heapBytes() - heap) / (double) count));
        }
        release(held);
        holdAndRelease(most, 1, held);
        List<Series.Point> cpu = new ArrayList<>();
        for (int count = 1; count <= most; count *= 10) {
            int calls = count < CHEAP_TOGETHER ? leastCalls : TIMES_CHEAP * leastCalls;
            int repeats = Math.max(1, calls / count);
            holdAndRelease(count, (repeats + 1) / 2, held); // so that no decade is less warm than the next
            long before = cpuNanos();
            holdAndRelease(count, repeats, held);
            cpu.add(micros(count, before, (long) repeats * count));
        }
        return List.of(
                new Series("calls in flight", "µs each", cpu), new Series("calls in flight, held", "B each", bytes));
    }

    /** Arrays that are sent and come back. */
    Series messages(int most) {
        List<Series.Point> points = new ArrayList<>();
        for (long size = 10; size / 10 < most; size *= 10) {
            int bytes = (int) Math.min(size, most);
            byte[] content = new byte[bytes];
            int calls = (int) Math.max(4, Math.min(leastCalls, leastCalls * BYTES_PER_CALL / bytes));
            for (int i = 0; i < calls / 2; i++) {
                probe.echo(content);
            }
            long before = cpuNanos();
            for (int i = 0; i < calls; i++) {
                if (probe.echo(content).length != bytes) {
                    throw new IllegalStateException("an echo of " + bytes + " bytes has another length");
                }
            }
            points.add(micros(bytes, before, (long) calls * bytes));
        }
        return new Series("bytes of a message and back", "µs each", points);
    }

    /** Calls to as many services in turn. */
    Series services(int most) {
        List<Next> stubs = services.types().stream()
                .map(type -> (Next) callers.get(0).stub(type))
                .toList();
        List<Series.Point> points = new ArrayList<>();
        for (int count = 1; count <= most; count *= 10) {
            ask(stubs.subList(0, count));
            long before = cpuNanos();
            ask(stubs.subList(0, count));
            points.add(new Series.Point(count, micros(count, before, leastCalls).perItem() / count));
        }
        return new Series("services", "µs per call and service", points);
    }

    @Override
    public void close() {
        callers.forEach(RpcClient::close);
        server.close();
    }

    private void ask(List<Next> stubs) {
        for (int i = 0; i < leastCalls; i++) {
            if (stubs.get(i % stubs.size()).next(i) != i + 1) {
                throw new IllegalStateException("a wrong answer of service " + i % stubs.size());
            }
        }
    }

    private List<RpcClient> open(int count) {
        List<RpcClient> opened = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            opened.add(connect());
        }
        return opened;
    }

    private RpcClient connect() {
        return RpcClient.builder()
                .address(address)
                .limits(GrowingServer.LIMITS)
                .connectTimeout(PATIENCE)
                .connect();
    }

    /** Adds calls until so many are held. */
    private void hold(int calls, List<CompletableFuture<Integer>> held) {
        List<Growing> stubs =
                callers.stream().map(caller -> caller.stub(Growing.class)).toList();
        while (held.size() < calls) {
            held.add(stubs.get(held.size() % CALLERS).hold(held.size()));
            if (held.size() % AT_ONCE == 0 || held.size() == calls) {
                awaitHeld(held.size());
            }
        }
    }

    private void holdAndRelease(int calls, int times, List<CompletableFuture<Integer>> held) {
        for (int i = 0; i < times; i++) {
            hold(calls, held);
            release(held);
        }
    }

    private void awaitHeld(int calls) {
        long start = System.nanoTime();
        while (probe.held() < calls) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException("held calls: " + probe.held() + " (expected: " + calls + ")");
            }
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(50));
        }
    }

    private void release(List<CompletableFuture<Integer>> answers) {
        probe.release();
        for (CompletableFuture<Integer> answer : answers) {
            try {
                answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS); // sets no timer, which would be measured, too
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while held calls are answered", e);
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException("a held call was not answered: " + e, e);
            }
        }
        answers.clear();
    }

    private Series.Point micros(long count, long before, long items) {
        return new Series.Point(count, (cpuNanos() - before) / 1e3 / items);
    }

    private long cpuNanos() {
        return Usage.ofThisJvm().cpuNanos() + probe.cpuNanos();
    }

    private long heapBytes() {
        return Heap.liveBytes() + probe.heapBytes();
    }
}
