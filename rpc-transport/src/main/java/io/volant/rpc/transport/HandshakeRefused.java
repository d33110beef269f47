package io.volant.rpc.transport;

import io.volant.rpc.Status;

/**
 * A client's hello cannot be accepted: send the refusal, then close.
 *
 * <p>Carries no stack trace: a hostile peer causes it at will.
 */
final class HandshakeRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    HandshakeRefused(Rule rule, Status status, String detail) {
        this(Refusal.of(status.code(), rule.id() + ": " + detail));
    }

    /** The refusal of a hello that breaks a rule. */
    HandshakeRefused(ProtocolFault fault) {
        this(Refusal.of(statusFor(fault.rule()), String.valueOf(fault.getMessage())));
    }

    private HandshakeRefused(Refusal refusal) {
        super(refusal.reason(), null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }

    private static int statusFor(Rule rule) {
        if (rule == Rule.TLV_CRITICAL) {
            return Status.UNIMPLEMENTED.code();
        }
        if (rule == Rule.HELLO_CHECKSUM) {
            return Status.UNAVAILABLE.code();
        }
        return rule == Rule.VERSION ? Status.FAILED_PRECONDITION.code() : Status.INVALID_ARGUMENT.code();
    }
}
