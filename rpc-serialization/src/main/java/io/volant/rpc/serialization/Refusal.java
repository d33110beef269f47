package io.volant.rpc.serialization;

import io.volant.rpc.CodecException;

/**
 * A value or bytes that the guard refuses, on its way up to the root of the message. Every codec that it passes through puts its
 * own step in front of the path, so that a success pays nothing for paths. Stackless.
 */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_PATH = 512;

    private final CodecException.Reason reason;
    private final StringBuilder path = new StringBuilder();
    private String root = "";

    private Refusal(CodecException.Reason reason, String text) {
        super(text, null, false, false);
        this.reason = reason;
    }

    static Refusal invalid(String text) {
        return new Refusal(CodecException.Reason.INVALID, text);
    }

    static Refusal tooLarge(String text) {
        return new Refusal(CodecException.Reason.TOO_LARGE, text);
    }

    /** What a failure in a part of a value means for the whole: the refusal itself, or one that names the class of the failure. */
    static Refusal of(RuntimeException failure) {
        return failure instanceof Refusal refusal
                ? refusal
                : invalid("failed with " + failure.getClass().getName());
    }

    /** Notes that this happened in the part {@code step} of what is being written or read. */
    Refusal in(String step) {
        if (path.length() < LONGEST_PATH) {
            path.insert(0, step);
        } else if (!step.isEmpty()) {
            root = step + "\u2026"; // what lies between the root and the last steps is left out
        }
        return this;
    }

    /** The same as a caller outside of this package sees it. */
    CodecException toCodecException() {
        return new CodecException(reason, path.isEmpty() ? text() : root + path + ": " + text());
    }

    private String text() {
        return String.valueOf(getMessage());
    }
}
