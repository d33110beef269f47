package io.volant.rpc.cluster;

import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Whether one node is left out because of what became of its calls. It is IN until it is ejected; when that time is over and its
 * connection is alive it is PROBING, and gets one call; if that is answered it is IN again, else ejected for twice as long. What it
 * was ejected for shrinks again: by half each time that it was in for as long. Confined to the lock of the membership.
 */
final class Circuit {
    /** Where a node stands. */
    enum State {
        IN,
        EJECTED,
        PROBING
    }

    private static final double LEAST_JITTER = 0.8;
    private static final double JITTER = 0.4;
    private static final int SLOW_LOOKS = 5;
    private static final long LOOK_NANOS = 900_000_000; // a little less than between heartbeats

    private final Node node;
    private final OutlierDetection settings;
    private final DoubleSupplier random;
    private final OutcomeWindow window;
    private State state = State.IN;
    private String reason = "";
    private int level; // how often what it is ejected for has doubled
    private long sinceNanos; // it is in
    private long untilNanos; // it is ejected
    private CallTotals lately = new CallTotals(0, 0);
    private int slowLooks;
    private long slowNanos; // of the last of them
    private boolean changed;

    /** @param random numbers from 0 to 1 */
    Circuit(Node node, OutlierDetection settings, DoubleSupplier random, long now) {
        this.node = node;
        this.settings = settings;
        this.random = random;
        this.window = new OutcomeWindow(settings.window().toNanos(), node.totals(), now);
        this.sinceNanos = now;
    }

    Node node() {
        return node;
    }

    State state() {
        return state;
    }

    boolean isOut() {
        return state != State.IN;
    }

    /** Why it is left out, as a clause; empty where it is not. */
    String reason() {
        return reason;
    }

    /** How long it is left out still before it is tried out. */
    long leftNanos(long now) {
        return state == State.EJECTED ? Math.max(0, untilNanos - now) : 0;
    }

    /** Whether it stands elsewhere than when this was asked last. */
    boolean takeChange() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /**
     * Lets time pass.
     *
     * @param alive whether it has a connection that is not silent
     */
    void look(boolean alive, long now) {
        lately = window.look(node.totals(), now);
        switch (state) {
            case IN -> forgive(now);
            case EJECTED -> {
                if (alive && now - untilNanos >= 0) {
                    node.watch().begin(new Trial(now));
                    become(State.PROBING);
                }
            }
            case PROBING -> {
                Trial trial = node.watch().trial();
                if (trial != null) {
                    decide(trial.stage(), now);
                }
            }
        }
    }

    private void forgive(long now) {
        while (level > 0 && now - sinceNanos >= nominalNanos(level - 1)) {
            level--;
            sinceNanos += nominalNanos(level);
        }
    }

    private void decide(Trial.Stage stage, long now) {
        switch (stage) {
            case OPEN, UNDER_WAY -> {}
            case PASSED -> release(now);
            case FAILED -> eject("the call that tried it out failed", now);
        }
    }

    /** It is left out from now on. */
    void eject(String why, long now) {
        untilNanos = now + (long) (nominalNanos(level) * (LEAST_JITTER + JITTER * random.getAsDouble()));
        level = nominalNanos(level) < settings.longestEjection().toNanos() ? level + 1 : level;
        reason = why;
        node.watch().restart();
        become(State.EJECTED);
    }

    /** It is whole again, or another server than it was. */
    void release(long now) {
        node.watch().restart();
        window.restart(node.totals(), now);
        slowLooks = 0;
        sinceNanos = now;
        reason = "";
        if (isOut()) {
            become(State.IN);
        }
    }

    private void become(State next) {
        state = next;
        changed = true;
    }

    private long nominalNanos(int doublings) {
        long longest = settings.longestEjection().toNanos();
        long first = settings.ejection().toNanos();
        return first > longest >> doublings ? longest : first << doublings;
    }

    /** Calls that ended between the last two looks. */
    CallTotals lately() {
        return lately;
    }

    /** The share of calls in the window that succeeded; 1 where they are too few to tell. */
    double successRate() {
        CallTotals calls = window.calls();
        return calls.all() < settings.leastCalls() ? 1 : (double) calls.good() / calls.all();
    }

    /** What is wrong with its calls, as a clause; empty where nothing is, or not for long enough. */
    Optional<String> fault() {
        int streak = node.watch().streak();
        if (streak >= settings.consecutiveFailures()) {
            return Optional.of(streak + " calls in a row failed");
        }
        if (successRate() < settings.successRate()) {
            CallTotals calls = window.calls();
            return Optional.of(calls.bad() + " of " + calls.all() + " calls failed in "
                    + settings.window().toSeconds() + " s");
        }
        return Optional.empty();
    }

    /** Another look at how long its calls take; whether they took too long often enough. Told only where calls were answered. */
    boolean slowForLong(boolean slow, long now) {
        if (!slow) {
            slowLooks = 0;
        } else if (slowLooks == 0 || now - slowNanos >= LOOK_NANOS) { // looks may follow one another at once
            slowLooks++;
            slowNanos = now;
        }
        return slowLooks >= SLOW_LOOKS;
    }
}
