package io.volant.rpc.transport;

import io.volant.rpc.Status;

/**
 * One call broke a rule: that call is refused, the connection lives.
 *
 * <p>Thrown for what is wrong inside the extensions, the metadata or the compression of a message.
 * Carries no stack trace: a hostile peer causes it at will.
 */
final class CallFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Rule rule;
    private final Status status;

    CallFault(Rule rule, Status status, String detail) {
        super(detail, null, false, false);
        this.rule = rule;
        this.status = status;
    }

    /** The rule of the specification that was broken. */
    Rule rule() {
        return rule;
    }

    /** The status with which the call ends. */
    Status status() {
        return status;
    }

    /** What was wrong, as a sentence for the caller. */
    String detail() {
        return String.valueOf(getMessage());
    }
}
