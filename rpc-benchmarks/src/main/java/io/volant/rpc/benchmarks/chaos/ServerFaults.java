package io.volant.rpc.benchmarks.chaos;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** What happens to servers. */
final class ServerFaults {
    private static final double BEGIN = 0.25;

    private ServerFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.of("kill", "SIGKILL of one server", ServerFaults::kill)
                        .with(Bound.NO_ERRORS, Bound.recovery(1_000)),
                Fault.of("hang", "SIGSTOP of one server for 2 s", ServerFaults::hang)
                        .with(Bound.NO_ERRORS, Bound.NONE_LATE));
    }

    private static void kill(Stage stage) throws InterruptedException {
        stage.awaitPart(BEGIN);
        stage.evidence("killedPid", stage.victim().pid());
        stage.mark();
        stage.victim().kill();
    }

    private static void hang(Stage stage) throws InterruptedException {
        stage.awaitPart(BEGIN);
        stage.evidence("stoppedPid", stage.victim().pid());
        stage.mark();
        stage.victim().signal("STOP");
        TimeUnit.SECONDS.sleep(2);
        stage.victim().signal("CONT");
    }
}
