package io.volant.rpc.examples.balance;

import io.volant.rpc.CallOptions;
import io.volant.rpc.RpcClient;
import io.volant.rpc.RpcException;
import io.volant.rpc.examples.hello.ExampleService;
import io.volant.rpc.examples.hello.HelloRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** A few callers, each of which waits for its answer before it asks again. Thread-safe. */
final class Callers {
    /** So few that the fast server alone could serve them. */
    static final int CALLERS = 4;

    private static final int NAMES = 64;
    private static final long MOST_NANOS = 60_000_000_000L;

    private final RpcClient client;
    private final boolean keyed;
    private final ConcurrentMap<String, LongAdder> calls = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Set<String>> byName = new ConcurrentHashMap<>();
    private final LongAdder errors = new LongAdder();
    private final Histogram times = new ConcurrentHistogram(MOST_NANOS, 3);

    private Callers(RpcClient client, boolean keyed) {
        this.client = client;
        this.keyed = keyed;
    }

    /**
     * Calls for so long, and tells what came of it.
     *
     * @param keyed whether the name that is greeted is the routing key of its call
     */
    static Shares call(RpcClient client, Duration time, boolean keyed) throws InterruptedException {
        Callers callers = new Callers(client, keyed);
        long end = System.nanoTime() + time.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            int first = i * NAMES / CALLERS;
            Thread thread = new Thread(() -> callers.callUntil(end, first), "caller-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return callers.shares(time);
    }

    private void callUntil(long end, int first) {
        for (int i = first; System.nanoTime() - end < 0; i++) {
            String name = "caller " + i % NAMES;
            long start = System.nanoTime();
            CallOptions plain = CallOptions.defaults();
            CallOptions signed = (keyed ? plain.withRoutingKey(name) : plain)
                    .onReplyMetadata(reply -> reply.get(BackendCommand.SERVER).ifPresent(server -> note(server, name)));
            try {
                client.with(signed).stub(ExampleService.class).sayHello(new HelloRequest(name));
                times.recordValue(Math.min(MOST_NANOS, System.nanoTime() - start));
            } catch (RpcException e) {
                errors.increment();
            }
        }
    }

    private void note(String server, String name) {
        calls.computeIfAbsent(server, s -> new LongAdder()).increment();
        byName.computeIfAbsent(name, n -> ConcurrentHashMap.newKeySet()).add(server);
    }

    private Shares shares(Duration time) {
        Map<String, Long> counted = new HashMap<>();
        calls.forEach((server, count) -> counted.put(server, count.sum()));
        Set<Integer> servers = new HashSet<>();
        byName.values().forEach(those -> servers.add(those.size()));
        return new Shares(
                counted,
                servers.stream().mapToInt(Integer::intValue).max().orElse(0),
                1e9 * times.getTotalCount() / time.toNanos(),
                times.getValueAtPercentile(50) / 1e6,
                times.getValueAtPercentile(99) / 1e6,
                errors.sum());
    }
}
