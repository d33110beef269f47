package io.volant.rpc.benchmarks.chaos;

import java.time.Duration;
import java.util.List;

/** What happens to the wall clocks of client, servers and registry. */
final class ClockFaults {
    private static final Duration JUMP = Duration.ofHours(1);
    private static final int SLACK_SECONDS = 5;

    /** Longer than a lease, so that one which counted by the wall clock would have ended. */
    private static final Duration HOLD = RegistryJvm.LEASE.plusSeconds(1);

    private ClockFaults() {}

    static List<Fault> all() {
        return List.of(Fault.of(
                        "clock",
                        "the wall clocks of all JVMs go 1 h forward, 2 h back, and 1 h forward again",
                        ClockFaults::jump)
                .with(Rig.USUAL.withNeed(Need.FAKED_CLOCK))
                .lasting(12)
                .with(Bound.NO_ERRORS, Bound.NONE_UNKNOWN, Bound.NONE_LATE)
                .shownBy(Damage.NOT_SHOWN));
    }

    private static void jump(Stage stage) throws InterruptedException {
        FakedClock clock = stage.surroundings(FakedClock.class);
        stage.hold(Duration.ofSeconds(1));
        stage.mark();
        int seen = 0;
        for (Duration wrong : List.of(JUMP, JUMP.negated(), Duration.ZERO)) {
            clock.set(wrong);
            stage.hold(HOLD);
            for (long ahead : stage.aheadSeconds()) {
                seen += Math.abs(ahead - wrong.toSeconds()) <= SLACK_SECONDS ? 1 : 0;
            }
        }
        stage.evidence("jumpsSeen", seen);
        stage.evidence("allSeen", seen == 3 * (Stage.SERVERS + 1) ? 1 : 0);
    }
}
