package io.volant.rpc.benchmarks.chaos;

import java.util.List;

/** What happens to packets between a client and one of its servers, which stand in network namespaces: TCP itself meets it. */
final class NetFaults {
    private static final double BEGIN = 0.25;
    private static final double END = 0.7;
    private static final int LOST_PERCENT = 10;

    private NetFaults() {}

    static List<Fault> all() {
        return List.of(
                net("net-half-open", "the kernel drops all packets of one server", NetFaults::cut)
                        .with(Bound.NO_ERRORS, Bound.IN_TIME),
                net("net-one-way", "the kernel drops what one server sends", NetFaults::mute)
                        .with(Bound.NO_ERRORS, Bound.IN_TIME),
                net("net-loss", LOST_PERCENT + " % of the packets of one server are lost each way", NetFaults::lose)
                        .with(Bound.NO_ERRORS, Bound.IN_TIME)
                        .shownBy((with, without) -> without.p99Micros() > 2 * with.p99Micros()),
                net("net-reset", "the kernel answers everything that one server gets with a reset", NetFaults::reset)
                        .with(Bound.NO_ERRORS, Bound.recovery(1_000)));
    }

    private static Fault net(String name, String what, Play play) {
        return Fault.of(name, what, stage -> play(stage, play)).with(Rig.USUAL.withNeed(Need.NAMESPACES));
    }

    /** Sets rules. */
    @FunctionalInterface
    private interface Play {
        void on(Namespaces namespaces);
    }

    private static void play(Stage stage, Play play) throws InterruptedException {
        Namespaces namespaces = stage.surroundings(Namespaces.class);
        stage.awaitPart(BEGIN);
        stage.mark();
        play.on(namespaces);
        stage.awaitPart(END);
        stage.evidence("packetsMet", namespaces.met());
        namespaces.heal();
    }

    private static void cut(Namespaces namespaces) {
        namespaces.toVictim("counter drop");
        namespaces.fromVictim("counter drop");
    }

    private static void mute(Namespaces namespaces) {
        namespaces.fromVictim("counter drop");
    }

    private static void lose(Namespaces namespaces) {
        namespaces.toVictim("numgen random mod 100 < " + LOST_PERCENT + " counter drop");
        namespaces.fromVictim("numgen random mod 100 < " + LOST_PERCENT + " counter drop");
    }

    private static void reset(Namespaces namespaces) {
        namespaces.toVictim("meta l4proto tcp counter reject with tcp reset");
    }
}
