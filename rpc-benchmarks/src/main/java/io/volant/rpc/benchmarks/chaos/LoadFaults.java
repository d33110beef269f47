package io.volant.rpc.benchmarks.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What clients do to servers, and what happens to clients. */
final class LoadFaults {
    private static final double BEGIN = 0.25;
    private static final double LEAST_GOODPUT = 0.9;
    private static final double MOST_SLOWER = 2;
    private static final int STORM = 5_000;
    private static final int STOP_SECONDS = 5;

    /** Of servers that can do three tenths of what the others can, so that a client can ask for ten times as much. */
    private static final int FEW_WORKERS = 6;

    private LoadFaults() {}

    static List<Fault> all(Plan plan) {
        return List.of(
                overload(plan, "overload-1.5", "half as many calls again as servers can do", 1.5, LedgerServer.WORKERS),
                overload(plan, "overload-3", "three times as many calls as servers can do", 3, LedgerServer.WORKERS),
                overload(
                        plan,
                        "overload-10",
                        "ten times as many calls as servers with " + FEW_WORKERS + " workers can do",
                        10,
                        FEW_WORKERS),
                Fault.of("storm", STORM + " connections at once that say nothing", LoadFaults::storm)
                        .with(Bound.NO_ERRORS, Bound.NONE_UNKNOWN)
                        .shownBy(Damage.NOT_SHOWN),
                Fault.of("client-stop", "SIGSTOP of the client for " + STOP_SECONDS + " s", LoadFaults::stopClient)
                        .with(Bound.NONE_LATE)
                        .lasting(STOP_SECONDS + 4)
                        .always("skip=off")
                        .without("deadline=off")
                        .shownBy((with, without) -> without.late() > 0));
    }

    private static Fault overload(Plan plan, String name, String what, double times, int workers) {
        int capacity = Stage.SERVERS * LedgerServer.capacity(workers);
        int peak = plan.seconds(60, 8);
        return Fault.of(name, what + ", for " + peak + " s", LoadFaults::overload)
                .with(Rig.USUAL
                        .withPeak(capacity / 3, (int) (capacity * times))
                        .lasting(Rig.AROUND_PEAK_SECONDS + peak, Rig.AROUND_PEAK_SECONDS + 6))
                .with(
                        Bound.atLeast(
                                "goodput",
                                LEAST_GOODPUT * capacity,
                                figures -> figures.peak().perSecond()),
                        Bound.atMost(
                                "p99 times",
                                MOST_SLOWER,
                                figures -> figures.peak().slower()),
                        Bound.recovery(2_000))
                .always("attempts=off", "workers=" + workers)
                .without("limit=off", "budget=off", "outliers=off", "deadline=off")
                .shownBy((with, without) ->
                        without.peak().perSecond() < 0.8 * with.peak().perSecond());
    }

    private static void overload(Stage stage) throws InterruptedException {
        stage.evidence("callsPerSecond", stage.pace().peakPerSecond());
        stage.awaitPeakEnd();
        stage.mark();
    }

    private static void storm(Stage stage) throws InterruptedException {
        stage.awaitPart(BEGIN);
        stage.mark();
        List<Socket> sockets = new ArrayList<>();
        try {
            open(sockets, stage);
            stage.evidence("connectionsOpened", sockets.size());
            stage.hold(Duration.ofSeconds(1));
        } finally {
            close(sockets);
        }
    }

    private static void open(List<Socket> sockets, Stage stage) {
        int port = stage.victim().port();
        try {
            for (int i = 0; i < STORM; i++) {
                sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
            }
        } catch (IOException e) {
            stage.evidence("firstRefusal", String.valueOf(e.getMessage()));
        }
    }

    private static void close(List<Socket> sockets) {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void stopClient(Stage stage) throws InterruptedException {
        stage.hold(Duration.ofSeconds(1));
        stage.evidence("stoppedPid", stage.client().pid());
        Jvms.signal(stage.client(), "STOP");
        stage.hold(Duration.ofSeconds(STOP_SECONDS));
        stage.mark();
        Jvms.signal(stage.client(), "CONT");
    }
}
