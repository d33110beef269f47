package io.volant.rpc.benchmarks.chaos;

import io.volant.rpc.Checksum;
import io.volant.rpc.RpcServer;
import io.volant.rpc.RpcServerBuilder;
import io.volant.rpc.benchmarks.load.Orders;
import io.volant.rpc.cluster.discovery.Announce;
import io.volant.rpc.cluster.discovery.Registry;
import io.volant.rpc.cluster.discovery.registry.RegistryClient;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The JVM of a server: waits {@link #MILLIS} for each call on some threads, mostly {@link #WORKERS}, and does what it is ordered to: {@code slow
 * MILLIS}, {@code fail}, {@code well}; asked for its {@code clock} it tells how far that is ahead. SIGTERM drains it unless {@code drain=off}.
 */
final class LedgerServer implements Ledger {
    static final int MILLIS = 30;
    static final int WORKERS = 20;

    private static final int PLACES = 10; // in the queue for each worker, as it is by default

    /** A control has a queue in which calls wait for longer than anybody wants their answers. */
    private static final int LONG_QUEUE = 8_000;

    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final int number;
    private final Executions executions;
    private volatile long nanos = TimeUnit.MILLISECONDS.toNanos(MILLIS);
    private volatile boolean failing;

    private LedgerServer(int number, Executions executions) {
        this.number = number;
        this.executions = executions;
    }

    /** What a server with so many workers can do in a second. */
    static int capacity(int workers) {
        return 1_000 * workers / MILLIS;
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err); // whatever else prints must not come between the answers
        Settings settings = Settings.parse(arguments);
        LedgerServer ledger =
                new LedgerServer(settings.number("number"), Executions.in(Path.of(settings.text("record"))));
        Orders orders = Orders.ofStandardInput();
        WallClock clock = new WallClock();
        Registry registry = registry(settings);
        RpcServer server = ledger.builder(settings)
                .announce(Announce.in(registry)
                        .id("server-" + settings.text("number"))
                        .port(settings.number("announced")))
                .start();
        if (settings.on("drain")) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "drain"));
        }
        out.println("serving on " + server.address());
        while (true) {
            String order = orders.next();
            if (order.equals("clock")) {
                out.println("ahead " + clock.aheadSeconds());
            } else {
                ledger.order(order);
            }
        }
    }

    private RpcServerBuilder builder(Settings settings) {
        RpcServerBuilder builder = RpcServer.builder()
                .host(settings.text("host"))
                .port(settings.number("port"))
                .workers(settings.number("workers"))
                .workersQueue(settings.on("limit") ? PLACES * settings.number("workers") : LONG_QUEUE)
                .checksum(settings.on("checksum") ? Checksum.ON : Checksum.OFF)
                .service(Ledger.class, this);
        if (settings.leavesLoopback()) {
            builder.insecure();
        }
        return settings.on("limit") ? builder : builder.fixedLimit();
    }

    /** Whom all ask that take part in a trial. */
    static Registry registry(Settings settings) {
        return RegistryClient.at(List.of(settings.text("registry")), client -> {
            if (settings.leavesLoopback()) {
                client.insecure();
            }
        });
    }

    private void order(String order) {
        if (order.startsWith("slow ")) {
            nanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(order.substring("slow ".length())));
        } else {
            nanos = TimeUnit.MILLISECONDS.toNanos(MILLIS);
            failing = order.equals("fail");
        }
    }

    @Override
    public CompletableFuture<Entry> read(long call, long until) {
        return answer(call, until);
    }

    @Override
    public CompletableFuture<Entry> readPatiently(long call, long until) {
        return answer(call, until);
    }

    @Override
    public CompletableFuture<Entry> write(long call, long until) {
        return answer(call, until);
    }

    private CompletableFuture<Entry> answer(long call, long until) {
        executions.add(call, System.nanoTime() - until > LATE_NANOS);
        if (failing) {
            throw new IllegalStateException("as ordered");
        }
        LockSupport.parkNanos(nanos); // as if it had something to do
        return CompletableFuture.completedFuture(Entry.of(call, number));
    }
}
