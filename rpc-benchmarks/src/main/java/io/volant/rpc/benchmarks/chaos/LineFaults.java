package io.volant.rpc.benchmarks.chaos;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** What happens to lines between a client and a server. */
final class LineFaults {
    private static final double BEGIN = 0.25;
    private static final int RESETS = 3;

    private LineFaults() {}

    static List<Fault> all() {
        return List.of(Fault.of("reset", "all connections are reset, three times", LineFaults::reset)
                .withLines()
                .with(Bound.NO_ERRORS, Bound.recovery(200)));
    }

    private static void reset(Stage stage) throws InterruptedException {
        stage.awaitPart(BEGIN);
        int reset = 0;
        for (int i = 0; i < RESETS; i++) {
            TimeUnit.MILLISECONDS.sleep(300);
            stage.mark();
            reset += stage.servers().stream()
                    .mapToInt(server -> server.line().reset())
                    .sum();
        }
        stage.evidence("connectionsReset", reset);
    }
}
