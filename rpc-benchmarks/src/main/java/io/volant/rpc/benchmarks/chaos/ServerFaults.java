package io.volant.rpc.benchmarks.chaos;

import java.time.Duration;
import java.util.List;

/** What happens to servers. */
final class ServerFaults {
    private static final double BEGIN = 0.25;

    /** A write that a server executed and failed is not made again, and five failures in a row eject the server. */
    private static final int WRITES_BEFORE_EJECTION = 5;

    /** Calls go elsewhere within a second; a write that was under way tells after a second that nobody knows. */
    private static final int UNKNOWN_WRITES_MILLIS = 2_050;

    private static final int SLOW_MILLIS = 10 * LedgerServer.MILLIS;

    private ServerFaults() {}

    static List<Fault> all(Plan plan) {
        int hang = plan.seconds(30, 6);
        int burst = plan.seconds(5, 1); // the budget holds what ten seconds of calls have earned
        return List.of(
                Fault.of("kill", "SIGKILL of one server", ServerFaults::kill)
                        .with(Bound.NO_ERRORS, Bound.recovery(1_000)),
                Fault.of("stop", "SIGTERM of one server, which drains it", ServerFaults::stop)
                        .with(Bound.NO_ERRORS, Bound.NONE_UNKNOWN),
                Fault.of(
                                "rolling",
                                "SIGTERM and a new start of all servers, one after the other",
                                ServerFaults::rolling)
                        .with(Bound.NO_ERRORS, Bound.NONE_UNKNOWN)
                        .lasting(14),
                hang("hang", 2),
                hang("hang-long", hang).lasting(hang + 5),
                Fault.of("slow", "one server takes ten times as long", ServerFaults::slow)
                        .with(Bound.NO_ERRORS, Bound.NONE_UNKNOWN, Bound.share(5))
                        .shownBy((with, without) -> without.share() > 2 * with.share()),
                Fault.of("fail-fast", "one server fails every call at once", ServerFaults::failFast)
                        .with(Bound.atMost("errors", WRITES_BEFORE_EJECTION, Figures::errors), Bound.share(5)),
                Fault.of("burst", "all servers fail all calls for " + burst + " s", stage -> burst(stage, burst))
                        .with(Bound.recovery(10_000), Bound.amplification(1.2 + 10.0 / Rig.CALLS_PER_SECOND))
                        .without("budget=off")
                        .shownBy((with, without) -> without.amplification() > 1.15 * with.amplification()));
    }

    private static Fault hang(String name, int seconds) {
        return Fault.of(name, "SIGSTOP of one server for " + seconds + " s", stage -> hang(stage, seconds))
                .with(Bound.NO_ERRORS, Bound.NONE_LATE, Bound.recovery(UNKNOWN_WRITES_MILLIS));
    }

    private static void kill(Stage stage) throws InterruptedException {
        stage.awaitPart(BEGIN);
        stage.evidence("killedPid", stage.victim().pid());
        stage.mark();
        stage.victim().kill();
    }

    private static void stop(Stage stage) throws InterruptedException {
        stage.awaitPart(BEGIN);
        stage.evidence("terminatedPid", stage.victim().pid());
        stage.mark();
        stage.victim().end();
    }

    private static void rolling(Stage stage) throws InterruptedException {
        int restarted = 0;
        stage.awaitPart(0.1);
        stage.mark();
        for (StagedServer server : stage.servers()) {
            server.end();
            server.startAgain();
            restarted += stage.isOver() ? 0 : 1;
        }
        stage.evidence("restartedUnderLoad", restarted);
        stage.evidence("allUnderLoad", restarted == stage.servers().size() ? 1 : 0);
    }

    private static void hang(Stage stage, int seconds) throws InterruptedException {
        stage.hold(Duration.ofSeconds(1));
        stage.evidence("stoppedPid", stage.victim().pid());
        stage.mark();
        stage.victim().signal("STOP");
        stage.hold(Duration.ofSeconds(seconds));
        stage.victim().signal("CONT");
    }

    private static void slow(Stage stage) throws InterruptedException {
        stage.awaitPart(0.1);
        stage.evidence("slowMillis", SLOW_MILLIS);
        stage.mark();
        stage.victim().order("slow " + SLOW_MILLIS);
    }

    private static void failFast(Stage stage) throws InterruptedException {
        stage.awaitPart(0.1);
        stage.mark();
        stage.victim().order("fail");
        stage.evidence("failingPid", stage.victim().pid());
    }

    private static void burst(Stage stage, int seconds) throws InterruptedException {
        stage.awaitPart(BEGIN);
        stage.servers().forEach(server -> server.order("fail"));
        stage.hold(Duration.ofSeconds(seconds));
        stage.mark();
        stage.servers().forEach(server -> server.order("well"));
        stage.evidence("failedSeconds", seconds);
    }
}
