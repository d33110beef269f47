package io.volant.rpc.examples.schema;

import java.util.List;

/**
 * Something that two jars do not have in common.
 *
 * @param subject {@code Orders:1 find(long)}, or {@code Orders:1} for a service that only one of them has
 * @param what the type or method that differs, as a failing call names it; empty where only one jar has the subject
 * @param lines what a failing call says about it
 */
record Difference(Kind kind, String subject, String what, List<String> lines) {
    enum Kind {
        /** Both have the method, and calls between them fail. */
        BREAKS,
        /** Only the first has it. */
        REMOVED,
        /** Only the second has it. */
        ADDED
    }

    Difference {
        lines = List.copyOf(lines);
    }
}
