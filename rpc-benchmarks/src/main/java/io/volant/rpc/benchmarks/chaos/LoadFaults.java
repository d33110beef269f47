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
    private static final int STORM = 5_000;
    private static final double LEAST_GOODPUT = 0.9 * LedgerServer.CAPACITY * 3;

    private LoadFaults() {}

    static List<Fault> all() {
        return List.of(
                overload("overload-1.5", "half as many calls again as servers can do", 1.5),
                overload("overload-3", "three times as many calls as servers can do", 3),
                Fault.of("storm", STORM + " connections at once that say nothing", LoadFaults::storm)
                        .with(Bound.NO_ERRORS, Bound.NONE_UNKNOWN)
                        .shownBy(Damage.NOT_SHOWN),
                Fault.of("client-stop", "SIGSTOP of the client for 2 s", LoadFaults::stopClient)
                        .with(Bound.NONE_LATE)
                        .always("skip=off")
                        .without("deadline=off")
                        .shownBy((with, without) -> without.late() > 0));
    }

    private static Fault overload(String name, String what, double times) {
        return Fault.of(
                        name,
                        what,
                        stage -> stage.evidence("callsPerSecond", (int) (3 * LedgerServer.CAPACITY * times)))
                .withRate((int) (3 * LedgerServer.CAPACITY * times))
                .with(Bound.atLeast("goodput", LEAST_GOODPUT, Figures::perSecond))
                .always("attempts=off")
                .without("limit=off", "budget=off", "outliers=off", "deadline=off")
                .shownBy((with, without) -> without.perSecond() < 0.8 * with.perSecond());
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
        stage.awaitPart(BEGIN);
        stage.evidence("stoppedPid", stage.client().pid());
        Jvms.signal(stage.client(), "STOP");
        stage.hold(Duration.ofSeconds(2));
        stage.mark();
        Jvms.signal(stage.client(), "CONT");
    }
}
