package io.volant.rpc.transport;

import static java.util.Objects.requireNonNull;

/**
 * The accepting side's no, after which it closes the connection.
 *
 * @param minVersion the oldest version the server speaks
 * @param maxVersion the newest version the server speaks
 * @param status code of the status with which the client's calls fail
 * @param reason what was refused, for people
 */
record Refusal(int minVersion, int maxVersion, int status, String reason) implements ServerAnswer {
    /** Most bytes of a reason. */
    static final int MAX_REASON = 1024;

    Refusal {
        requireNonNull(reason, "reason");
    }

    /** A refusal by a server that speaks the version built here. */
    static Refusal of(int status, String reason) {
        return new Refusal(Handshake.VERSION, Handshake.VERSION, status, reason);
    }
}
