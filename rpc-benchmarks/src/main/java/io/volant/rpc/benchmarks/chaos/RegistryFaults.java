package io.volant.rpc.benchmarks.chaos;

import io.volant.rpc.testing.LinkFaults;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What happens to the registry. The control is a client that starts while it happens, and so has no list that it could keep. */
final class RegistryFaults {
    private static final double BEGIN = 0.2;
    private static final double END = 0.8;

    private RegistryFaults() {}

    static List<Fault> all(Plan plan) {
        int gone = plan.seconds(300, 8);
        return List.of(
                registry(
                                "registry-down",
                                "the registry is gone for " + gone + " s, in which a server starts",
                                stage -> down(stage, Duration.ofSeconds(gone)))
                        .with(Bound.atMost("newcomer ms", 5_000, Figures::newcomerMillis))
                        .with(Rig.USUAL.lasting(gone + 8, 0)),
                registry(
                        "registry-flap",
                        "the registry comes and goes, and resets its connections",
                        RegistryFaults::flap),
                registry("registry-empty", "the registry is back without anything that it knew", RegistryFaults::empty),
                registry("registry-slow", "the registry is 2 s slower each way", RegistryFaults::slow),
                StaleEntries.fault());
    }

    private static Fault registry(String name, String what, Script script) {
        return Fault.of(name, what, script)
                .with(Bound.NO_ERRORS, Bound.NONE_UNKNOWN)
                .without("list=off");
    }

    private static void down(Stage stage, Duration gone) throws InterruptedException, IOException {
        if (!stage.hasList()) { // a client that starts now finds nobody, however short it lasts
            stage.registry().stop();
            stage.awaitPart(END);
            stage.registry().startAgain();
            return;
        }
        stage.hold(Duration.ofSeconds(1));
        stage.mark();
        stage.registry().stop();
        stage.evidence("stoppedPort", stage.registry().port());
        StagedServer newcomer = stage.addServer();
        stage.hold(gone);
        newcomer.awaitServing();
        stage.newcomersMayCome();
        stage.registry().startAgain();
    }

    private static void flap(Stage stage) throws InterruptedException {
        if (stage.hasList()) {
            stage.awaitPart(BEGIN);
        }
        stage.mark();
        int reset = 0;
        for (int i = 0; i < 4; i++) {
            stage.registry().line().refuse();
            reset += stage.registry().line().reset();
            stage.hold(Duration.ofMillis(stage.hasList() ? 400 : 1_500));
            stage.registry().line().heal();
            stage.hold(Duration.ofMillis(300));
        }
        stage.evidence(
                "connectionsReset", reset + stage.registry().line().evidence().refused());
    }

    private static void empty(Stage stage) throws InterruptedException {
        if (stage.hasList()) {
            stage.awaitPart(BEGIN);
        }
        stage.mark();
        stage.cutServersFromRegistry();
        stage.registry().stop();
        stage.registry().startAgain();
        stage.evidence("restartedPort", stage.registry().port());
    }

    private static void slow(Stage stage) throws InterruptedException {
        if (stage.hasList()) {
            stage.awaitPart(BEGIN);
        }
        stage.mark();
        stage.registry().line().apply(LinkFaults.none().withDelay(Duration.ofSeconds(2)));
        stage.awaitPart(END);
        stage.registry().line().heal();
        stage.evidence("delayedBytes", stage.registry().line().evidence().delayed());
    }
}
