package io.volant.rpc.benchmarks.chaos;

import java.util.ArrayList;
import java.util.List;

/**
 * A fault that is tried. Immutable.
 *
 * @param what is done, in a few words
 * @param script does it
 * @param lines whether the servers stand behind lines of their own
 * @param callsPerSecond that the client makes
 * @param without the protections that the control does without
 * @param bounds that hold with protection
 * @param damage that the control shows
 * @param beforeClient is played once the servers serve, before the client starts
 * @param clientLauncher what the client's JVM is started with
 */
record Fault(
        String name,
        String what,
        Script script,
        boolean lines,
        int callsPerSecond,
        Settings without,
        List<Bound> bounds,
        Damage damage,
        Script beforeClient,
        List<String> clientLauncher) {
    /** Nothing is made again, nobody is left out or asked for a sign of life, and all servers get the same. */
    private static final Settings BARE =
            Settings.parse("retry=off", "outliers=off", "ping=off", "attempts=off", "balancer=off", "drain=off");

    Fault {
        bounds = List.copyOf(bounds);
        clientLauncher = List.copyOf(clientLauncher);
    }

    /** A fault under which no call may be lost, wrong or repeated; further bounds are added. */
    static Fault of(String name, String what, Script script) {
        return new Fault(
                name,
                what,
                script,
                false,
                Plan.CALLS_PER_SECOND,
                BARE,
                List.of(Bound.NONE_LOST, Bound.NONE_WRONG, Bound.NONE_REPEATED),
                Damage.FAILED_CALLS,
                Script.NOTHING,
                List.of());
    }

    Fault with(Bound... more) {
        List<Bound> all = new ArrayList<>(bounds);
        all.addAll(List.of(more));
        return new Fault(name, what, script, lines, callsPerSecond, without, all, damage, beforeClient, clientLauncher);
    }

    Fault withLines() {
        return new Fault(
                name, what, script, true, callsPerSecond, without, bounds, damage, beforeClient, clientLauncher);
    }

    Fault withRate(int perSecond) {
        return new Fault(name, what, script, lines, perSecond, without, bounds, damage, beforeClient, clientLauncher);
    }

    Fault without(String... protections) {
        return new Fault(
                name,
                what,
                script,
                lines,
                callsPerSecond,
                Settings.parse(protections),
                bounds,
                damage,
                beforeClient,
                clientLauncher);
    }

    Fault shownBy(Damage shown) {
        return new Fault(
                name, what, script, lines, callsPerSecond, without, bounds, shown, beforeClient, clientLauncher);
    }
}
