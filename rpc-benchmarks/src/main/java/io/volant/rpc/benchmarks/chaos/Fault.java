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
 * @param always what holds in both trials
 * @param without the protections that the control does without
 * @param bounds that hold with protection
 * @param damage that the control shows
 * @param leastSeconds that a trial lasts, where its script takes longer
 */
record Fault(
        String name,
        String what,
        Script script,
        boolean lines,
        int callsPerSecond,
        Settings always,
        Settings without,
        List<Bound> bounds,
        Damage damage,
        int leastSeconds) {
    /** Nothing is made again, nobody is left out or asked for a sign of life, and all servers get the same. */
    private static final Settings BARE =
            Settings.parse("retry=off", "outliers=off", "ping=off", "attempts=off", "balancer=off", "drain=off");

    Fault {
        bounds = List.copyOf(bounds);
    }

    /** A fault under which no call may be lost, wrong or repeated; further bounds are added. */
    static Fault of(String name, String what, Script script) {
        return new Fault(
                name,
                what,
                script,
                false,
                Plan.CALLS_PER_SECOND,
                Settings.NONE,
                BARE,
                List.of(Bound.NONE_LOST, Bound.NONE_WRONG, Bound.NONE_REPEATED),
                Damage.FAILED_CALLS,
                0);
    }

    Fault with(Bound... more) {
        List<Bound> all = new ArrayList<>(bounds);
        all.addAll(List.of(more));
        return new Fault(name, what, script, lines, callsPerSecond, always, without, all, damage, leastSeconds);
    }

    Fault withLines() {
        return new Fault(name, what, script, true, callsPerSecond, always, without, bounds, damage, leastSeconds);
    }

    Fault withRate(int perSecond) {
        return new Fault(name, what, script, lines, perSecond, always, without, bounds, damage, leastSeconds);
    }

    Fault always(String... settings) {
        return new Fault(
                name,
                what,
                script,
                lines,
                callsPerSecond,
                Settings.parse(settings),
                without,
                bounds,
                damage,
                leastSeconds);
    }

    Fault without(String... protections) {
        return new Fault(
                name,
                what,
                script,
                lines,
                callsPerSecond,
                always,
                Settings.parse(protections),
                bounds,
                damage,
                leastSeconds);
    }

    /** The control does without checksums, too. */
    Fault withoutChecksum() {
        return new Fault(
                name,
                what,
                script,
                lines,
                callsPerSecond,
                always,
                without.with("checksum", "off"),
                bounds,
                (with, bare) -> bare.failed() + bare.wrong() > with.failed() + with.wrong(),
                leastSeconds);
    }

    Fault lasting(int seconds) {
        return new Fault(name, what, script, lines, callsPerSecond, always, without, bounds, damage, seconds);
    }

    Fault shownBy(Damage shown) {
        return new Fault(name, what, script, lines, callsPerSecond, always, without, bounds, shown, leastSeconds);
    }
}
