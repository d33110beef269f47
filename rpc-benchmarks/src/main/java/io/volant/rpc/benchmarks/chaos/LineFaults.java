package io.volant.rpc.benchmarks.chaos;

import io.volant.rpc.testing.Direction;
import io.volant.rpc.testing.FaultEvidence;
import io.volant.rpc.testing.LinkFaults;
import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;

/** What happens to lines between a client and its servers. */
final class LineFaults {
    private static final double BEGIN = 0.25;
    private static final double END = 0.7;
    private static final int RESETS = 3;

    private LineFaults() {}

    static List<Fault> all() {
        return List.of(
                line("reset", "all connections are reset, three times", LineFaults::reset)
                        .with(Bound.NO_ERRORS, Bound.recovery(200)),
                line("delay", "one line is 200 ms slower each way, and up to 100 ms more", LineFaults::delay)
                        .with(Bound.NO_ERRORS, Bound.NONE_UNKNOWN, Bound.IN_TIME)
                        .shownBy((with, without) -> without.p99Micros() > 2 * with.p99Micros()),
                line("truncate", "the streams of one line end after some bytes, again and again", LineFaults::truncate)
                        .with(Bound.NO_ERRORS),
                line(
                                "duplicate",
                                "bytes of one line arrive twice",
                                stage -> distort(
                                        stage,
                                        LinkFaults.none().withDuplication(0.0005),
                                        "duplicatedBytes",
                                        FaultEvidence::duplicated))
                        .with(Bound.NO_ERRORS)
                        .withoutChecksum(),
                line(
                                "damage",
                                "bits of one line are turned over",
                                stage -> distort(
                                        stage,
                                        LinkFaults.none().withDamage(0.0005),
                                        "damagedBytes",
                                        FaultEvidence::damaged))
                        .with(Bound.NO_ERRORS)
                        .withoutChecksum(),
                line("half-open", "one line swallows everything, and nobody hears of it", stage -> cut(stage, true))
                        .with(Bound.NO_ERRORS, Bound.IN_TIME),
                line("one-way", "one line swallows what its server sends", stage -> cut(stage, false))
                        .with(Bound.NO_ERRORS, Bound.IN_TIME));
    }

    private static Fault line(String name, String what, Script script) {
        return Fault.of(name, what, script).with(Rig.USUAL.withLines());
    }

    private static void reset(Stage stage) throws InterruptedException {
        stage.awaitPart(BEGIN);
        int reset = 0;
        for (int i = 0; i < RESETS; i++) {
            stage.hold(Duration.ofMillis(300));
            stage.mark();
            reset += stage.servers().stream()
                    .mapToInt(server -> server.line().reset())
                    .sum();
        }
        stage.evidence("connectionsReset", reset);
    }

    private static void delay(Stage stage) throws InterruptedException {
        stage.awaitPart(BEGIN);
        stage.mark();
        stage.victim()
                .line()
                .apply(LinkFaults.none().withDelay(Duration.ofMillis(200)).withJitter(Duration.ofMillis(100)));
        stage.awaitPart(END);
        stage.victim().line().heal();
        stage.evidence("delayedBytes", stage.victim().line().evidence().delayed());
    }

    private static void truncate(Stage stage) throws InterruptedException {
        stage.awaitPart(BEGIN);
        stage.mark();
        stage.victim().line().apply(Direction.TO_CLIENT, LinkFaults.none().withTruncateAfter(3_000));
        stage.awaitPart(END);
        stage.victim().line().heal();
        stage.evidence("truncated", stage.victim().line().evidence().truncated());
    }

    private static void distort(Stage stage, LinkFaults faults, String what, ToLongFunction<FaultEvidence> count)
            throws InterruptedException {
        stage.awaitPart(BEGIN);
        stage.mark();
        stage.victim().line().apply(faults);
        stage.awaitPart(END);
        stage.victim().line().heal();
        stage.evidence(what, count.applyAsLong(stage.victim().line().evidence()));
    }

    private static void cut(Stage stage, boolean bothWays) throws InterruptedException {
        stage.awaitPart(BEGIN);
        stage.mark();
        if (bothWays) {
            stage.victim().line().cut();
        } else {
            stage.victim().line().cut(Direction.TO_CLIENT);
        }
        stage.awaitPart(END);
        stage.victim().line().heal();
        stage.evidence("lostBytes", stage.victim().line().evidence().lost());
    }
}
