package io.volant.rpc.benchmarks.soak;

import io.volant.rpc.MethodStats;
import io.volant.rpc.RpcServer;
import io.volant.rpc.ServerStats;
import io.volant.rpc.WorkerStats;
import io.volant.rpc.benchmarks.load.Orders;
import io.volant.rpc.examples.user.UserService;
import java.io.PrintStream;

/**
 * The server's JVM: {@code CLASS}, which implements {@link UserService}. Says where it listens, answers {@code quiet} and
 * {@code figures}, and ends when its standard input does.
 */
final class SoakServerMain {
    /** So many that none is refused: all that the good and the bad clients together may have in flight. */
    private static final int WORKERS_QUEUE = 32_768;

    private final Gauge gauge = new Gauge();
    private final RpcServer server;

    private SoakServerMain(UserService users) {
        this.server = RpcServer.builder()
                .workersQueue(WORKERS_QUEUE)
                .service(UserService.class, users)
                .service(Blobs.class, new Blobs.Made())
                .start();
    }

    public static void main(String[] arguments) {
        PrintStream out = System.out;
        System.setOut(System.err); // whatever else prints must not come between the answers
        int status = 0;
        try {
            new SoakServerMain(create(arguments[0])).serve(out);
        } catch (Throwable e) {
            e.printStackTrace();
            status = 1;
        }
        Runtime.getRuntime().halt(status);
    }

    private static UserService create(String name) throws ReflectiveOperationException {
        var constructor = Class.forName(name).getDeclaredConstructor();
        constructor.setAccessible(true);
        return (UserService) constructor.newInstance();
    }

    private void serve(PrintStream out) throws InterruptedException {
        Orders orders = Orders.ofStandardInput();
        out.println("serving on " + server.address());
        while (true) {
            String line = orders.next();
            ServerStats stats = server.stats();
            long connections = stats.connections().open();
            if (line.equals("quiet")) {
                out.println("quiet " + connections + " " + running(stats) + " " + touches(stats));
            } else {
                out.println("figures " + gauge.take(connections, running(stats)).toLine());
            }
        }
    }

    private static long running(ServerStats stats) {
        long unfinished =
                stats.methods().stream().mapToLong(MethodStats::inFlight).sum();
        long handlers = stats.workers().stream().mapToLong(WorkerStats::active).sum();
        return Math.max(unfinished, handlers);
    }

    /** One-way calls that were executed. */
    private static long touches(ServerStats stats) {
        return stats.method("UserService", "touch").map(MethodStats::succeeded).orElse(0L);
    }
}
