package io.volant.rpc;

import static java.util.Objects.requireNonNull;

/** A value that cannot be encoded, or bytes that cannot be decoded; the message names the path and never a value. Stackless. */
public final class CodecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Which limit or rule was broken. */
    public enum Reason {
        /** The value or the bytes do not fit the declared type. */
        INVALID,
        /** The message is larger than the limits allow. */
        TOO_LARGE
    }

    private final Reason reason;

    public CodecException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = requireNonNull(reason, "reason");
    }

    public Reason reason() {
        return reason;
    }
}
