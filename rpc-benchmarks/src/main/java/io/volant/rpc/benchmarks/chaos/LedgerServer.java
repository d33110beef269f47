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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The JVM of a server: waits {@link #MILLIS} for each call on one of {@link #WORKERS} threads, and does what it is ordered to: {@code slow
 * MILLIS}, {@code fail}, {@code well}. SIGTERM drains it unless {@code drain=off}.
 */
final class LedgerServer implements Ledger {
    static final int MILLIS = 30;
    static final int WORKERS = 20;

    /** What a server can do in a second. */
    static final int CAPACITY = 1_000 * WORKERS / MILLIS;

    private static final int QUEUE = 200; // as it is by default, ten per worker

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

    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err); // whatever else prints must not come between the answers
        Settings settings = Settings.parse(arguments);
        LedgerServer ledger =
                new LedgerServer(settings.number("number"), Executions.in(Path.of(settings.text("record"))));
        Orders orders = Orders.ofStandardInput();
        Registry registry = RegistryClient.at(settings.text("registry"));
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
            ledger.order(orders.next());
        }
    }

    private RpcServerBuilder builder(Settings settings) {
        RpcServerBuilder builder = RpcServer.builder()
                .port(settings.number("port"))
                .workers(WORKERS)
                .workersQueue(settings.on("limit") ? QUEUE : LONG_QUEUE)
                .checksum(settings.on("checksum") ? Checksum.ON : Checksum.OFF)
                .service(Ledger.class, this);
        return settings.on("limit") ? builder : builder.fixedLimit();
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
