package io.volant.rpc.benchmarks.soak;

import java.util.Locale;

/** What is measured in each JVM in a moment of quiet, and how much more of it than at first is no growth. */
enum Figure {
    HEAP("heap", Unit.BYTES, Rule.GROWTH, 6L << 20), // what caches and compiled code still fill after the warm-up
    BUFFERS("buffers in use", Unit.BYTES, Rule.GROWTH, 256L << 10), // one read buffer of a connection that stays
    NETTY("direct memory of Netty", Unit.BYTES, Rule.GROWTH, 16L << 20), // four chunks of its pool
    DIRECT("direct memory of the JVM", Unit.BYTES, Rule.GROWTH, 16L << 20), // which the pool may have taken from here
    THREADS("threads", Unit.COUNT, Rule.GROWTH, 3), // of the JVM's own
    FILES("descriptors", Unit.COUNT, Rule.GROWTH, 4), // jars that are opened late
    CONNECTIONS("connections", Unit.COUNT, Rule.NONE_LEFT, 0),
    RUNNING("running calls", Unit.COUNT, Rule.NONE_LEFT, 0),
    LEAKS("lost buffers", Unit.COUNT, Rule.NONE_LEFT, 0);

    /** When a figure is a failure. */
    enum Rule {
        /** When its median in the last third of the cycles exceeds that in the first by more than allowed. */
        GROWTH,
        /** When it is not 0 in every quiet moment. */
        NONE_LEFT
    }

    private enum Unit {
        BYTES,
        COUNT
    }

    private static final double MEGABYTE = 1 << 20;

    private final String label;
    private final Unit unit;
    private final Rule rule;
    private final long allowed;

    Figure(String label, Unit unit, Rule rule, long allowed) {
        this.label = label;
        this.unit = unit;
        this.rule = rule;
        this.allowed = allowed;
    }

    /** For people. */
    String label() {
        return label;
    }

    Rule rule() {
        return rule;
    }

    /** How much more of it is no growth. */
    long allowed() {
        return allowed;
    }

    /** A value with its unit. */
    String describe(double value) {
        return switch (unit) {
            case BYTES -> String.format(Locale.ROOT, "%.2f MB", value / MEGABYTE);
            case COUNT -> String.format(Locale.ROOT, "%.0f", value);
        };
    }

    /** A value for a column of a table. */
    String cell(long value) {
        return switch (unit) {
            case BYTES -> String.format(Locale.ROOT, "%.2f", value / MEGABYTE);
            case COUNT -> String.valueOf(value);
        };
    }
}
