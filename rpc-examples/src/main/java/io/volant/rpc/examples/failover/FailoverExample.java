package io.volant.rpc.examples.failover;

import io.volant.rpc.RpcClient;
import io.volant.rpc.examples.console.Output;
import io.volant.rpc.examples.failover.Shopper.Column;
import io.volant.rpc.examples.process.ServerProcess;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The same calls over the same three servers, of which each breaks in its own way, with one means after the other switched on. */
public final class FailoverExample {
    private static final String MISSION =
            "fault tolerance by retry, time-out, detection of failures and automatic failover";
    private static final String ROW = "%-11s %6s %8s %7s %7s %8s %5s   %s%n";
    private static final List<String> LEGEND = List.of(
            "  cut off, paused, killed  errors during each fault",
            "  unknown                  not among the errors: sales whose connection broke or whose time ran out while they were",
            "                           under way; nobody knows whether they were made, and so they are not made again",
            "  slow                     prices that took more than 300 ms",
            "Each row adds one thing, which helps against some faults only; the rest differs by chance. A price that is saved may come",
            "late, and counts as slow then. What still fails in the last row has mostly lost its three attempts while connections were reset.");
    private static final Duration WARM_UP = Duration.ofMillis(300);
    private static final String LOG_LEVEL = "volant.log.level"; // which logback.xml reads when the first client is made

    private final PrintWriter out;

    private FailoverExample(PrintWriter out) {
        this.out = out;
    }

    public static void main(String[] args) throws Exception {
        System.exit(run(Output.on(System.out)) ? 0 : 1);
    }

    /** Runs the example; false when a means did not help as it must. */
    public static boolean run(PrintWriter out) throws Exception {
        if (System.getProperty(LOG_LEVEL) == null) {
            // servers break here on purpose, and warnings of it would bury the table
            System.setProperty(LOG_LEVEL, "ERROR");
        }
        return new FailoverExample(out).run();
    }

    private boolean run() throws Exception {
        out.println("mission: " + MISSION);
        List<Column> columns = new ArrayList<>();
        int repeated = 0;
        int untrue = 0;
        try (Street street = Street.open()) {
            out.printf(
                    Locale.ROOT,
                    "In each row 300 calls a second to three servers for %.1f s, deadline 900 ms, every fourth a sale:%n"
                            + "all connections are reset three times, then server B is paused for 1.5 s, then server C is killed.%n",
                    Trouble.TIME.toMillis() / 1e3);
            LEGEND.forEach(out::println);
            out.println();
            out.printf(ROW, "", "calls", "cut off", "paused", "killed", "unknown", "slow", "switched on");
            int sale = 0;
            for (Step step : Step.values()) {
                street.newLife();
                Shopper shopper = new Shopper(step.has(Step.TIME_OUT), sale);
                shop(step, street, shopper);
                for (; sale < shopper.nextSale(); sale++) {
                    int times = street.made(sale);
                    repeated += times > 1 ? 1 : 0;
                    untrue += (shopper.made(sale) && times == 0) || (shopper.denied(sale) && times > 0) ? 1 : 0;
                }
                Column column = shopper.column(step);
                columns.add(column);
                out.printf(
                        Locale.ROOT,
                        ROW,
                        step.label(),
                        column.calls(),
                        column.errors(Trouble.CUT),
                        column.errors(Trouble.PAUSED),
                        column.errors(Trouble.KILLED),
                        column.unknown(),
                        column.slow(),
                        step.what());
                out.flush();
            }
        }
        return judge(columns, repeated, untrue);
    }

    private boolean judge(List<Column> columns, int repeated, int untrue) {
        List<String> faults = Judgement.of(columns, repeated, untrue);
        String errors = columns.stream()
                .map(column -> column.step().label() + "=" + column.allErrors())
                .collect(Collectors.joining(" "));
        Column last = columns.get(columns.size() - 1);
        if (last.allErrors() > 0) {
            out.printf(
                    "%nstill failed in %s: %d, the first with%n  %s%n",
                    last.step().label(), last.allErrors(), last.firstError());
        }
        out.println();
        out.println(
                faults.isEmpty()
                        ? "failover: OK errors " + errors + " repeated=0"
                        : "failover: FAILED " + String.join("; ", faults));
        return faults.isEmpty();
    }

    private static void shop(Step step, Street street, Shopper shopper) throws InterruptedException {
        List<RpcClient> clients = step.connect(street.addresses());
        try {
            List<Shop> shops = new ArrayList<>();
            for (RpcClient client : clients) {
                shops.add(client.stub(Shop.class));
            }
            Street.awaitAll(clients);
            new Shopper(step.has(Step.TIME_OUT), Sales.MOST / 2).shop(shops, System.nanoTime(), WARM_UP);
            long start = System.nanoTime();
            CompletableFuture<Void> breaking =
                    CompletableFuture.runAsync(() -> street.breakThings(start), ServerProcess.BESIDE);
            shopper.shop(shops, start, Trouble.TIME);
            breaking.join();
        } finally {
            clients.forEach(RpcClient::close);
        }
    }
}
