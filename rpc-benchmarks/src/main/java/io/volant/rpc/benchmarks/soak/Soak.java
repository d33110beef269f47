package io.volant.rpc.benchmarks.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** Runs cycle after cycle: all clients at once, then a moment without any but the idle good ones, in which the figures are taken. */
final class Soak {
    private static final long PATIENCE_NANOS =
            TimeUnit.SECONDS.toNanos(10); // a busy server may stand still for a while
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long ONCE_LOST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int LOOK_AGAIN_MILLIS = 50;
    private static final Duration ALONE = Duration.ofSeconds(1);

    private final Plan plan;
    private final Gauge gauge = new Gauge();
    private long patienceNanos = PATIENCE_NANOS;
    private final Histogram latencies = Tally.noLatencies(); // behind the warm-up; one, because it is large
    private long touchesMissing;
    private long reconnections;

    Soak(Plan plan) {
        this.plan = plan;
    }

    /** Passes each cycle on as soon as it is over. */
    SoakReport run(Consumer<String> told, Consumer<Cycle> progress) throws InterruptedException {
        List<Cycle> cycles = new ArrayList<>();
        long start = System.nanoTime();
        try (SoakServer server = SoakServer.start(plan.users())) {
            told.accept("server on " + server.address() + ", pid " + server.pid() + ", "
                    + String.join(" ", SoakServer.JVM_ARGS));
            Map<Kind, Visitor> visitors = visitors(server);
            try (GoodClients good = GoodClients.connect(server.address())) {
                Tally first = new Tally();
                good.run(ALONE, plan.seed(), first); // both JVMs load most of their classes before there is a crowd
                for (int number = 1; number <= plan.cycles(); number++) {
                    Cycle cycle = cycle(number, server, good, visitors, number == 1 ? first : new Tally());
                    cycles.add(cycle);
                    progress.accept(cycle);
                }
            }
        }
        return new SoakReport(plan.seed(), System.nanoTime() - start, Latency.of(latencies), cycles);
    }

    private static Map<Kind, Visitor> visitors(SoakServer server) {
        return new EnumMap<>(Map.of(
                Kind.SLOW, new SlowClients(server.socketAddress()),
                Kind.DYING, new DyingClients(server.socketAddress()),
                Kind.KILLED, new KilledClients(server.address()),
                Kind.HOSTILE, new HostileClients(server.socketAddress())));
    }

    private Cycle cycle(int number, SoakServer server, GoodClients good, Map<Kind, Visitor> visitors, Tally tally)
            throws InterruptedException {
        Crowd crowd = new Crowd(visitors, tally);
        long seed = plan.seed() + 7_919L * number;
        crowd.begin(seed);
        good.run(plan.work(), seed, tally);
        Map<Kind, Long> visits = crowd.end();
        awaitQuiet(server, good, tally);
        Figures ofServer = server.figures().withoutConnections(GoodClients.CONNECTIONS);
        Figures ofClients = gauge.take(good.connections(), good.running()).withoutConnections(GoodClients.CONNECTIONS);
        Histogram took = tally.latencies();
        boolean warmUp = number <= plan.warmUps();
        if (!warmUp) {
            latencies.add(took);
        }
        return new Cycle(number, warmUp, tally.answers(), Latency.of(took), visits, ofServer, ofClients);
    }

    /** Returns when nothing goes on any more, or nothing has changed for long: the figures then show what is left. */
    private void awaitQuiet(SoakServer server, GoodClients good, Tally tally) throws InterruptedException {
        SoakServer.Activity activity = server.activity();
        long start = System.nanoTime();
        long changed = start;
        while (!isQuiet(activity, good)
                && System.nanoTime() - changed < patienceNanos
                && System.nanoTime() - start < LONGEST_NANOS) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            SoakServer.Activity next = server.activity();
            changed = next.equals(activity) ? changed : System.nanoTime();
            activity = next;
        }
        if (!isQuiet(activity, good)) {
            patienceNanos = ONCE_LOST_NANOS; // the run has failed
        }
        long missing = good.touched() - activity.touches();
        if (missing > touchesMissing) {
            tally.lost(missing - touchesMissing, "a one-way call that was not executed");
            touchesMissing = missing;
        }
        if (good.reconnections() > reconnections) {
            tally.failed("the connection of a good client broke");
            reconnections = good.reconnections();
        }
    }

    private boolean isQuiet(SoakServer.Activity activity, GoodClients good) {
        return activity.connections() <= GoodClients.CONNECTIONS
                && activity.running() == 0
                && good.running() == 0
                && good.touched() - activity.touches() <= touchesMissing;
    }
}
