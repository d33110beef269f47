package io.volant.rpc.cluster;

import static java.util.Objects.requireNonNull;

import io.volant.rpc.Request;

/**
 * Which nodes a call may go to, by a label of theirs. Immutable.
 *
 * <p>A call that the rule gives a value goes to the nodes that have it; any other call to the nodes without the label, or with
 * another value than the rule is about. Where there is no such node a call goes to all, and so does one that has tried every such
 * node: a rule says what is preferred, never that a call fails.
 */
public final class LabelRule {
    /** Tells the value that a call asks for; empty for none. */
    @FunctionalInterface
    interface Wanted {
        String by(Request request);
    }

    private final String label;
    private final String only;
    private final Wanted wanted;

    private LabelRule(String label, String only, Wanted wanted) {
        if (requireNonNull(label, "label").isEmpty()) {
            throw new IllegalArgumentException("label: \"\" (expected: the name of a label)");
        }
        this.label = label;
        this.only = only;
        this.wanted = wanted;
    }

    /**
     * A share of all calls goes to the nodes whose {@code label} is {@code value}, and no other call does: a canary. A call with a routing
     * key always falls on the same side.
     *
     * @param percent of calls, 0 to 100
     */
    public static LabelRule canary(String label, String value, double percent) {
        return canary(label, value, percent, Chance.perThread());
    }

    static LabelRule canary(String label, String value, double percent, Chance chance) {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("percent: " + percent + " (expected: 0..100)");
        }
        if (requireNonNull(value, "value").isEmpty()) {
            throw new IllegalArgumentException("value: \"\" (expected: what the label says)");
        }
        double share = percent / 100;
        return new LabelRule(label, value, request -> {
            long key = RoutingHash.of(request);
            long bits = key == RoutingHash.NO_KEY ? chance.next() : RoutingHash.mixed(key);
            return Chance.share(bits) < share ? value : "";
        });
    }

    /** A call goes to the nodes whose {@code label} is what its metadata says under {@code key}, which is read for every call. */
    public static LabelRule metadata(String label, String key) {
        requireNonNull(key, "key");
        return new LabelRule(label, "", request -> request.metadata().get(key).orElse(""));
    }

    /** Whether the nodes with this value are set apart; of the others the rule does not speak. */
    boolean isAbout(String value) {
        return !value.isEmpty() && (only.isEmpty() || only.equals(value));
    }

    /** The value that a node has for the rule; empty for none. */
    String value(Node node) {
        return node.instance().labels().getOrDefault(label, "");
    }

    /** The value that a call asks for; empty for none. */
    String wanted(Request request) {
        return wanted.by(request);
    }
}
