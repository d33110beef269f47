package io.volant.rpc.transport;

import static java.util.Objects.requireNonNull;

/**
 * The accepting side's yes: the version spoken from here on and the features agreed on.
 *
 * @param agreed the {@link Features} that both sides may use from now on, and no others
 */
record ServerHello(int version, int agreed, Introduction introduction) implements ServerAnswer {
    ServerHello {
        requireNonNull(introduction, "introduction");
        if (version < 1 || version > 255) {
            throw new IllegalArgumentException("version: " + version + " (expected: 1..255)");
        }
    }
}
