package io.volant.rpc.benchmarks.compare;

import io.volant.rpc.benchmarks.load.LoadSpec;
import io.volant.rpc.benchmarks.load.Question;
import java.util.Arrays;

/** Volant's rows and those of its references. */
enum OwnRow {
    VOLANT("volant"),
    VOLANT_POOL("volantPool"),
    /** Nothing set: handlers on the worker pool, and limits that may refuse what is too much. */
    VOLANT_DEFAULTS("volantDefaults"),
    /** Handlers on the event loop, and a caller who is alone drives that of the client. */
    VOLANT_DRIVEN("volantDriven"),
    R1("R1"),
    R2("R2"),
    R3("R3"),
    /** Netty's plain echo. */
    NETTY_ECHO("nettyEcho");

    /** In flight at once: of many more the limits always refuse some, and of these when the server is slow. */
    private static final int MOST_BY_DEFAULT = 256;

    private final String label;

    OwnRow(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Whether it can do this, and is another row where it does: R3 and the echo do not know what they are asked. */
    boolean suits(LoadSpec spec) {
        return switch (this) {
            case VOLANT, VOLANT_POOL, R2 -> true;
            case VOLANT_DRIVEN -> spec.kind() == LoadSpec.Kind.SYNC && spec.number() == 1;
            case VOLANT_DEFAULTS ->
                spec.kind() != LoadSpec.Kind.BESIDE_BULK
                        && (spec.kind() != LoadSpec.Kind.ASYNC || spec.number() <= MOST_BY_DEFAULT);
            case R1 -> !spec.isAsynchronous();
            case R3 -> spec.isAsynchronous() && spec.question() == Question.EXIST_USER;
            case NETTY_ECHO ->
                switch (spec.kind()) {
                    case ECHO -> true;
                    case ASYNC -> spec.question() == Question.EXIST_USER;
                    case SYNC -> spec.question() == Question.EXIST_USER && spec.number() == 1;
                    case OPEN, BESIDE_BULK -> false;
                };
        };
    }

    static OwnRow of(String label) {
        return Arrays.stream(values())
                .filter(row -> row.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("row: " + label + " (expected: one of Volant's own)"));
    }
}
