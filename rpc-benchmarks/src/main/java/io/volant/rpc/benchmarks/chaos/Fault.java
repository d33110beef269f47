package io.volant.rpc.benchmarks.chaos;

import java.util.ArrayList;
import java.util.List;

/**
 * A fault that is tried. Immutable.
 *
 * @param what is done, in a few words
 * @param script does it
 * @param rig that it is tried with
 * @param always what holds in both trials
 * @param without the protections that the control does without
 * @param bounds that hold with protection
 * @param damage that the control shows
 */
record Fault(
        String name,
        String what,
        Script script,
        Rig rig,
        Settings always,
        Settings without,
        List<Bound> bounds,
        Damage damage) {
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
                Rig.USUAL,
                Settings.NONE,
                BARE,
                List.of(Bound.NONE_LOST, Bound.NONE_WRONG, Bound.NONE_REPEATED),
                Damage.FAILED_CALLS);
    }

    Fault with(Bound... more) {
        List<Bound> all = new ArrayList<>(bounds);
        all.addAll(List.of(more));
        return new Fault(name, what, script, rig, always, without, all, damage);
    }

    Fault with(Rig changed) {
        return new Fault(name, what, script, changed, always, without, bounds, damage);
    }

    /** Both trials last so long at least. */
    Fault lasting(int seconds) {
        return with(rig.lasting(seconds, seconds));
    }

    Fault always(String... settings) {
        return new Fault(name, what, script, rig, Settings.parse(settings), without, bounds, damage);
    }

    Fault without(String... protections) {
        return new Fault(name, what, script, rig, always, Settings.parse(protections), bounds, damage);
    }

    /** The control does without checksums, too. */
    Fault withoutChecksum() {
        return new Fault(name, what, script, rig, always, without.with("checksum", "off"), bounds, Damage.ANY);
    }

    Fault shownBy(Damage shown) {
        return new Fault(name, what, script, rig, always, without, bounds, shown);
    }
}
